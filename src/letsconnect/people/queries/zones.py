"""All time zones in the reader's words, for a select box."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone, get_timezone_location
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.folding import fold

AREAS: dict[str, Promise] = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All IANA zones that are places (old names left out), under their part of the world, by the city's name in the
    reader's language."""
    named = zones_in(get_language() or "en")
    return [*((str(AREAS[area]), list(zones)) for area, zones in named.items()), ("UTC", [("UTC", "UTC")])]


@lru_cache(maxsize=16)
def zones_in(language: str) -> dict[str, list[tuple[str, str]]]:
    """Per part of the world the zones with their cities' names in a language, in the order of the names."""
    grouped: dict[str, list[tuple[str, str]]] = {area: [] for area in AREAS}
    for zone in available_timezones() - get_global("zone_aliases").keys():
        area, _slash, place = zone.partition("/")
        if place and area in grouped:
            grouped[area].append((zone, city_of(zone, language)))
    return {area: sorted(zones, key=lambda pair: fold(pair[1])) for area, zones in grouped.items()}


def city_of(zone: str, language: str) -> str:
    """The city the zone is named for, in a language; the zone's own name where CLDR has none."""
    plain = zone.split("/", 1)[1].replace("_", " ")
    try:
        return get_timezone_location(get_timezone(zone), locale=language.replace("-", "_"), return_city=True) or plain
    except (LookupError, ValueError):
        return plain
