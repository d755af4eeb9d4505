# SPDX-License-Identifier: GPL-2.0-or-later
"""Manual pages, made from the help of the programs."""
import json, re, subprocess

EXIT_CODES = [
    ("0", "found, or done"),
    ("1", "nothing found; of allonym doctor: something is missing"),
    ("2", "an error, which one sentence on standard error tells"),
    ("3", "done, but for files that could not be read"),
    ("130", "stopped by ctrl-C"),
]


def pages(program, version, date):
    """Yields names and texts of the pages of a program: one of itself and one of each of its commands."""
    help = subprocess.run(
        [program, "--experimental-dump-help"], check=True, capture_output=True, text=True
    ).stdout
    command = json.loads(help)["command"]
    below = [c for c in command.get("subcommands", []) if shown(c) and c["commandName"] != "help"]
    names = [command["commandName"].split()]
    names += [[*names[0], c["commandName"]] for c in below]
    for name, one in zip(names, [command, *below]):
        others = ["-".join(n) for n in names if n != name]
        yield f"{'-'.join(name)}.1", page(name, one, below if one is command else [], others, version, date)


def shown(thing):
    """Whether help shows a command or an argument."""
    return thing.get("shouldDisplay", True)


def page(name, command, below, others, version, date):
    """The text of a page."""
    dashed = "-".join(name)
    arguments = [a for a in command.get("arguments", []) if shown(a)]
    text = [
        f'.TH {dashed.upper()} 1 "{date}" "allonym {version}" "Allonym"',
        ".SH NAME",
        f"{plain(dashed)} \\- {plain(abstract(command))}",
        ".SH SYNOPSIS",
        synopsis(name, arguments, below),
    ]
    discussion = command.get("discussion", "")
    # Paragraphs in capitals begin a section of their own: EXAMPLES and the like.
    sections = re.split(r"(?m)^\s*([A-Z][A-Z ]+[A-Z])$", discussion)
    if sections[0].strip():
        text += [".SH DESCRIPTION", plain(sections[0].strip())]
    if below:
        text.append(".SH COMMANDS")
        for one in below:
            text += [".TP", f"\\fB{plain(one['commandName'])}\\fR", plain(one.get("abstract", ""))]
    if arguments:
        text.append(".SH OPTIONS")
        for argument in arguments:
            text += [".TP", heading(argument), plain(explained(argument))]
    for title, body in zip(sections[1::2], sections[2::2]):
        if title != "EXIT CODES":
            text += [f".SH {title}", ".nf", plain(body.strip("\n")), ".fi"]
    text.append(".SH EXIT STATUS")
    for code, meaning in EXIT_CODES:
        text += [".TP", f"\\fB{code}\\fR", meaning]
    if others:
        text += [".SH SEE ALSO", " ,\n".join(f".BR {plain(o)} (1)" for o in others)]
    return "\n".join(text) + "\n"


def abstract(command):
    """What a command does, as a page's first line has it: without the full stop."""
    return command.get("abstract", "").rstrip(".")


def synopsis(name, arguments, below):
    """How a command is called."""
    words = [f"\\fB{plain(' '.join(name))}\\fR"]
    if any(a["kind"] != "positional" for a in arguments):
        words.append("[\\fIoptions\\fR]")
    for argument in arguments:
        if argument["kind"] == "positional":
            word = f"\\fI{plain(argument['valueName'])}\\fR" + ("..." if argument["isRepeating"] else "")
            words.append(f"[{word}]" if argument["isOptional"] else word)
    if below:
        words.append("\\fIcommand\\fR ...")
    return " ".join(words)


def heading(argument):
    """An option or argument as it is typed."""
    value = f"\\fI{plain(argument.get('valueName', ''))}\\fR"
    if argument["kind"] == "positional":
        return value
    names = []
    for name in argument["names"]:
        dash = "--" if name["kind"] == "long" else "-"
        names.append(f"\\fB{plain(dash + name['name'])}\\fR")
    return ", ".join(names) + (f" {value}" if argument["kind"] == "option" else "")


def explained(argument):
    """What an argument does, with the values that it may have."""
    text = argument.get("abstract", "")
    values = argument.get("allValues") or argument.get("allValueStrings") or []
    if values:
        text += f" One of: {', '.join(values)}."
    default = argument.get("defaultValue")
    return text + (f" Default: {default}." if default else "")


def plain(text):
    """Text that roff takes for nothing but text."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    # Of other scripts the formatter of today has the letters; a full stop or quote that begins a line is no command.
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)
