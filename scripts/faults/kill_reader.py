# SPDX-License-Identifier: GPL-2.0-or-later
import os, pathlib, shutil, signal, time


def kill_reader(case):
    """kill -9 of the processes that read files for a build, at random moments"""
    for number in range(1200):
        case.write(number, suffix="html")
    names = case.files()
    failed = 0
    for _ in range(30 if case.full else 4):
        case.runs += 1
        shutil.rmtree(case.folder / "index", ignore_errors=True)
        process = case.run("index", "docs", wait=False)
        while process.poll() is None:
            # A reader takes some hundredths of a second to start: some of them are to come to read.
            time.sleep(case.random.uniform(0.02, 0.3))
            for child in children(process.pid):
                kill(child)
        _, messages = process.communicate()
        case.judge(process.returncode, messages, ["index"])
        # Each file is found or reported. The screen shows the first fifty failures; the report has them all.
        report = case.folder / "index" / "current" / "report.tsv"
        rows = [line.split("\t") for line in report.read_text().splitlines()]
        told = {row[2] for row in rows if row[0] == "failed"}
        found = set(case.found("harbour") or [])
        case.lost += len({str(case.folder / "docs" / n) for n in names} - found - told)
        case.wrong += len(found & told)
        failed += len(told)
        case.index("docs", "--retry")
        case.expect(names)
    case.check()
    case.note(f"files that were told and read by the next run: {failed}")


def children(process):
    """The processes that a process's threads have started and that have not ended."""
    found = []
    for task in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split()]
        except OSError:
            pass
    return found


def kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass
