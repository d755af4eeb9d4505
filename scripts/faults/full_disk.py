# SPDX-License-Identifier: GPL-2.0-or-later
import os, pathlib, shutil, subprocess


def disk_full(case):
    """a disk that is full after N bytes, at many points of a build and of an update"""
    shim = full_disk_shim(case)
    if not shim:
        return
    for number in range(150):
        case.write(number)
    case.index("docs")
    points = 60 if case.full else 8
    serial = 1000
    for turn in range(points):
        command = "index" if turn % 2 else "rebuild"
        former = case.files()
        for _ in range(60):
            case.write(serial)
            serial += 1
        now = case.files()
        limit = int(1.5 ** case.random.uniform(18, 37))
        environment = dict(os.environ, LD_PRELOAD=str(shim), FULL_AFTER=str(limit))
        case.runs += 1
        code, _, messages = case.run(command, "docs", env=environment)
        if code == 2 and "No space left on device" not in messages:
            case.wrong += 1
            case.note(f"{command} with {limit} bytes: {messages[:200]}")
        if code == 0:
            case.expect(now)
        else:
            found = case.found("harbour") or []
            short = {str(pathlib.Path(p).relative_to(case.folder / "docs")) for p in found}
            case.lost += len(former - short)
            case.doubled += len(found) - len(short)
            case.wrong += len(short - now)
        case.check()
        case.index("docs")
        case.expect(now)


def full_disk_shim(case):
    source = pathlib.Path(__file__).with_suffix(".c")
    library = case.folder / "full_disk.so"
    compiler = next((c for c in ("clang", "cc", "gcc") if shutil.which(c)), None)
    if not compiler:
        case.note("no C compiler: not tested")
        return None
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library
