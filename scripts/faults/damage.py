# SPDX-License-Identifier: GPL-2.0-or-later

def damage(case):
    """a block of 512 bytes overwritten anywhere in any file of the index"""
    for number in range(300):
        case.write(number)
    case.index("docs")
    generation = (case.folder / "index" / "current").resolve()
    files = [p for p in generation.rglob("*") if p.is_file() and p.stat().st_size > 0
             and not p.name.startswith("report")]
    queries = ["harbour", '"pelican own7x"', "own9*", "-pelican", "path:d3", "date:2020", "Harbur"]
    right = {q: case.run("search", q, "--jsonl", "--limit", 1000)[:2] for q in queries}
    silent = 0
    for turn in range(400 if case.full else 16):
        path = files[turn % len(files)]
        case.runs += 1
        whole = path.read_bytes()
        place = case.random.randrange(max(1, len(whole) - 511))
        piece = bytes(case.random.randrange(256) for _ in range(min(512, len(whole))))
        broken = whole[:place] + piece + whole[place + len(piece):]
        path.unlink()
        path.write_bytes(broken)
        code, _, _ = case.run("check")
        told = code == 2
        answers = [(case.run("search", q, "--jsonl", "--limit", 1000)[:2], right[q]) for q in queries]
        wrong = [a for a, r in answers if a != r and a[0] != 2]
        if not told and broken != whole:
            case.wrong += 1
            case.note(f"check did not tell of {path.name} at {place}")
        silent += len(wrong)
        path.unlink()
        path.write_bytes(whole)
        vocabulary = generation / "vocabulary"
        if path.name == "vocabulary" or not vocabulary.exists():
            case.check()
    case.note(f"searches that gave another answer without an error: {silent}")
