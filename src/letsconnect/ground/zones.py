"""Time zones in the reader's words."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import UnknownLocaleError
from babel.dates import get_timezone, get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.ground import clock

PLAIN_UTC = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu"})


def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name; UTC where there is none."""
    try:
        return ZoneInfo(name) if name else ZoneInfo("UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def zone_in_words(zone: str, at: datetime | None = None) -> str:
    """The zone by its place and its distance from UTC: "South Korea Time (UTC+9)"; the code where it has no words."""
    if zone in PLAIN_UTC:
        return _("Coordinated Universal Time (UTC)")
    try:
        place = get_timezone_location(get_timezone(zone), locale=get_language() or "en")
        return f"{place} ({offset_in_words(zone, at or clock.now())})"
    except (LookupError, UnknownLocaleError, ZoneInfoNotFoundError, ValueError):
        return zone


def offset_in_words(zone: str, at: datetime) -> str:
    """ "UTC+5:30": how far the zone is from UTC at that moment."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "\u2212" if minutes < 0 else "+"
    return f"\u2066UTC{sign}{hours}{f':{rest:02d}' if rest else ''}\u2069"
