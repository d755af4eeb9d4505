# SPDX-License-Identifier: GPL-2.0-or-later
"""What lies where: the files that package and tarball have in common, below a folder such as /usr."""
import functools, gzip, pathlib, re, subprocess, sys

from . import guide, man_pages

here = pathlib.Path(__file__).resolve().parent
top = here.parent.parent
tables = top / "Sources/CSpellingTables/tables"

SHELLS = {
    "bash": "share/bash-completion/completions/allonym",
    "zsh": "share/zsh/vendor-completions/_allonym",
    "fish": "share/fish/vendor_completions.d/allonym.fish",
}


class Programs:
    """The programs of a finished build."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.allonym = self.found("allonym")
        self.reader = self.found("allonym-reader")
        self.server = self.found("allonym-server")
        self.alerts = self.found("allonym-alerts")
        self.all = [self.allonym, self.reader, self.server, self.alerts]
        for program in self.all:
            if re.search(r"NEEDED +libswift", run("objdump", "-p", program)):
                sys.exit(f"{program} needs Swift's shared libraries: build it with scripts/build.")
        self.version = run(self.allonym, "--version").strip()
        for program in (self.reader, self.server, self.alerts):
            version = run(program, "--version").strip()
            if version != self.version:
                sys.exit(f"allonym is of version {self.version}, {program.name} of version {version}: build all.")

    def found(self, name):
        """Where a program is that must be there."""
        if not (self.folder / name).is_file():
            sys.exit(f"There is no program {name} in {self.folder}: build it with scripts/build.")
        return self.folder / name


def run(*command):
    """What a command prints."""
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


@functools.cache
def date(form):
    """The day of the last commit, so that the same source makes the same files."""
    return run("git", "-C", top, "log", "-1", f"--date=format:{form}", "--format=%cd").strip()


def write(path, content, packed=False):
    """Writes a file and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data, 9, mtime=0) if packed else data)
    path.chmod(0o644)


def place(programs, root):
    """Places everything below `root`."""
    for program in programs.all:
        folder = root / ("bin" if program == programs.allonym else "libexec/allonym")
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / program.name
        run("strip", "--strip-unneeded", "--remove-section=.comment", "-o", target, program)
        target.chmod(0o755)
    # The own pages of `allonym serve` and `allonym alerts` have the options, and take the places of the others.
    for program in (programs.allonym, programs.server, programs.alerts):
        for name, text in man_pages.pages(program, programs.version, date("%Y-%m-%d")):
            write(root / "share/man/man1" / f"{name}.gz", text, packed=True)
    for shell, path in SHELLS.items():
        script = run(programs.allonym, "--generate-completion-script", shell)
        # The shell reads it, nobody runs it.
        write(root / path, script.removeprefix("#!/bin/bash\n"))
    opener = root / "libexec/allonym/open-page"
    write(opener, (here / "files/open-page").read_bytes())
    opener.chmod(0o755)
    write(root / "share/applications/allonym.desktop", (here / "files/allonym.desktop").read_bytes())
    for unit in [here / "files/allonym-watch@.service", *(here / "files").glob("allonym-serve*")]:
        write(root / "lib/systemd/system" / unit.name, unit.read_bytes())
    place_documents(root / "share/doc/allonym")


def place_documents(folder):
    """Places what people read, and the documents of the first session."""
    write(folder / "README.md", guide.readme())
    for name, content in guide.files():
        write(folder / "guide" / name, content)
    write(folder / "CHANGELOG.md.gz", (top / "CHANGELOG.md").read_bytes(), packed=True)
    write(folder / "copyright", copyright())
    for path in sorted((top / "seeds").iterdir()):
        write(folder / "examples/seeds" / path.name, path.read_bytes())


def copyright():
    """debian/copyright, in which a line ` @NAME` stands for the licence of that name beside the tables."""
    lines = []
    for line in (here / "copyright").read_text().splitlines():
        if line.startswith(" @"):
            text = (tables / line[2:]).read_text().rstrip("\n").splitlines()
            lines += [f" {t}".rstrip() if t.strip() else " ." for t in text]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"

