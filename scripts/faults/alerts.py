# SPDX-License-Identifier: GPL-2.0-or-later
import json, os, signal, time


def kill_alerts(case):
    """kill -9 at random moments of an update and of the saved searches that run after it"""
    for number in range(100):
        case.write(number)
    case.index("docs")
    case.run("alerts", "add", "birds", "pelican")
    names = case.folder / "names.txt"
    # The words of each text's first line have one other among them.
    names.write_text("pelican harbour\n" + "".join(f"Nobody Nowhere{n}\n" for n in range(500)))
    case.run("alerts", "add", "list", "--names", names)
    serial = add(case, 1000)
    start = time.monotonic()
    case.index("docs")
    duration = time.monotonic() - start
    for _ in range(50 if case.full else 12):
        case.runs += 1
        serial = add(case, serial)
        process = case.run("index", "docs", wait=False, start_new_session=True)
        time.sleep(case.random.uniform(0, duration * 1.1))
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.communicate()
    case.index("docs")
    wanted = {f"{number}.txt" for number in range(1000, serial)}
    expect(case, "birds", wanted)
    expect(case, "list", wanted)
    case.check()


def add(case, serial):
    for _ in range(20):
        case.write(serial)
        serial += 1
    return serial


def expect(case, alert, wanted):
    """Each of the files is a hit once, and nothing else is."""
    code, output, messages = case.run("alerts", "show", alert, "--jsonl")
    if code > 1:
        case.wrong += 1
        case.note(f"alerts show: code {code} {messages[:200]}")
        return
    found = [json.loads(line)["path"].rsplit("/", 1)[-1] for line in output.splitlines()]
    case.lost += len(wanted - set(found))
    case.doubled += len(found) - len(set(found))
    case.wrong += len(set(found) - wanted)
    if wanted != set(found) or len(found) != len(set(found)):
        case.note(f"{alert}: {len(found)} found, {len(wanted)} wanted")
