# SPDX-License-Identifier: GPL-2.0-or-later
"""What scripts/benchmark measures of an engine."""
import os, pathlib, shutil, subprocess, sys, tempfile, time


def measured(command, environment):
    """Seconds and megabytes of a process and its children."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            sys.exit(f"{command[0]} failed: {log.read().decode(errors='replace')[-500:]}")
    return {"wall": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / 1024}


def folder_bytes(folder, leaving_out=()):
    return sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*")
               if file.is_file() and not file.is_symlink() and file.name not in leaving_out)


def build(engine, corpus, index):
    """Builds an index anew and measures it."""
    shutil.rmtree(index, ignore_errors=True)
    os.makedirs(index)
    environment = engine.get("environment", lambda i: {})(index)
    result = measured(engine["build"](corpus, index), environment)
    result["bytes"] = result["bare"] = folder_bytes(index)
    if "compact" in engine:
        subprocess.run(engine["compact"](index), check=True, capture_output=True)
        result["bare"] = folder_bytes(f"{index}/compact")
        shutil.rmtree(f"{index}/compact")
    if (pathlib.Path(index) / "index").is_dir(): result["bare"] = folder_bytes(index, {"docdata.glass"})
    return result


def ask(engine, corpus, index, results):
    """Adds the times of all queries, warm and cold, to the results: by engine, by class of query."""
    environment = os.environ | engine.get("environment", lambda i: {})(index)
    for name, command in engine["query"].items():
        with open(corpus / "queries") as queries:
            answers = subprocess.run(command(index), stdin=queries, capture_output=True, text=True, env=environment)
        for line in answers.stdout.splitlines():
            kind, microseconds = line.split("\t")[:2]
            results.setdefault(name, {}).setdefault(kind, []).append(float(microseconds))
    words = [line.split("\t")[1].strip() for line in open(corpus / "queries") if line.startswith("word\t")][:9]
    for action, name in [("one", next(iter(engine["query"])).split(",")[0]), ("one exact", next(iter(engine["query"])))]:
        if action not in engine: continue
        cold = results.setdefault(name, {}).setdefault("cold", [])
        for word in words:
            start = time.perf_counter()
            subprocess.run(engine[action](index, word), capture_output=True, env=environment)
            cold.append((time.perf_counter() - start) * 1e3)
