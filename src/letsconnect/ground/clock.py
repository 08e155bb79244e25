"""What time it is. Everything asks here, so that a test can stop the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in UTC."""
    return now().date()


def noon() -> datetime:
    """Noon of today in UTC: the moment at which a day's clocks are read, so that all read them alike."""
    return datetime.combine(today(), time(12), UTC)


def offset_minutes(zone: str, at: datetime) -> int:
    """Minutes that `zone` (an IANA name) is ahead of UTC at the moment `at`."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)
