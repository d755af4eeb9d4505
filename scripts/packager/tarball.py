# SPDX-License-Identifier: GPL-2.0-or-later
"""The tarball, for systems without Debian's packages."""
import pathlib, platform, tarfile, tempfile

from . import tree


def build(programs, folder):
    """Makes the tarball in `folder`; its path."""
    name = f"allonym-{programs.version}-linux-{platform.machine()}"
    target = folder / f"{name}.tar.xz"
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch) / name
        tree.place(programs, root)
        check = root / "check-libraries"
        tree.write(check, (tree.here / "files/check-libraries").read_bytes())
        check.chmod(0o755)
        with tarfile.open(target, "w:xz") as tar:
            tar.add(root, name, filter=anonymous)
    return target


def anonymous(entry):
    """A member without the user who made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = int(tree.date("%s"))
    return entry
