"""Cards of people and boxes of filters, written by functions: a page has twenty of one and a hundred of the other,
and template nodes would take most of the time. Every word goes through `escape`."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from letsconnect.directory.forms.filters import Choice
from letsconnect.directory.queries.cards import Card
from letsconnect.directory.queries.profile import Profile, Sharing, Wanting
from letsconnect.directory.queries.reasons import Reason
from letsconnect.directory.queries.topics import TopicLabel

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
    writer = CardWriter()
    return SafeString('<ul class="cards cards--close">' + "".join(writer.card(card) for card in cards) + "</ul>")


@register.simple_tag
def card_facts(card: Card) -> SafeString:
    """What a card says of a person below the name, without why and what to do."""
    return SafeString(CardWriter().facts(card.profile))


@register.filter
def reason_in_words(reason: Reason) -> str:
    """Why to meet, as a sentence."""
    return Sentences().of(reason)


class Sentences:
    """The sentences of the reasons, looked up once for many cards."""

    def __init__(self) -> None:
        self.words = {
            "both_ways": _(
                "Shares %(topic)s, which you want to learn, and wants to learn %(other)s, which you can share"
            ),
            "shares": _("Shares %(topic)s, which you want to learn"),
            "wants": _("Wants to learn %(topic)s, which you can share"),
            "hours": _("Hours a week when you are both free: %(hours)s"),
            "language": _("You share a language: %(language)s"),
        }

    def of(self, reason: Reason) -> str:
        return self.words[reason.code] % {
            "topic": reason.topic.label if reason.topic else "",
            "other": reason.other.label if reason.other else "",
            "hours": hours_in_words(reason.hours, get_language()) if reason.hours else "",
            "language": reason.language,
        }


@lru_cache(maxsize=2000)
def hours_in_words(hours: float, _language: str | None) -> str:
    """The number as the reader's language writes it."""
    return number_format(hours, decimal_pos=0 if hours == int(hours) else 1)


class CardWriter:
    """Writes cards; the words they all have are looked up once. Whatever comes from outside passes `escape`."""

    def __init__(self) -> None:
        self.people = escape(reverse("directory:people"))
        self.sentences = Sentences()
        self.comma = pgettext("between the languages of a person", ", ")
        self.example = f' <span class="tag">{escape(pgettext("invented person", "Example"))}</span>'
        self.on_a_break = f'<p><span class="tag">{escape(_("Taking a break this month"))}</span></p>'
        self.shares, self.wants = escape(pgettext("a person", "Shares")), escape(pgettext("a person", "Wants to learn"))
        self.no_hours, self.read_more = _("No hours in common with you yet"), escape(_("Read more"))
        self.invite = escape(_("Invite for a coffee"))

    def card(self, card: Card) -> str:
        person = card.profile
        name, href = f"<bdi>{escape(person.name)}</bdi>", f"{self.people}{escape(person.public_id)}/"
        parts = (
            f'<li class="card"><h2><a href="{href}">{name}</a>{self.example if person.is_example else ""}</h2>',
            self.who(person),
            self.why(card),
            self.on_a_break if person.takes_a_break else "",
            self.tongues(person),
            self.topics(person),
            self.action(card, href, name),
            "</li>",
        )
        return "".join(parts)

    def facts(self, person: Profile) -> str:
        """Who they are and what they said."""
        return self.who(person) + self.tongues(person) + self.topics(person)

    def tongues(self, person: Profile) -> str:
        """Their languages, best first."""
        return line(self.comma.join(one.name for one in person.languages))

    def topics(self, person: Profile) -> str:
        """What they share and what they want to learn."""
        said = chips(self.shares, person.shares, person.shares_in_own_words)
        return said + chips(self.wants, person.wishes, person.wishes_in_own_words)

    def action(self, card: Card, href: str, name: str) -> str:
        """The one thing to do: invite them, else read more."""
        invites = card.profile.may_be_met
        label, to = (self.invite, f"{href}invite/") if invites else (self.read_more, href)
        return f'<p><a class="button" href="{to}">{label}<span class="visually-hidden">: {name}</span></a></p>'

    def who(self, person: Profile) -> str:
        """Username, group and region, where there is more to tell than the name."""
        told = (person.username if person.more_names else "", person.group, person.region_name)
        names = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in told if part)
        return f'<p class="muted">{names}</p>' if names else ""

    def why(self, card: Card) -> str:
        """The strongest reason and the hours in common."""
        told = [one for one in card.reasons if one is card.reason or one.code == "hours"]
        lines = "".join(f"<li>{escape(self.sentences.of(one))}</li>" for one in told)
        none = line(self.no_hours) if card.profile.hours_in_common == 0 else ""
        return (f'<ul class="reasons">{lines}</ul>' if lines else "") + none


def line(text: str) -> str:
    """A quiet line, where there is something to say."""
    return f'<p class="muted">{escape(text)}</p>' if text else ""


def chips(label: str, topics: Sequence[Sharing | Wanting], words: Sequence[str]) -> str:
    """Topics as links, own words as they are."""
    if not topics and not words:
        return ""
    linked = "".join(topic_chip(one.topic) for one in topics[:TOPICS_SHOWN])
    short = (Truncator(text).chars(WORDS_LENGTH) for text in words[:WORDS_SHOWN])
    said = "".join(f'<li><span class="chip"><bdi>{escape(text)}</bdi></span></li>' for text in short)
    return f'<p class="choices__name">{label}</p><ul class="chips">{linked}{said}</ul>'


@lru_cache(maxsize=2000)
def topic_chip(topic: TopicLabel) -> str:
    """A topic as a link to its page."""
    return f'<li><a class="chip" href="{escape(topic.url)}">{escape(topic.label)}</a></li>'
