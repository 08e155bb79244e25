"""The steps of a profile: any order, any time; what is done, and which comes next."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.people.models import Consent, Person, SpokenLanguage
from letsconnect.people.queries.policies import policies_owed
from letsconnect.skills.models import Offer, OwnWords, Wish


class Step(NamedTuple):
    """One small page of the profile."""

    code: str
    label: Promise
    href: str
    done: bool


LABELS: dict[str, Promise] = {
    "conduct": _("What everybody here follows"),
    "shares": _("What I can share"),
    "wishes": _("What I want to learn"),
    "languages": _("My languages"),
    "place": _("Country and time zone"),
    "hours": _("When I am free"),
    "group": _("My group"),
    "name": _("Name and how to reach me"),
    "limits": _("How many conversations a month"),
    "practical": _("My connection, and support I need"),
    "roles": _("Roles I would like to take"),
    "audiences": _("Who sees what"),
}


def steps_of(person: Person) -> list[Step]:
    """All steps, those that make a profile useful first."""
    done = done_steps(person)
    return [Step(code, label, reverse(f"joining:{code}"), code in done) for code, label in LABELS.items()]


def next_step(person: Person, after: str = "") -> Step | None:
    """The first step not done that follows `after`, else the first not done at all."""
    steps = steps_of(person)
    place = next((place for place, step in enumerate(steps) if step.code == after), -1)
    return next((step for step in [*steps[place + 1 :], *steps[: place + 1]] if not step.done), None)


def done_steps(person: Person) -> set[str]:
    """The codes of the steps in which something was said."""
    mine = {"person": OuterRef("pk")}
    audiences = Consent.objects.filter(subject=OuterRef("public_id"), what__startswith="audience:")
    rows = Person.objects.filter(pk=person.pk).values(
        speaks=Exists(SpokenLanguage.objects.filter(**mine)),
        offers=Exists(Offer.objects.filter(**mine)),
        wants=Exists(Wish.objects.filter(**mine)),
        shared_words=Exists(OwnWords.objects.filter(side="share", **mine)),
        wished_words=Exists(OwnWords.objects.filter(side="learn", **mine)),
        audiences_set=Exists(audiences),
    )[0]
    found = {
        "conduct": not policies_owed(person),
        "shares": rows["offers"] or rows["shared_words"],
        "wishes": rows["wants"] or rows["wished_words"],
        "languages": rows["speaks"],
        "place": person.country,
        "hours": person.hours is not None,
        "group": person.group_id or "group" in person.said,
        "name": person.chosen_name or "chosen_name" in person.said,
        "limits": "limits" in person.said,
        "practical": {"low_bandwidth", "support_needs", "remarks"} & person.said.keys(),
        "roles": "roles_wished" in person.said,
        "audiences": rows["audiences_set"],
    }
    return {code for code, is_done in found.items() if is_done}
