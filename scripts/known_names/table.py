# SPDX-License-Identifier: GPL-2.0-or-later
"""Lays out the groups of names as Sources/Spelling/Names/Gazetteer.swift reads them.

The frame of SectionedFile (magic, version, number of sections, checksum, table), then
  0  UInt32 a bucket and one more: where the bucket's entries begin; the bucket of a word is the high bits of
     its hash (as in names.lexicon)
  1  UInt8 an entry: the low byte of the hash of a word that a name begins with
  2  UInt32 an entry: where a group with such a name begins in section 3
  3  the groups: kind, number of names, weight, number of sources, one byte each; then the names, each the
     script (two bits), whether it is written with an article (two bits: never, always, both), the number of
     its spelling (four bits), the number of its letters, and a byte a letter: what it is above the first
     letter of the script's block
"""
import struct

from . import words

MAGIC, VERSION = b"ALLOGAZE", 1
KINDS = {"person": 0, "place": 1, "body": 2}
SCRIPTS = {"Latn": 0, "Arab": 1, "Cyrl": 2}
FIRST = {"Latn": 0, "Arab": 0x600, "Cyrl": 0x400}
MOST_SPELLINGS = 16
LEXICON = words.load_script("build-name-lexicon")


def encoded_form(form):
    text = " ".join(form.words)
    letters = bytes(0x20 if letter == " " else ord(letter) - FIRST[form.script] for letter in text)
    mark = SCRIPTS[form.script] | form.article << 2 | min(form.spelling, MOST_SPELLINGS - 1) << 4
    return bytes([mark, len(letters)]) + letters


def encoded_group(group):
    head = [KINDS[group.kind], len(group.forms), min(group.weight, 255), len(group.sources)]
    return bytes(head) + b"".join(map(encoded_form, group.forms))


def encoded(groups):
    """The bytes of a table."""
    body, entries = bytearray(), set()
    for group in groups:
        for form in group.forms:
            entries.add((LEXICON.hashed(form.words[0]), len(body)))
        body += encoded_group(group)
    bits = max(1, (len(entries) // 3).bit_length())
    starts = [0] * ((1 << bits) + 1)
    entries = sorted(entries)
    for value, _ in entries:
        starts[(value >> 32 - bits) + 1] += 1
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    sections = [
        struct.pack(f"<{len(starts)}I", *starts),
        bytes(value & 0xff for value, _ in entries),
        struct.pack(f"<{len(entries)}I", *(offset for _, offset in entries)),
        bytes(body),
    ]
    return LEXICON.framed(MAGIC, VERSION, sections)
