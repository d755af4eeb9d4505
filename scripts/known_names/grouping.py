# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups of folded names that mean one entity, out of the names as they are written."""
import collections
import dataclasses
import hashlib

from . import skeletons, words

# An entity with more forms than this is a list of all that anybody ever wrote.
MOST_FORMS = 60
LEAST_LETTERS = {"Latn": 3, "Cyrl": 3, "Arab": 2}
# In these a name that holds a shorter one adds a title, a prefix or a word for "city" of some language.
NOISY = {"geonames", "wikidata", "wikidata-units"}

# Whether a name is written with an article, as far as its entity's names say.
NEVER, ALWAYS, BOTH = 0, 1, 2


@dataclasses.dataclass(frozen=True, order=True)
class Form:
    script: str
    words: tuple
    spelling: int  # forms of one number are spellings of each other, others are other names
    article: int  # NEVER, ALWAYS or BOTH


@dataclasses.dataclass
class Group:
    kind: str
    sources: set
    forms: list
    weight: int = 1  # how many entities have these names


def is_held_out(entity):
    """Whether an entity is kept for measuring; see scripts/train-spellings."""
    return int(hashlib.sha256(f"allonym:{entity}".encode()).hexdigest(), 16) % 10 < 4


class HeldOut:
    """Pairs of words that name one entity which is kept for measuring."""

    def __init__(self):
        self.partners = collections.defaultdict(set)

    def add(self, names):
        forms = {form for name in names if (form := words.words(name))}
        for one in forms:
            for other in forms:
                if one != other:
                    self.partners[one].add(other)
                    for word in one:
                        self.partners[word,].update((part,) for part in other if part != word)

    def parts(self, forms):
        """Divides forms so that no part holds such a pair, and all other pairs are in a part."""
        clashes = {form: {other for other in forms if other.words in self.partners.get(form.words, ())}
                   for form in forms}
        clashing = [form for form in forms if clashes[form]]
        if not clashing:
            return [forms]
        parts = []
        for first in clashing:
            part = [first]
            for form in [form for form in forms if form not in clashing] + clashing:
                if form not in part and not clashes[form].intersection(part):
                    part.append(form)
            part = [form for form in forms if form in part]
            if len(part) > 1 and part not in parts:
                parts.append(part)
        return parts


class Grouping:
    """Collects groups, each set of forms once."""

    def __init__(self, held_out=None):
        self.held_out = held_out
        self.groups = {}
        self.display = {}
        self.kinds = collections.defaultdict(set)
        self.counts = collections.Counter()
        self.generics = words.listed("generic")

    def forms(self, entity):
        """The folded forms of an entity's names, the best name first, and which are written with an article."""
        found, articles = {}, collections.defaultdict(set)
        for name in entity.names:
            form, has_article = words.words_and_article(name)
            if not form or (len(form) == 1 and len(form[0]) < LEAST_LETTERS[words.script(form[0])]):
                continue
            found.setdefault(form, name)
            articles[form].add(has_article)
        # "Madinat Halab" says no more than Halab does.
        for form in list(found):
            rest = tuple(word for word in form if word not in self.generics)
            if rest != form and (not rest or rest in found):
                del found[form]
        if entity.source in NOISY:
            for form in list(found):
                if any(form[start:end] in found for start in range(len(form))
                       for end in range(start + 1, len(form) + 1) if end - start < len(form)):
                    del found[form]
        if len(found) > MOST_FORMS:
            return [], {}
        for form, name in found.items():
            self.display.setdefault(form, name.title() if name.islower() else name)
        articles = {form: BOTH if len(seen) > 1 else ALWAYS if True in seen else NEVER
                    for form, seen in articles.items()}
        return [(words.script(form[0]), form) for form in found], articles

    def add(self, entity):
        self.counts[entity.source, "entities"] += 1
        if self.held_out is not None and is_held_out(entity.id):
            return
        forms, articles = self.forms(entity)
        if len(forms) < 2:
            return
        # Lists of a person's name are by hand; what they call spellings seldom is another name.
        numbers = skeletons.classes(forms, is_strict=entity.kind != "person")
        if not entity.has_aliases:
            forms, numbers = [form for form, number in zip(forms, numbers) if number == 0], numbers
            numbers = [0] * len(forms)
        if entity.sure is not None:
            forms, numbers = self.confirmed(entity, forms, numbers)
        if entity.kind == "person":
            # A name part that sounds like none of the others is a slip or another item's name.
            many = collections.Counter(numbers)
            kept = [(form, number) for form, number in zip(forms, numbers) if many[number] > 1]
            forms, numbers = [form for form, _ in kept], [number for _, number in kept]
            if all(script == "Latn" for script, _ in forms) and any(len(form) > 1 for _, form in forms):
                return
        if len(forms) < 2:
            return
        members = [Form(script, form, number, articles[form]) for (script, form), number in zip(forms, numbers)]
        for part in self.held_out.parts(members) if self.held_out is not None else [members]:
            self.keep(entity, part)

    @staticmethod
    def confirmed(entity, forms, numbers):
        """The forms without aliases that only Latin script has, unless one of their spellings is sure."""
        sure = {words.words(name) for name in entity.names[:entity.sure]}
        kept = {0} | {number for (script, form), number in zip(forms, numbers) if script != "Latn" or form in sure}
        both = [(form, number) for form, number in zip(forms, numbers) if number in kept]
        return [form for form, _ in both], [number for _, number in both]

    def kind(self, members):
        """What the sources before say of the first name; many a name of a body or place is also a person's."""
        known = self.kinds.get(members[0].words, ())
        return next((kind for kind in ("body", "place", "person") if kind in known), "body")

    def keep(self, entity, members):
        if len(members) < 2:
            return
        kind = entity.kind or self.kind(members)
        key = (kind, frozenset(member.words for member in members))
        group = self.groups.get(key)
        if group is None:
            self.groups[key] = Group(kind, {entity.source}, members)
            for member in members:
                self.kinds[member.words].add(kind)
            self.counts[entity.source, "groups"] += 1
        else:
            group.weight += 1
            group.sources.add(entity.source)
            written = {member.words: member.article for member in members}
            group.forms = [form if form.article == written[form.words] else dataclasses.replace(form, article=BOTH)
                           for form in group.forms]

    def sorted(self):
        return sorted(self.groups.values(),
                      key=lambda group: (group.kind, [form.words for form in group.forms]))
