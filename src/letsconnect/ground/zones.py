"""Time zones in the reader's words, and the reader's night: 22 to 7 by their own clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import UnknownLocaleError
from babel.dates import get_timezone, get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.ground import clock

NIGHT_BEGINS, NIGHT_ENDS = time(22), time(7)
EVENING, MORNING = time(21, 30), time(8)  # inside the day, so that a letter a little late still comes by day
A_DAY = timedelta(days=1)
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


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night there at that moment."""
    here = at.astimezone(zone).time()
    return here >= NIGHT_BEGINS or here < NIGHT_ENDS


def after_the_night(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself by day; by night, 7 in the morning there."""
    if not is_night(at, zone):
        return at
    here = at.astimezone(zone)
    return _moment(here.date() + (A_DAY if here.time() >= NIGHT_BEGINS else timedelta()), NIGHT_ENDS, zone)


def before_the_night(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself by day; by night, the evening before, for what would come too late in the morning."""
    if not is_night(at, zone):
        return at
    here = at.astimezone(zone)
    return _moment(here.date() - (A_DAY if here.time() < NIGHT_ENDS else timedelta()), EVENING, zone)


def next_morning(at: datetime, zone: ZoneInfo, *, on_monday: bool = False) -> datetime:
    """The next 8 in the morning there after that moment, or the next Monday's."""
    day = at.astimezone(zone).date()
    while _moment(day, MORNING, zone) <= at or (on_monday and day.weekday()):
        day += A_DAY
    return _moment(day, MORNING, zone)


def _moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)
