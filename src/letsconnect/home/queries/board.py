"""The team's board: the doors this person may open, with a count where something waits behind one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rules import Predicate

from letsconnect.connections.rules import may_run_rounds
from letsconnect.ground import clock
from letsconnect.home.queries.letters import undelivered
from letsconnect.intake.queries.imports import all_open_leftovers
from letsconnect.interpreting.queries import waiting_requests
from letsconnect.interpreting.rules import may_assign_interpreters
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles
from letsconnect.people.rules import (
    is_ambassador,
    is_trust_and_safety,
    may_edit_countries_at_risk,
    may_edit_groups,
    may_edit_programme,
    may_edit_topics,
    may_import,
    may_see_accounts,
    may_see_letters,
    may_see_numbers,
    may_see_roles,
)
from letsconnect.programme.queries.comments import open_comments
from letsconnect.programme.rules import may_read_comments
from letsconnect.rounds.queries.rounds import next_best_waiting, planned_rounds
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.upkeep import own_words_shown


@dataclass(frozen=True)
class Door:
    """One link of the board. `count` says how many things wait there; None where nothing is counted."""

    label: Promise
    about: Promise
    address: str
    may: Predicate
    count: Callable[[], int] | None = None


DOORS = (
    Door(
        _("What people told us"),
        _("Private comments; open ones first."),
        "programme:team_comments",
        may_read_comments,
        lambda: open_comments().count(),
    ),
    Door(
        _("Rounds"),
        _("Once a month: look through who could meet whom, and send the invitations."),
        "rounds:rounds",
        may_run_rounds,
        lambda: planned_rounds().count() + next_best_waiting().count(),
    ),
    Door(
        _("The programme's words"),
        _("Culture, timeline, roles, the self-check and where it leads."),
        "programme:team_programme",
        may_edit_programme,
    ),
    Door(
        _("Topics"), _("Add, edit, merge and split what people share and learn."), "skills:team_topics", may_edit_topics
    ),
    Door(
        _("In their own words"),
        _("What people said that no topic has a name for yet."),
        "skills:team_own_words",
        may_edit_topics,
        lambda: own_words_shown("share").count() + own_words_shown("learn").count(),
    ),
    Door(
        _("Bring in registrations"),
        _("Spreadsheets of registrations made elsewhere, and what is left of them to mend."),
        "intake:imports",
        may_import,
        lambda: all_open_leftovers().count(),
    ),
    Door(
        _("The programme in numbers"),
        _("What is asked for and offered, by topic, region and language."),
        "directory:numbers",
        may_see_numbers,
    ),
    Door(
        _("Connections in numbers"),
        _("Proposed, agreed, met and summed up, and what waits for an answer."),
        "connections_team:numbers",
        may_see_numbers,
    ),
    Door(
        _("Interpretation"),
        _("Conversations that need an interpreter, and who can interpret."),
        "interpreting:requests",
        may_assign_interpreters,
        lambda: waiting_requests(clock.now()).count(),
    ),
    Door(_("Accounts"), _("Everybody in your care, imported people included."), "access:team_people", may_see_accounts),
    Door(_("Roles"), _("Who helps in which part, since when."), "access:roles", may_see_roles),
    Door(_("Groups"), _("Names and other names; two that are one become one."), "people:groups", may_edit_groups),
    Door(
        _("Countries at risk"),
        _("Where a public country could harm somebody: for people from there it is never shown."),
        "people:countries_at_risk",
        may_edit_countries_at_risk,
    ),
    Door(
        _("Letters we write"),
        _("What each letter says, in every language; those that could not be delivered."),
        "home:letters",
        may_see_letters,
        lambda: undelivered().count(),
    ),
    Door(_("Cases"), _("What was reported, for the case team only."), "safety:cases", is_trust_and_safety),
)


@dataclass(frozen=True)
class OpenDoor:
    """A door this person may open, as the board shows it."""

    label: Promise | str
    about: Promise
    href: str
    count: int | None


def doors_of(person: Person) -> list[OpenDoor]:
    """The board of this person; empty when no part of it is theirs."""
    return [
        OpenDoor(door.label, door.about, reverse(door.address), door.count() if door.count else None)
        for door in DOORS
        if door.may(person)
    ] + topics_of(person)


def topics_of(person: Person) -> list[OpenDoor]:
    """The topics this person is an ambassador for; their pages show its people as the team sees them."""
    slugs = active_roles(person).exclude(topic="").values("topic") if is_ambassador(person) else ()
    about = _("Your topic: who shares it and who wants to learn it, with what they tell the team.")
    return [
        OpenDoor(str(topic), about, reverse("directory:topic", args=[topic.slug]), None)
        for topic in living_topics().filter(slug__in=slugs)
    ]
