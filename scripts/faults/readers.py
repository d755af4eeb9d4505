# SPDX-License-Identifier: GPL-2.0-or-later
import random, threading, time


def readers(case):
    """ten readers during rebuilds and updates"""
    for number in range(400):
        case.write(number)
    case.index("docs")
    stop = threading.Event()
    stable = {str(case.folder / "docs" / f) for f in case.files()}

    def read(seed):
        choice = random.Random(seed)
        while not stop.is_set():
            query = choice.choice(["harbour", '"pelican own5x"', "own1*", "harbour NEAR pelican"])
            found = case.found(query)
            case.runs += 1
            if found is None:
                case.wrong += 1
                case.note(f"{query} failed")
            elif query == "harbour":
                case.lost += len(stable - set(found))
                case.doubled += len(found) - len(set(found))

    def read_batch():
        queries = case.folder / "queries.txt"
        queries.write_text("".join(f"own{n % 400}x harbour\n" for n in range(3000)))
        while not stop.is_set():
            code, output, messages = case.run(
                "search", "--batch", queries, "--limit", 1, "--exact")
            case.runs += 1
            if code != 0 or len(output.splitlines()) != 3000:
                case.wrong += 1
                case.note(f"batch: code {code} {len(output.splitlines())} {messages[:200]}")

    threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    threads += [threading.Thread(target=read_batch) for _ in range(2)]
    for thread in threads:
        thread.start()
    serial = 1000
    end = time.monotonic() + (120 if case.full else 12)
    while time.monotonic() < end:
        for _ in range(30):
            case.write(serial)
            serial += 1
        case.index("docs")
        if serial % 4 == 0:
            code, _, messages = case.run("rebuild")
            if code:
                case.wrong += 1
                case.note(f"rebuild: code {code} {messages[:200]}")
    stop.set()
    for thread in threads:
        thread.join()
    case.expect(case.files())
    case.check()
