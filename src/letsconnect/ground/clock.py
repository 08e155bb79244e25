"""What time it is. Everything asks here, so that a test can stop the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in UTC."""
    return now().date()


def offset_minutes(zone: str, at: datetime) -> int:
    """Minutes that `zone` (an IANA name) is ahead of UTC at the moment `at`."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)
