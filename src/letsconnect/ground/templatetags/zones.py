"""Words for time zones in templates."""

from django import template

from letsconnect.ground import zones

register = template.Library()


@register.filter
def zone_in_words(zone: object) -> str:
    """`{{ "Asia/Seoul"|zone_in_words }}`: "South Korea Time (UTC+9)"."""
    return zones.zone_in_words(str(zone))
