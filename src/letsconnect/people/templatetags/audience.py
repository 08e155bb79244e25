"""Who sees a field, in words."""

from django import template

from letsconnect.people.audience import AUDIENCE_LABELS, Audience

register = template.Library()


@register.filter
def audience_words(level: object) -> str:
    """`{{ 2|audience_words }}`: "members". Words pass through unchanged."""
    return str(AUDIENCE_LABELS[Audience(level)]) if isinstance(level, int) else str(level)


@register.filter
def audience_code(level: object) -> str:
    """`{{ 2|audience_code }}`: "members", for a class name."""
    return Audience(level).name.lower() if isinstance(level, int) else "other"
