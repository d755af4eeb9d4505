# SPDX-License-Identifier: GPL-2.0-or-later

def writers(case):
    """two writers at once: one is refused, the other ends well"""
    serial = 0
    for _ in range(20 if case.full else 3):
        for _ in range(200):
            case.write(serial)
            serial += 1
        processes = [case.run(c, "docs", wait=False) for c in ("index", "index", "index")]
        ends = [(p.communicate()[1], p.returncode) for p in processes]
        case.runs += 1
        for messages, code in ends:
            case.judge(code, messages, ["index"])
            if code == 2 and b"Another process is writing" not in messages:
                case.wrong += 1
                case.note(messages.decode())
        case.index("docs")
        case.expect(case.files())
    case.check()
