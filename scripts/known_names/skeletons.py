# SPDX-License-Identifier: GPL-2.0-or-later
"""How alike two names sound, by their consonants: enough to tell a spelling from another name."""
import functools

# What letters sound like; longer ones first. Vowels are left out, and so is what is silent.
SOUNDS = {
    "Latn": {
        "tsch": "C", "shch": "S", "schtsch": "S", "dsch": "j", "sch": "S", "dzh": "j", "tch": "C",
        "sh": "S", "ch": "C", "zh": "j", "kh": "x", "gh": "g", "th": "t", "dh": "d", "ph": "f",
        "ts": "c", "tz": "c", "ck": "k", "qu": "k", "dj": "j", "cz": "C", "sz": "S", "tj": "C",
        "b": "b", "c": "c", "d": "d", "f": "f", "g": "g", "h": "h", "j": "j", "k": "k", "l": "l",
        "m": "m", "n": "n", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "v": "v", "w": "w",
        "x": "ks", "y": "y", "z": "z"},
    "Cyrl": {
        "дж": "j", "кс": "ks", "тс": "c", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d",
        "ж": "j", "з": "z", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "п": "p", "р": "r",
        "с": "s", "т": "t", "ф": "f", "х": "x", "ц": "c", "ч": "C", "ш": "S", "щ": "S", "ў": "w",
        "ј": "y", "љ": "l", "њ": "n", "ћ": "C", "ђ": "j", "џ": "j"},
    "Arab": {
        "تش": "C", "دج": "j", "كس": "ks", "تس": "c", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h",
        "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "S", "ص": "s", "ض": "d",
        "ط": "t", "ظ": "z", "ع": "'", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
        "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "p", "چ": "C", "ژ": "j", "گ": "g", "ڤ": "v"},
}
# What it costs to take a sound for another; 1 where nothing is told.
CLOSE = {
    0.2: "fv vw",
    0.3: "pb pf bv td sz sc cC ct kg kx gx xh gj jy SC cz",
    0.4: "dz ck sS zj Cj gh jx tC ft",
    0.5: "ts SJ Ck Cx kh nm jS tz bw hy ck sC",
    0.7: "lr ln",
}
COSTS = {pair: cost for cost, pairs in CLOSE.items() for pair in pairs.split()}
COSTS |= {pair[::-1]: cost for pair, cost in COSTS.items()}
# What it costs to leave a sound out.
WEAK = {"'": 0.15, "y": 0.25, "w": 0.25, "h": 0.4, "v": 0.7, "n": 0.8}
# Skeletons that differ less are spellings of one name.
LEAST_SIMILARITY = 0.6
# Of few sounds none may be quite another: Hamm is not Hamas. Where one name has fewer, a change that costs
# as much as this counts double.
FEW_SOUNDS, DEAR = 4, 0.7


def weighed(costs):
    return {sounds: 2 * cost if cost >= DEAR else cost for sounds, cost in costs.items()}


# What it costs to leave a sound out, to take it for another, and what costs most.
LONG, SHORT = (WEAK, COSTS, 1), (weighed(WEAK), weighed(COSTS), 2)


@functools.cache
def skeleton(script, word):
    table = SOUNDS[script]
    sounds, at = "", 0
    while at < len(word):
        for length in (4, 3, 2, 1):
            sound = table.get(word[at:at + length])
            if sound is not None:
                if not sounds.endswith(sound):
                    sounds += sound
                at += length
                break
        else:
            at += 1
    return sounds


@functools.cache
def similarity(one, other, is_strict=True):
    """0 to 1 for two skeletons; strict says whether few sounds must agree better."""
    if one == other:
        return 1.0
    weak, costs, dearest = SHORT if is_strict and min(len(one), len(other)) < FEW_SOUNDS else LONG
    row = [0.0]
    for sound in other:
        row.append(row[-1] + weak.get(sound, dearest))
    for left in one:
        leave = weak.get(left, dearest)
        above, row = row, [row[0] + leave]
        for column, right in enumerate(other):
            change = 0 if left == right else costs.get(left + right, dearest)
            row.append(min(above[column] + change, above[column + 1] + leave,
                           row[-1] + weak.get(right, dearest)))
    return max(0.0, 1 - row[-1] / max(len(one), len(other), 2))


def classes(forms, is_strict):
    """The number of each form's class: forms of one class are spellings of each other.

    Forms are (script, words), the one that names the entity best first; class 0 is its class.
    """
    members, numbers, known = [], [], {}
    for script, words in forms:
        sounds = "".join(skeleton(script, word) for word in words)
        if sounds in known:
            numbers.append(known[sounds])
            continue
        best, number = LEAST_SIMILARITY, len(members)
        for candidate, others in enumerate(members):
            value = max(similarity(*sorted((sounds, other)), is_strict) for other in others)
            if value > best or (value == best and number == len(members)):
                best, number = value, candidate
        if number == len(members):
            members.append([])
        if len(members[number]) < 6:
            members[number].append(sounds)
        known[sounds] = number
        numbers.append(number)
    return numbers
