"""Countries by name or code, and what follows from a country: its region and its capital's time zone."""

from functools import cache

from babel import Locale

from letsconnect.people.facts import (
    country_aliases,
    country_by_three_letters,
    region_by_country,
    zone_by_country,
)
from letsconnect.reading.keys import key_of
from letsconnect.reading.languages import OURS


@cache
def codes_by_name() -> dict[str, str]:
    """Folded name to ISO 3166 code: CLDR in our languages, then our aliases, then the codes themselves."""
    known = region_by_country()
    codes: dict[str, str] = {}
    for ours in OURS:
        for code, name in Locale.parse(ours).territories.items():
            if code in known:
                codes.setdefault(key_of(name), code)
    for name, code in country_aliases():
        codes.setdefault(key_of(name), code)
    for code in known:
        codes[key_of(code)] = code
    for three, code in country_by_three_letters().items():
        codes.setdefault(key_of(three), code)
    return codes


def country_of(words: str) -> str | None:
    """The two-letter code of the country these words name; None when we do not know it."""
    return codes_by_name().get(key_of(words))


def region_of(country: str) -> str | None:
    return region_by_country().get(country)


def zone_of(country: str) -> str | None:
    return zone_by_country().get(country)
