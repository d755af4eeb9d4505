# SPDX-License-Identifier: GPL-2.0-or-later
import pathlib, time


def kill_build(case):
    """kill -9 at random moments of a build from nothing beside an old index"""
    kill(case, "rebuild", times=50 if case.full else 6)


def kill_update(case):
    """kill -9 at random moments of an update"""
    kill(case, "index", times=50 if case.full else 8)


def kill(case, command, times):
    for number in range(600):
        case.write(number)
    start = time.monotonic()
    case.index("docs")
    duration = time.monotonic() - start
    former = case.files()
    serial = 1000
    for _ in range(times):
        case.runs += 1
        removed = case.random.sample(sorted(former), 20)
        for name in removed:
            (case.folder / "docs" / name).unlink()
        for _ in range(150):
            case.write(serial)
            serial += 1
        now = case.files()
        process = case.run(command, "docs", wait=False)
        time.sleep(case.random.uniform(0.02, duration * 1.1))
        process.kill()
        process.communicate()
        found = case.found("harbour")
        if found is None:
            case.wrong += 1
            case.note("the search after the kill failed")
        else:
            short = {str(pathlib.Path(p).relative_to(case.folder / "docs")) for p in found}
            case.lost += len((former & now) - short)
            case.doubled += len(found) - len(short)
            case.wrong += len(short - (former | now))
            if command == "rebuild" and short != former and short != now:
                case.wrong += 1
                case.note("neither the old index nor the new one")
        case.check()
        case.index("docs")
        case.expect(now)
        case.check()
        left = [p.name for p in (case.folder / "index").iterdir() if p.name.startswith("building")]
        if left:
            case.wrong += 1
            case.note(f"debris: {left}")
        former = now
