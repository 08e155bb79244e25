"""My own page: every field with what I said, who sees it, and where to change it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letsconnect.ground.languages import language_name
from letsconnect.ground.zones import zone_in_words
from letsconnect.intake.models import Leftover
from letsconnect.joining.queries.hours import week_of
from letsconnect.people.audience import FIELDS, KEY_OF_COLUMN
from letsconnect.people.models import Person, Role
from letsconnect.people.queries.audiences import seen_by
from letsconnect.people.queries.places import REGION_NAMES, country_name
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic, Wish


@dataclass(frozen=True)
class Line:
    """One field of the page. `assumed`: an import or the programme filled it in, the person has not said it."""

    key: str
    label: Promise
    values: list[str]
    audience: int | Promise
    href: str
    assumed: bool


STEP_OF = {
    "chosen_name": "name",
    "full_name": "name",
    "contact": "name",
    "group": "group",
    "group_role": "group",
    "country": "place",
    "region": "place",
    "time_zone": "place",
    "languages": "languages",
    "shares": "shares",
    "share_notes": "shares",
    "wishes": "wishes",
    "wish_notes": "wishes",
    "hours": "hours",
    "limits": "limits",
    "low_bandwidth": "practical",
    "support_needs": "practical",
    "remarks": "practical",
    "roles_wished": "roles",
}


def lines_of(person: Person) -> list[Line]:
    """All fields, in the order of the registry."""
    assumed = {KEY_OF_COLUMN.get(column, column) for column in person.assumed}
    return [
        Line(
            key=key,
            label=field.label,
            values=[value for value in VALUES[key](person) if value],
            audience=seen_by(person, key),
            href=reverse(f"joining:{STEP_OF.get(key, 'audiences')}"),
            assumed=key in assumed,
        )
        for key, field in FIELDS.items()
    ]


def open_suggestions(person: Person) -> list[Suggestion]:
    """Hints that wait for the person's yes or no."""
    return list(Suggestion.objects.filter(person=person, answer="").select_related("topic", "by"))


def leftovers_of(person: Person) -> list[Leftover]:
    """What an import brought about the person and could not place."""
    return list(Leftover.objects.filter(person=person, mended_at=None).select_related("file"))


def _hours(person: Person) -> list[str]:
    count = week_of(person).bit_count()
    if person.hours is None:
        return []
    hours = count / 2 if count % 2 else count // 2
    words = ngettext("%(hours)s hour a week", "%(hours)s hours a week", round(hours) or 1) % {"hours": hours}
    return [words, _("never at night") if person.never_nights else ""]


def _contact(person: Person) -> list[str]:
    """Nothing where it would be a talk page and we know of none."""
    is_there = person.username or person.contact != Person.Contact.WIKI
    return [str(person.get_contact_display()) if is_there else ""]


def _limits(person: Person) -> list[str]:
    numbers = {"learn": person.learn_limit, "share": person.share_limit}
    return [_("%(learn)s to learn, %(share)s to share") % numbers]


def _roles(person: Person) -> list[str]:
    about = person.ambassador_about
    named = REGION_NAMES.get(about) or Topic.objects.filter(slug=about).first() or about
    ambassador = f"{Role.Kind.AMBASSADOR.label}: {named}" if person.ambassador_wish else ""
    group = str(Role.Kind(person.working_group_wish).label) if person.working_group_wish else ""
    return [ambassador, group]


def _shares(person: Person) -> list[str]:
    offers = Offer.objects.filter(person=person).select_related("topic")
    return [*(str(offer.topic) for offer in offers), *_own_words(person, OwnWords.Side.SHARE)]


def _wishes(person: Person) -> list[str]:
    wishes = Wish.objects.filter(person=person).select_related("topic")
    return [*(str(wish.topic) for wish in wishes), *_own_words(person, OwnWords.Side.LEARN)]


def _own_words(person: Person, side: str) -> list[str]:
    return list(OwnWords.objects.filter(person=person, side=side).values_list("words", flat=True))


VALUES: dict[str, Callable[[Person], list[str]]] = {
    "chosen_name": lambda person: [person.chosen_name],
    "username": lambda person: [person.username or ""],
    "full_name": lambda person: [person.full_name],
    "email": lambda person: [person.email or ""],
    "contact": _contact,
    "group": lambda person: [person.group.name if person.group else ""],
    "group_role": lambda person: [str(person.get_group_role_display()) if person.group_role else ""],
    "country": lambda person: [country_name(person.country) if person.country else ""],
    "region": lambda person: [str(REGION_NAMES.get(person.region, person.region))],
    "time_zone": lambda person: [zone_in_words(person.time_zone) if person.time_zone else ""],
    "languages": lambda person: [language_name(language.code) for language in person.languages.all()],
    "shares": _shares,
    "share_notes": lambda person: list(Offer.objects.filter(person=person).values_list("note", flat=True)),
    "wishes": _wishes,
    "wish_notes": lambda person: list(Wish.objects.filter(person=person).values_list("context", flat=True)),
    "hours": _hours,
    "limits": _limits,
    "low_bandwidth": lambda person: [
        str(dict(Person.Bandwidth.choices).get(code, code)) for code in person.low_bandwidth
    ],
    "roles_wished": _roles,
    "support_needs": lambda person: [person.support_needs],
    "remarks": lambda person: [person.remarks],
}
