# SPDX-License-Identifier: GPL-2.0-or-later
"""The Debian package."""
import hashlib, pathlib, re, shutil, subprocess, sys, tempfile

from . import tree

MAINTAINER = "Allonym maintainers <maintainers@allonym.invalid>"

# What each is for stands in the article "Dependencies".
RECOMMENDS = ["poppler-utils", "curl", "catdoc", "tesseract-ocr", "tesseract-ocr-ara", "tesseract-ocr-rus"]
SUGGESTS = ["xdg-utils", "www-browser"]

DESCRIPTION = """full-text search that finds a name however it is spelled
 Allonym indexes folders of documents (PDF, office files, mail, web pages,
 archives and some thirty formats more) and finds a name in any spelling, in
 Latin, Arabic and Cyrillic script: Hmeimim also finds Khmeimim, Humaymim and
 Khmeymim in the letters of all three. It says which spellings matched, and why.
 .
 Files are read by a program of its own that runs confined. The index is a
 Xapian database. Lists of names can be compared, too."""


def build(programs, folder):
    """Makes the package in `folder`; its path."""
    architecture = tree.run("dpkg", "--print-architecture").strip()
    target = folder / f"allonym_{programs.version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch) / "root"
        tree.place(programs, root / "usr")
        place_changelog(programs.version, root / "usr/share/doc/allonym")
        place_scripts(root)
        tree.write(root / "DEBIAN/control", control(programs, architecture, root, pathlib.Path(scratch)))
        tree.write(root / "DEBIAN/md5sums", checksums(root))
        for path in [root, *root.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
        tree.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target)
    return target


def control(programs, architecture, root, scratch):
    """The control file, with the libraries that the programs ask for."""
    fields = {
        "Package": "allonym",
        "Version": programs.version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": sum(p.stat().st_size for p in root.rglob("*") if p.is_file()) // 1024,
        "Depends": libraries(root, scratch),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": ", ".join(SUGGESTS),
        "Section": "text",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def libraries(root, scratch):
    """The packages with the libraries that the programs need, by dpkg-shlibdeps."""
    tree.write(scratch / "debian/control", "Source: allonym\n\nPackage: allonym\nArchitecture: any\n")
    programs = [root / "usr/bin/allonym", *(root / "usr/libexec/allonym").glob("allonym-*")]
    # The tool wants to be called where debian/control is.
    done = subprocess.run(
        ["dpkg-shlibdeps", "-O", *map(str, programs)], cwd=scratch, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"dpkg-shlibdeps does not find the libraries of the programs:\n{done.stderr}")
    return re.search(r"shlibs:Depends=(.*)", done.stdout).group(1)


def place_changelog(version, folder):
    """Debian's changelog, which points to the one for users."""
    when = tree.run("git", "-C", tree.top, "log", "-1", "--format=%cD").strip()
    text = (
        f"allonym ({version}) unstable; urgency=medium\n\n"
        f"  * Version {version}: what changed is told in CHANGELOG.md.gz beside this file.\n\n"
        f" -- {MAINTAINER}  {when}\n")
    tree.write(folder / "changelog.gz", text, packed=True)


def place_scripts(root):
    """What dpkg runs: services that are at work end before their program goes."""
    for name in ("prerm", "postrm"):
        tree.write(root / "DEBIAN" / name, (tree.here / "files" / name).read_bytes())
        (root / "DEBIAN" / name).chmod(0o755)


def checksums(root):
    """The checksums of all files that are installed."""
    files = sorted(p for p in (root / "usr").rglob("*") if p.is_file())
    return "".join(f"{hashlib.md5(p.read_bytes()).hexdigest()}  {p.relative_to(root)}\n" for p in files)


def checked(package):
    """Ends the program where lintian finds an error."""
    if not shutil.which("lintian"):
        print("lintian is not installed: the package was not checked.", file=sys.stderr)
        return
    done = subprocess.run(
        ["lintian", "--fail-on", "error", "--allow-root", str(package)], capture_output=True, text=True)
    print(done.stdout + done.stderr, end="", file=sys.stderr)
    if done.returncode != 0:
        sys.exit("lintian finds errors in the package: they are above.")
