"""Names inside sentences."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def isolated(name: object) -> SafeString:
    """`{% blocktranslate with name=person|isolated %}`: a name of any script does not turn the sentence around it, and
    the message for translators holds no HTML."""
    return format_html("<bdi>{}</bdi>", name)
