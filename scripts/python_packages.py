# SPDX-License-Identifier: GPL-2.0-or-later
"""Packages of PyPI that scripts need."""
import pathlib
import subprocess
import sys

BUILD = pathlib.Path(__file__).resolve().parent.parent / ".build"


def fetched(name, packages, dependencies=False):
    """The folder .build/NAME with the packages, which are fetched the first time and when the list changes."""
    folder = BUILD / name
    complete, wanted = folder / "complete", "\n".join(packages)
    if not complete.exists() or complete.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--root-user-action=ignore", "--upgrade",
                        *([] if dependencies else ["--no-deps"]), "--target", folder, *packages], check=True)
        complete.write_text(wanted)
    return folder


def importable(name, packages, dependencies=False):
    """The same, and Python finds the packages from now on."""
    folder = fetched(name, packages, dependencies)
    sys.path.insert(0, str(folder))
    return folder
