"""Which column of a file holds which answer."""

from collections.abc import Iterable, Mapping, Sequence

from letsconnect.reading.facts import known_headers
from letsconnect.reading.keys import key_of
from letsconnect.reading.refusing import Refused

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
    place = place_of(header, name)
    if place is None:
        raise Refused("unknown_column", name)
    places.pop(place, None)
    for other in [other for other, held in places.items() if held == field]:
        del places[other]
    if field:
        places[place] = field


def place_of(header: Sequence[str], name: str) -> int | None:
    """Where the column of this name stands: as it is written, else folded."""
    names = [column_name(header, place) for place in range(len(header))]
    for called in (name.strip(), key_of(name)):
        for place, other in enumerate(names):
            if called and called in (other, header[place].strip(), key_of(other)):
                return place
    return None


def column_name(header: Sequence[str], place: int) -> str:
    """The heading; a column without one, or with that of another, is called by its number too."""
    name = header[place].strip()
    return name if name and list(header).count(header[place]) == 1 else f"{name} ({place + 1})".strip()


def choices(pairs: Iterable[str]) -> dict[str, str]:
    """COLUMN=FIELD, as typed on the command line; the last = separates. Refused when there is none."""
    chosen = {}
    for pair in pairs:
        name, sign, field = pair.rpartition("=")
        if not sign or not name.strip():
            raise Refused("unknown_column", pair)
        chosen[name.strip()] = field.strip().lower().replace("-", "_")
    return chosen
