# SPDX-License-Identifier: GPL-2.0-or-later
import os


def read_only(case):
    """an index and files that this user may not write or read"""
    if os.geteuid() != 0:
        case.note("needs root to become another user: not tested")
        return
    os.chmod(case.folder, 0o755)
    for number in range(40):
        case.write(number)
    case.index("docs")
    other = dict(user=65534, group=65534, extra_groups=[])
    vocabulary = (case.folder / "index" / "current" / "vocabulary").resolve()
    for turn in range(3):
        case.runs += 1
        if turn == 1:
            vocabulary.unlink()
        code, output, messages = case.run("search", "harbour", "--exact", "--jsonl", "--limit", 100, **other)
        if code != 0 or len(output.splitlines()) != 40:
            case.wrong += 1
            case.note(f"read-only search: code {code} {messages[:200]}")
        for command in (["index", "docs"], ["rebuild"]):
            code, _, messages = case.run(*command, **other)
            if code != 2 or "Permission denied" not in messages:
                case.wrong += 1
                case.note(f"{command} on a read-only index: code {code} {messages[:200]}")
        code, output, _ = case.run("check", **other)
        if code != (0 if turn != 1 else 2):
            case.wrong += 1
            case.note(f"check of a read-only index: {output}")
        case.run("search", "harbour")
    # Now the other user has an index of his own, of files and a folder that are closed to him and opened.
    own = case.folder / "own"
    own.mkdir()
    os.chown(own, 65534, 65534)
    target = ["--index", own / "index"]
    closed = [case.folder / "docs" / n for n in sorted(case.files())[:5]]
    for path in closed:
        os.chmod(path, 0o000)
    os.chmod(case.folder / "docs" / "d3", 0o000)

    def outcome(wanted, code_wanted):
        case.runs += 1
        code, output, messages = case.run("index", "docs", *target, **other)
        _, output, _ = case.run("search", "harbour", "--exact", "--jsonl", "--limit", 100, *target)
        if code != code_wanted or len(output.splitlines()) != wanted:
            case.wrong += 1
            case.note(f"permissions: code {code}, {len(output.splitlines())} of {wanted} {messages[:300]}")

    inside = sum(1 for n in case.files() if n.startswith("d3/"))
    shut = sum(1 for p in closed if "d3" not in str(p))
    outcome(40 - inside - shut, 3)
    outcome(40 - inside - shut, 3)
    os.chmod(case.folder / "docs" / "d3", 0o755)
    for path in closed:
        os.chmod(path, 0o644)
    outcome(40, 0)
    for path in closed:
        os.chmod(path, 0o000)
    os.chmod(case.folder / "docs" / "d3", 0o000)
    outcome(40, 3)
    os.chmod(case.folder / "docs" / "d3", 0o755)
