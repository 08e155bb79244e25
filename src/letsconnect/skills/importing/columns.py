"""Which column of a file holds which answer."""

from collections.abc import Iterable, Mapping, Sequence

from letsconnect.skills.facts import known_headers
from letsconnect.skills.importing.keys import key_of
from letsconnect.skills.importing.refusing import Refused

FIELDS = tuple(dict.fromkeys(field for field, _ in known_headers()))
IDENTITY = ("username", "email")
FIELD_BY_KEY = {key_of(header): field for field, header in known_headers()}


def field_of(header: str) -> str | None:
    """The field that a column with this header holds, if we know it."""
    return FIELD_BY_KEY.get(key_of(header))


def mapped(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[int, str]:
    """Place of the column to its field: the known headers, then what was chosen. Refused when nobody can be named.

    Of two columns for one field the first counts; a choice of "" leaves a column out.
    """
    places: dict[int, str] = {}
    for place, name in enumerate(header):
        field = field_of(name)
        if field and field not in places.values():
            places[place] = field
    for name, field in (chosen or {}).items():
        choose(places, header, name, field)
    if not set(IDENTITY) & set(places.values()):
        raise Refused("no_identity_column")
    return places


def choose(places: dict[int, str], header: Sequence[str], name: str, field: str) -> None:
    """Let the column with this header hold this field, and no other column. Refused when either is unknown."""
    if field and field not in FIELDS:
        raise Refused("unknown_field", field)
    place = next((place for place, other in enumerate(header) if other.strip() == name.strip()), None)
    if place is None:
        place = next((place for place, other in enumerate(header) if key_of(other) == key_of(name)), None)
    if place is None:
        raise Refused("unknown_column", name)
    places.pop(place, None)
    for other in [other for other, held in places.items() if held == field]:
        del places[other]
    if field:
        places[place] = field


def choices(pairs: Iterable[str]) -> dict[str, str]:
    """COLUMN=FIELD, as typed on the command line; the last = separates. Refused when there is none."""
    chosen = {}
    for pair in pairs:
        name, sign, field = pair.rpartition("=")
        if not sign or not name.strip():
            raise Refused("unknown_column", pair)
        chosen[name.strip()] = field.strip().lower().replace("-", "_")
    return chosen
