# SPDX-License-Identifier: GPL-2.0-or-later
import json, resource


def large(case):
    """many small files, and a huge one, in bounded memory"""
    count = 100_000 if case.full else 2_000
    size = 2 << 30 if case.full else 64 << 20
    docs = case.folder / "docs"
    for number in range(count):
        folder = docs / f"d{number // 1000}"
        if number % 1000 == 0:
            folder.mkdir()
        (folder / f"{number}.txt").write_text(f"small own{number}x file")
    with open(docs / "huge.jsonl", "w") as file:
        line = json.dumps({"text": "huge " + "lorem ipsum dolor " * 3000}) + "\n"
        for _ in range(size // len(line) // 8):
            file.write(line)
    with open(docs / "huge.txt", "wb") as file:
        file.truncate(size)
    case.runs += 1
    told = b""
    for _ in range(2):
        process = case.run("index", "docs", wait=False)
        _, messages = process.communicate()
        case.judge(process.returncode, messages, ["index"])
        # Only the run that finds it first tells of it.
        told += messages
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    if process.returncode != 3 or told.count(b"huge.txt") != 1 or peak > 2500:
        case.wrong += 1
    case.note(f"{count} files and one of {size >> 20} MiB: at most {peak} MB of memory")
    _, output, _ = case.run("stats", "--json")
    statistics = json.loads(output)
    case.lost += max(0, count + size // len(line) // 8 - statistics["documents"])
