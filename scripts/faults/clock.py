# SPDX-License-Identifier: GPL-2.0-or-later
import os, time


def clock(case):
    """files with times in the past and the future, and changes that keep size and time"""
    for number in range(40):
        case.write(number)
    case.index("docs")
    for turn in range(20 if case.full else 4):
        case.runs += 1
        changed = case.random.sample(sorted(case.files()), 5)
        moment = case.random.choice([0, 1e9, time.time(), time.time() + 1e8, 4e9])
        for name in changed:
            path = case.folder / "docs" / name
            before = path.stat()
            text = path.read_text()
            path.write_text(text.replace("pelican" if turn % 2 == 0 else "flaming", "flaming" if turn % 2 == 0 else "pelican"))
            os.utime(path, (moment, moment) if turn % 3 else (before.st_atime, before.st_mtime))
        case.index("docs")
        case.expect(case.files())
        case.expect({f for f in case.files() if "flaming" in (case.folder / "docs" / f).read_text()}, "flaming")
