"""Words for what an import left."""

from django import template

from letsconnect.reading.wording import reason_for

register = template.Library()
register.filter("reason_in_words", reason_for)
