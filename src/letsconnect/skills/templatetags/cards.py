"""Cards of people and boxes of filters, written by functions: a page has twenty of one and a hundred of the other,
and template nodes would take most of the time. Everything goes through `format_html`, so it is escaped there."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from letsconnect.skills.forms.directory import Choice
from letsconnect.skills.queries.cards import Card
from letsconnect.skills.queries.profile import Profile, Sharing, Wanting
from letsconnect.skills.queries.reasons import Reason
from letsconnect.skills.queries.topics import TopicLabel

register = template.Library()
TOPICS_SHOWN, WORDS_SHOWN, WORDS_LENGTH = 6, 2, 60
NOTHING = SafeString()


@register.simple_tag
def boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """The boxes of one filter."""
    return SafeString("".join(box(name, choice) for choice in choices))


@lru_cache(maxsize=5000)
def box(name: str, choice: Choice) -> SafeString:
    """One box with its label."""
    return format_html(
        '<p class="check"><input type="checkbox" id="{0}-{1}" name="{0}" value="{1}"{2}>'
        '<label for="{0}-{1}">{3}</label></p>',
        name,
        choice.value,
        SafeString(" checked") if choice.checked else NOTHING,
        choice.label,
    )


@register.simple_tag
def person_cards(cards: Sequence[Card]) -> SafeString:
    """The list of cards."""
    return Cards().of(cards)


@register.filter
def reason_in_words(reason: Reason) -> str:
    """Why to meet, as a sentence."""
    facts = {
        "topic": reason.topic.label if reason.topic else "",
        "other": reason.other.label if reason.other else "",
        "hours": hours_in_words(reason.hours, get_language()) if reason.hours else "",
        "language": reason.language,
    }
    if reason.code == "both_ways":
        words = _("Shares %(topic)s, which you want to learn, and wants to learn %(other)s, which you can share")
    elif reason.code == "shares":
        words = _("Shares %(topic)s, which you want to learn")
    elif reason.code == "wants":
        words = _("Wants to learn %(topic)s, which you can share")
    elif reason.code == "hours":
        words = _("Hours a week when you are both free: %(hours)s")
    else:
        words = _("You share a language: %(language)s")
    return words % facts


@lru_cache(maxsize=2000)
def hours_in_words(hours: float, _language: str | None) -> str:
    """The number as the reader's language writes it."""
    return number_format(hours, decimal_pos=0 if hours == int(hours) else 1)


class Cards:
    """Writes cards; the words they all have are looked up once."""

    def __init__(self) -> None:
        self.people = reverse("skills:people")
        self.comma = pgettext("between the languages of a person", ", ")
        self.example = pgettext("invented person", "Example")
        self.on_a_break = _("Taking a break this month")
        self.shares, self.wants = pgettext("a person", "Shares"), pgettext("a person", "Wants to learn")
        self.no_hours, self.read_more = _("No hours in common with you yet"), _("Read more")

    def of(self, cards: Sequence[Card]) -> SafeString:
        return format_html('<ul class="cards">{}</ul>', SafeString("".join(self.card(card) for card in cards)))

    def card(self, card: Card) -> SafeString:
        person = card.profile
        return format_html(
            '<li class="card"><h2><a href="{href}"><bdi>{name}</bdi></a>{example}</h2>{who}{reason}{pause}{languages}'
            "{shares}{wants}{hours}"
            '<p><a class="button" href="{href}">{more}<span class="visually-hidden">: <bdi>{name}</bdi></span></a></p>'
            "</li>",
            href=f"{self.people}{person.public_id}/",
            name=person.name,
            example=format_html(' <span class="tag">{}</span>', self.example) if person.is_example else NOTHING,
            who=self.who(person),
            reason=self.reason(card),
            pause=format_html('<p><span class="tag">{}</span></p>', self.on_a_break)
            if person.takes_a_break
            else NOTHING,
            languages=line(self.comma.join(one.name for one in person.languages)),
            shares=chips(self.shares, person.shares, person.shares_in_own_words),
            wants=chips(self.wants, person.wishes, person.wishes_in_own_words),
            hours=self.hours(card),
            more=self.read_more,
        )

    def who(self, person: Profile) -> SafeString:
        """Username, group and region, where there is more to tell than the name."""
        told = [person.username if person.more_names else "", person.group, person.region_name]
        return line(SafeString(" · ".join(format_html("<bdi>{}</bdi>", part) for part in told if part)))

    def reason(self, card: Card) -> SafeString:
        if card.reason is None:
            return NOTHING
        return format_html('<ul class="reasons"><li>{}</li></ul>', reason_in_words(card.reason))

    def hours(self, card: Card) -> SafeString:
        """Hours in common, unless the reason said it."""
        if card.profile.hours_in_common is None or (card.reason and card.reason.code == "hours"):
            return NOTHING
        hours = Reason("hours", hours=card.profile.hours_together)
        return line(reason_in_words(hours) if hours.hours else self.no_hours)


def line(text: str) -> SafeString:
    """A quiet line, where there is something to say."""
    return format_html('<p class="muted">{}</p>', text) if text else NOTHING


def chips(label: str, topics: Sequence[Sharing | Wanting], words: Sequence[str]) -> SafeString:
    """Topics as links, own words as they are."""
    if not topics and not words:
        return NOTHING
    linked = SafeString("".join(topic_chip(one.topic) for one in topics[:TOPICS_SHOWN]))
    said = NOTHING
    for text in words[:WORDS_SHOWN]:
        said += format_html('<li><span class="chip"><bdi>{}</bdi></span></li>', Truncator(text).chars(WORDS_LENGTH))
    return format_html('<p class="choices__name">{}</p><ul class="chips">{}{}</ul>', label, linked, said)


@lru_cache(maxsize=2000)
def topic_chip(topic: TopicLabel) -> SafeString:
    """A topic as a link to its page."""
    return format_html('<li><a class="chip" href="{}">{}</a></li>', topic.url, topic.label)
