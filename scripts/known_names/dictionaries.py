# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists that give a name in one other script: bodies above all, among much that is no name."""
import ast
import gzip
import json
import re
import xml.etree.ElementTree

from . import skeletons, words
from .sources import Entity

# Dictionaries of Wiktionary's entries. Of the languages in Latin script each writes foreign names its own way.
PAIRS = ["eng-bul", "fra-rus", "pol-rus", "nld-rus", "ita-rus"]
# Words of pairs that sound alike are as similar as this, and names of several words that are not pairs.
LEAST_OF_WORD, LEAST_OF_NAME = 0.6, 0.8
PROPER_NOUN = re.compile(r"([^\W\d_][^/<]*?) (?:/.*/ )?<[^>]*\bpn\b[^>]*>$")
# A club is named without these, and a company.
CLUB = re.compile(r"(?:^|(?<= ))(?:a\.?f\.?c|b\.?c|c\.?f|f\.?c|f\.?k|k\.?k|n\.?k|s\.?c|club|company)\.?(?= |$)")
ARABIC_HEAD = re.compile(r"^(?:نادي|شركة|صحيفة|مجلة|حزب|تنظيم|قناة) ")
# In brackets or after a comma stands which one of several is meant.
REMARK = re.compile(r" *[(,،].*$")


def sounds_alike(name, other):
    """Whether two names are as much alike as a name and its transcription."""
    both = [words.words(name), words.words(other)]
    if not all(both):
        return False
    left, right = ([skeletons.skeleton(words.script(word), word) for word in name] for name in both)
    if len(left) == len(right):
        return all(one and other and skeletons.similarity(*sorted((one, other))) > LEAST_OF_WORD
                   for one, other in zip(left, right))
    return skeletons.similarity(*sorted(("".join(left), "".join(right)))) > LEAST_OF_NAME


def ordinary_words(debian):
    """The words that WordNet writes in lower case, and all adjectives."""
    found = set()
    for path in (debian / "wordnet-base/usr/share/wordnet").glob("data.*"):
        for line in path.read_text(encoding="ascii").splitlines():
            cells = line.split(" ")
            if line.startswith(" "):
                continue
            for index in range(int(cells[3], 16)):
                word = cells[4 + 2 * index].partition("(")[0]
                if word.islower() or path.suffix == ".adj":
                    found.add(word.lower())
    return found


def is_ordinary(word, ordinary):
    return any(word.removesuffix(ending) in ordinary for ending in ("", "s", "es", "ism", "ist", "ists"))


def texts_of(values):
    """The pairs of texts in nested dictionaries."""
    for key, value in values.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            yield from texts_of(value)


def texts_of_program(text):
    """The pairs of texts in the dictionaries that a Python program writes out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values):
                both = [getattr(part, "value", None) for part in (key, value)]
                if all(isinstance(part, str) for part in both):
                    yield both


def encyclopedia_names(packages, debian):
    """English and Arabic names of the categories of the Arabic Wikipedia (ArWikiCats).

    The English ones are written in lower case, and most are no names: those are taken that have a word which
    is no ordinary one and that sound like the Arabic one.
    """
    ordinary, seen = ordinary_words(debian), set()
    kinds = {"cities": "place", "people": "person", "sports": "body"}
    folder = packages / "ArWikiCats"
    for path in sorted([*folder.rglob("*.json"), *folder.rglob("*.py")]):
        if path.parent.name in ("jobs", "nationalities", "taxonomy", "media"):
            continue
        text = path.read_text(encoding="utf-8")
        found = texts_of(json.loads(text)) if path.suffix == ".json" else texts_of_program(text)
        kind = kinds.get(path.parent.name) if path.stem != "yy2" else None
        for english, arabic in found:
            if (english, arabic) in seen:
                continue
            seen.add((english, arabic))
            english, arabic = REMARK.sub("", english), REMARK.sub("", arabic)
            english = CLUB.sub("", english).strip() or english
            if "_" in english or words.script(arabic) != "Arab" or all(
                    is_ordinary(word, ordinary) for word in english.replace("-", " ").split()):
                continue
            for name in dict.fromkeys([arabic, ARABIC_HEAD.sub("", arabic)]):
                if sounds_alike(english, name):
                    yield Entity(f"arwikicats:{english}", kind, "arwikicats", [english, name], has_aliases=False)
                    break


def dictionary_names(debian, arabic):
    """Proper nouns of Wiktionary (FreeDict) with their translations in Cyrillic script.

    To a name are added those that `arabic` has for its folded words.
    """
    for pair in PAIRS:
        path = debian / f"dict-freedict-{pair}/usr/share/dictd/freedict-{pair}.dict.dz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines = file.read().splitlines()
        for line, translations in zip(lines, lines[1:]):
            noun = PROPER_NOUN.match(line)
            if noun is None or not noun[1][0].isupper():
                continue
            # Stress marks, which the names of a dictionary have, are left out.
            others = [name for name in re.split(r"[,;] ", translations.replace("\u0301", ""))
                      if name[:1].isupper() and sounds_alike(noun[1], name)]
            if others:
                names = [noun[1], *others, *arabic.get(words.words(noun[1]), [])]
                yield Entity(f"freedict:{pair}:{noun[1]}", None, "freedict", names, has_aliases=False)


def provider_names(debian):
    """Mobile telephone companies (mobile-broadband-provider-info)."""
    folder = debian / "mobile-broadband-provider-info/usr/share/mobile-broadband-provider-info"
    for provider in xml.etree.ElementTree.parse(folder / "serviceproviders.xml").getroot().iter("provider"):
        names = [name.text for name in provider.findall("name") if name.text]
        if len(names) > 1:
            yield Entity(f"provider:{names[0]}", "body", "mobile-broadband-provider-info", names, has_aliases=False)


def bodies_and_others(packages, debian):
    """The names of all lists."""
    arabic = {}
    for entity in encyclopedia_names(packages, debian):
        arabic.setdefault(words.words(entity.names[0]), []).append(entity.names[1])
        yield entity
    yield from dictionary_names(debian, arabic)
    yield from provider_names(debian)
