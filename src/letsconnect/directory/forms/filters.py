"""What a visitor of the directory may ask for, in the address: parameters repeat, and combine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from letsconnect.directory.queries.groups import groups_called
from letsconnect.directory.queries.search import Search, Values
from letsconnect.directory.queries.topics import Catalogue
from letsconnect.ground.languages import is_language, language_name
from letsconnect.people.queries.places import REGION_NAMES, country_name, is_country, region_name

FACETS = ("share", "learn", "language", "region", "country", "group")
LONGEST = 100
MOST_VALUES = 50
Meaning = tuple[str, Sequence[int | str]]


@dataclass(frozen=True)
class Chosen:
    """One filter in use, with the address of the same search without it."""

    facet: str
    value: str
    label: str
    without: str


@dataclass
class Asked:
    """The address as it was understood."""

    search: Search = field(default_factory=Search)
    chosen: list[Chosen] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    after: str = ""

    def address(self, **more: str) -> str:
        """The query string of this search, from its first page."""
        return query_string(self.values, **more)


def query_string(values: dict[str, list[str]], **more: str) -> str:
    pairs = [(key, value) for key, some in values.items() for value in some] + list(more.items())
    return f"?{urlencode(pairs)}"


def asked_in(address: QueryDict, topics: Catalogue) -> Asked:
    """Read a search from the address. Values nobody knows are listed in `unknown` and match nothing."""
    values = {facet: _values(address, facet) for facet in FACETS}
    values["free"] = ["1"] if "1" in address.getlist("free") else []
    words = " ".join(address.get("q", "").replace("\x00", "").split())[:LONGEST]
    values["q"] = [words] if words else []
    asked = Asked(values={key: some for key, some in values.items() if some}, after=address.get("after", "")[:1000])
    asked.unknown += [value for value in _values(address, "free") if value != "1"]
    asked.search = Search(free=bool(values["free"]) if _values(address, "free") else None, words=words)
    for facet in FACETS:
        if values[facet]:
            _understand(asked, facet, meanings(facet, values[facet], topics))
    for facet, label in (("free", _("Free when I am free")), ("q", words)):
        asked.chosen += [_chosen(asked, facet, value, label) for value in values[facet]]
    return asked


def _chosen(asked: Asked, facet: str, value: str, label: str) -> Chosen:
    rest = {key: [one for one in some if (key, one) != (facet, value)] for key, some in asked.values.items()}
    return Chosen(facet, value, label or value, query_string(rest))


def _values(address: QueryDict, facet: str) -> list[str]:
    said = (value.replace("\x00", "").strip()[:LONGEST] for value in address.getlist(facet)[:MOST_VALUES])
    return list(dict.fromkeys(value for value in said if value))


def _understand(asked: Asked, facet: str, meaning: dict[str, Meaning]) -> None:
    """Turn one facet's values into what the index knows."""
    for value, (label, codes) in meaning.items():
        if not codes:
            asked.unknown.append(value)
        asked.chosen.append(_chosen(asked, facet, value, label))
    known: dict[str, Any] = {facet: frozenset(code for _label, codes in meaning.values() for code in codes)}
    asked.search = replace(asked.search, **known)


def meanings(facet: str, values: list[str], topics: Catalogue) -> dict[str, Meaning]:
    """Each value's name and codes; no codes where it is not known."""
    if facet in ("share", "learn"):
        return {value: (topics.label_of(value), [topic.pk for topic in topics.under(value)]) for value in values}
    if facet == "group":
        called = groups_called(values)
        return {value: (next(iter(called[value].values()), value), list(called[value])) for value in values}
    return {value: CODES[facet](value) for value in values}


def _language(value: str) -> Meaning:
    code = value.lower().replace("_", "-")
    return language_name(value), [code] if is_language(code) else []


def _region(value: str) -> Meaning:
    code = value.upper()
    return region_name(code), [code] if code in REGION_NAMES else []


def _country(value: str) -> Meaning:
    code = value.upper()
    return country_name(code), [code] if is_country(code) else []


CODES: dict[str, Callable[[str], Meaning]] = {"language": _language, "region": _region, "country": _country}


@dataclass(frozen=True)
class Choice:
    """One box of the filters."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Choices:
    """What the filters offer."""

    share: list[tuple[str, list[Choice]]]
    learn: list[tuple[str, list[Choice]]]
    language: list[Choice]
    region: list[Choice]
    country: list[Choice]
    group: str
    free: bool
    words: str


def choices_for(asked: Asked, known: Values, topics: Catalogue) -> Choices:
    """The boxes of the filters, those in use checked."""
    spoken = {code: language_name(bcp47(code)) for code in known.languages}
    countries = {code: country_name(code) for code in known.countries if code}
    return Choices(
        share=_topic_choices(asked, "share", topics),
        learn=_topic_choices(asked, "learn", topics),
        language=_choices(asked, "language", spoken),
        region=_choices(asked, "region", {code: str(name) for code, name in REGION_NAMES.items()}),
        country=_choices(asked, "country", countries),
        group=", ".join(asked.values.get("group", [])[:1]),
        free=bool(asked.search.free),
        words=asked.search.words,
    )


def _choices(asked: Asked, facet: str, known: dict[str, str]) -> list[Choice]:
    used = {value.lower() for value in asked.values.get(facet, [])}
    named = sorted(known.items(), key=lambda one: one[1].casefold())
    return [Choice(value, label, value.lower() in used) for value, label in named]


def _topic_choices(asked: Asked, facet: str, topics: Catalogue) -> list[tuple[str, list[Choice]]]:
    """The topics under their headings; each once, under its first."""
    used = {topic.pk for value in asked.values.get(facet, []) for topic in topics.under(value)}
    placed = set[int]()
    found = []
    for heading in topics.shelves():
        own = [topic for topic in heading.topics if topic.pk not in placed]
        placed.update(topic.pk for topic in own)
        boxes = [Choice(topic.slug, topic.label, topic.pk in used) for topic in own]
        found.append((heading.label, boxes))
    return found


def bcp47(code: str) -> str:
    """A language code as it is written: pt-br -> pt-BR."""
    first, *rest = code.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() for part in rest)])
