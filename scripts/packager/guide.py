# SPDX-License-Identifier: GPL-2.0-or-later
"""README and the articles for users, as files of Markdown that lead to one another."""
import pathlib, re

top = pathlib.Path(__file__).resolve().parent.parent.parent
catalogues = [top / "Sources/Allonym/Allonym.docc", top / "Sources/Documents/Documents.docc"]
REFERENCE = ["Installing", "CommandLine", "QueryLanguage", "Output", "Serve", "Compatibility", "Comparisons", "Formats"]


def articles():
    """The articles for users: their names and where they lie."""
    files = {path.stem: path for catalogue in catalogues for path in catalogue.glob("*.md")}
    return {name: path for name, path in sorted(files.items()) if name.startswith("Guide") or name in REFERENCE}


def files():
    """Yields where each file of the guide lies in its folder, and its bytes."""
    known = articles()
    for name, path in known.items():
        yield f"{name}.md", linked(path.read_text(), known).encode()
    for path in sorted((catalogues[0] / "Resources").glob("*.png")):
        yield path.name, path.read_bytes()


def linked(text, known):
    """The text of an article with links of DocC as those of Markdown."""
    def link(match):
        name = match.group(1)
        if name not in known:
            return f"*{name}*"
        return f"[{known[name].read_text().splitlines()[0].removeprefix('# ')}]({name}.md)"
    text = re.sub(r"<doc:(\w+)>", link, text)
    return re.sub(r"(!\[[^]]*\])\(([\w-]+)\)", r"\1(\2.png)", text)


def readme():
    """README as it leads to the articles beside it."""
    known = articles()
    def target(match):
        name = match.group(1)
        return f"(guide/{name})" if name.endswith(".png") or name.removesuffix(".md") in known else match.group(0)
    return re.sub(r"\(Sources/\w+/\w+\.docc/(?:Resources/)?([\w-]+\.\w+)\)", target, (top / "README.md").read_text())
