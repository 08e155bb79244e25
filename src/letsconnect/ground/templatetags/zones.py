"""Words for time zones in templates."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template

from letsconnect.ground import zones

register = template.Library()


@register.filter
def zone_in_words(zone: object) -> str:
    """`{{ "Asia/Seoul"|zone_in_words }}`: "South Korea Time (UTC+9)"."""
    return zones.zone_in_words(str(zone))


@register.filter
def is_night(at: datetime, zone: object) -> bool:
    """Whether the moment falls between 22:00 and 07:00 in that zone."""
    return not 7 <= at.astimezone(ZoneInfo(str(zone))).hour < 22
