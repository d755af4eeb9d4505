# SPDX-License-Identifier: GPL-2.0-or-later
"""Folded words of names, as the program folds them."""
import functools
import importlib.machinery
import importlib.util
import pathlib
import re
import unicodedata

SCRIPTS = pathlib.Path(__file__).resolve().parents[1]
TABLES = SCRIPTS.parent / "Sources/CSpellingTables/tables"
BLOCKS = {"LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl"}
# As NameWords of train-spellings.
ARTICLES = set("al el ul as ash ad an ar at az es esh ed en er et ez аль эль ас аш ад ан ар ат аз эс эш ال".split())
SEPARATORS = re.compile(r"[\s\-‐‑–—_,/.·•־]+")
MOST_WORDS = 4
MOST_LETTERS = 32
# Letters of the languages that are searched. Others are letters of languages whose names nobody types here.
LETTERS = {
    "Latn": set("abcdefghijklmnopqrstuvwxyz"),
    "Cyrl": set("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ"),
    "Arab": set("ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ"),
}


def load_script(name):
    """A script of this folder, as a module."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(SCRIPTS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


FOLDING = load_script("generate-folding-tables").Letters()


@functools.cache
def block(letter):
    return BLOCKS.get(unicodedata.name(letter, "").split(" ")[0])


def script(text):
    """The script of all letters; None when it is another one or several."""
    if text.isascii():
        return "Latn"
    found = {block(letter) for letter in text if letter.isalpha()}
    return found.pop() if len(found) == 1 else None


@functools.cache
def folded_letter(letter):
    return "".join(c for c in FOLDING.folded(letter) if FOLDING.name(ord(c)) == "letter")


@functools.cache
def folded(word):
    """A folded word. Letters fold by themselves, unless marks of their own follow them."""
    word = unicodedata.normalize("NFC", word)
    if any(map(unicodedata.combining, word)):
        return folded_letter(word)
    return "".join(map(folded_letter, word))


def words(name):
    """The folded words of a name without its articles; empty when it is no name of our scripts."""
    return words_and_article(name)[0]


def words_and_article(name):
    """The folded words of a name without its articles, and whether it begins with one."""
    found = script(name)
    if found is None or any(map(str.isdigit, name)):
        return (), False
    parts = [word for word in map(folded, SEPARATORS.split(name)) if word]
    first = parts[0] if parts else ""
    if len(parts) > 1:
        parts = [word for word in parts if word not in ARTICLES]
    parts = [word[2:] if word.startswith("ال") and len(word) >= 5 else word for word in parts]
    letters = LETTERS[found]
    if not 1 <= len(parts) <= MOST_WORDS or any(
            len(word) > MOST_LETTERS or not letters.issuperset(word) for word in parts):
        return (), False
    return tuple(parts), parts[0] != first


def listed(role):
    """The folded words of a role in name_words.tsv."""
    lines = (TABLES / "name_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {folded(word) for row in rows if row[0] == role for word in row[2].split()}
