"""Every door of the house, tried by every role, by GET and by POST (S1, S2)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from letsconnect.access.actions.claims import make_claim_link
from letsconnect.api.models import Token
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.letters import answer_address
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.intake.models import ImportDraft, ImportFile, Leftover
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.mailboxes.actions.calendars import make_feed
from letsconnect.mailboxes.letters import stop_address
from letsconnect.people.models import Group, Person, Role
from letsconnect.programme.models import Comment, Passage, Phase
from letsconnect.rounds.actions.opening import RoundFacts, open_round
from letsconnect.rounds.actions.planning import ask_for_plan, work_out
from letsconnect.rounds.models import Round
from letsconnect.safety.actions.keys import make_key
from letsconnect.safety.actions.reports import receive_report
from letsconnect.safety.models import Report, TeamKey
from letsconnect.skills.models import Category, Offer, OwnWords, Suggestion, Topic, Wish
from tests.cast import give_role, make_person, signed_in
from tests.house.doors import DOORS, NOBODY, ROLES, Door, Roles

SCOPES = {"ambassador": {"region": "SSA"}, "topic_ambassador": {"topic": "fundraising"}}
UNREGISTERED = ("stranger", "evaluator")


def doors_of(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every door's name with its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from doors_of(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, pattern.name or str(pattern.pattern))), pattern


def person_in(role: str) -> Person | None:
    """Somebody in this role; None for a visitor."""
    if role == "visitor":
        return None
    person = make_person(f"Role {role}", registered_at=None if role in UNREGISTERED else clock.now())
    if role == "suspended":
        person.suspended_at = clock.now() - timedelta(days=1)
        person.save(update_fields=["suspended_at"])
    kind = "ambassador" if role == "topic_ambassador" else role
    if kind in Role.Kind.values:
        give_role(person, kind, **SCOPES.get(role, {}))
    return person


def undelivered_letter(person: Person) -> OutgoingLetter:
    return OutgoingLetter.objects.create(
        key="x", letter="joining/still_true", person=person, to="x", created_at=clock.now(), state="failed"
    )


def say_something(person: Person) -> None:
    topic = Topic.objects.get(slug="fundraising")
    Offer.objects.create(person=person, topic=topic)
    Wish.objects.create(person=person, topic=topic)


@pytest.fixture
def things() -> dict[str, Any]:
    """One thing behind each kind of door, all of them somebody else's."""
    other = make_person("Olu Other")
    keeper = make_person("Kai Keeper")
    give_role(keeper, Role.Kind.ADMINISTRATOR)
    imported = make_person("Ima Imported", email=None, confirmed_at=None)
    role = give_role(keeper, Role.Kind.TRUST_SAFETY)
    make_key("four quiet herons walking", shown_as="Kai", by=keeper)
    receive_report({"what": "something"}, once="f" * 64)
    phase = Phase.objects.get(is_current=True)
    question = Passage.objects.filter(phase=phase, kind=Passage.Kind.QUESTION).first()
    file = ImportFile.objects.create(name="f.csv", digest="d", header_digest="h", header=["Wikimedia username"])
    topic = Topic.objects.get(slug="fundraising")
    connection = Connection.objects.create(
        topic=topic, origin=Connection.Origin.ROUND, month=clock.today(), asked_at=clock.now()
    )
    interpretation = InterpretationRequest.objects.create(
        connection=connection, one="en", other="fr", asked_at=clock.now()
    )
    round_ = a_planned_round(keeper)
    return {
        "round_id": round_.pk,
        "number": round_.connections.get().number,
        "public_id": other.public_id,
        "person_id": other.public_id,
        "slug": "fundraising",
        "comment_id": Comment.objects.create(text="hello", language="en", at=clock.now()).pk,
        "phase_id": phase.pk,
        "kind": Passage.Kind.CULTURE,
        "programme:new_answer.kind": Passage.Kind.ANSWER,
        "parent_id": question.pk if question else 0,
        "passage_id": Passage.objects.filter(phase=phase, kind=Passage.Kind.CULTURE).first().pk,
        "handle": "nobodys",
        "access:claim.token": make_claim_link(imported, by=keeper),
        "access:team_claim.public_id": imported.public_id,
        "mailboxes:stop_letters.token": stop_address(other, "freshness").rstrip("/").rsplit("/", 1)[1],
        "people:group.slug": Group.objects.first().slug,
        "people:merge_group.slug": Group.objects.first().slug,
        "skills:team_heading.slug": Category.objects.first().slug,
        "letter_id": undelivered_letter(other).pk,
        "word": make_feed(other).word,
        "role_id": role.pk,
        "row_id": OwnWords.objects.create(person=other, side="share", words="kites", folded="kites").pk,
        "suggestion_id": Suggestion.objects.create(person=other, topic=topic, why="seen").pk,
        "token_id": Token.objects.create(
            person=other, name="mine", token_hash="x", made_at=clock.now(), expires_at=clock.now() + timedelta(days=9)
        ).pk,
        "draft_id": ImportDraft.objects.create(name="f.csv", content=b"Wikimedia username\nA\n", by=keeper).pk,
        "file_id": file.pk,
        "leftover_id": Leftover.objects.create(file=file, row=2, reason="no_identity", cells=[""]).pk,
        "key_id": TeamKey.objects.get().pk,
        "report_id": Report.objects.get().pk,
        "summaries:from_letter.token": "forged",
        **dict.fromkeys(("note_id", "link_id"), 1),
        "interpreting:from_letter.token": "forged",
        "connections_team:remind.public_id": connection.public_id,
        "request_id": interpretation.pk,
        "interpreter_id": Interpreter.objects.create(name="Ines Interpreter", languages=["en", "fr"]).pk,
        "day": 1,
        "address": "nothing/here",
        "code": "GH",
        **a_connection(other, keeper),
    }


def a_connection(sharer: Person, learner: Person) -> dict[str, Any]:
    """A conversation of two others, and the link in a letter to one of them."""
    topic, at = Topic.objects.get(slug="fundraising"), clock.now() + timedelta(days=5)
    connection = propose(Proposal(topic, sharer, (learner,), (at,), month=clock.today()), by=None)
    place = Place.objects.get(connection=connection, person=learner)
    own = ("connection", "other_times", "not_this_time", "meeting", "questions", "calendar")
    return {
        "connections:answer_from_letter.token": answer_address(place, "yes", at).rstrip("/").rsplit("/", 1)[1],
        **{f"connections:{name}.public_id": connection.public_id for name in own},
    }


def a_planned_round(keeper: Person) -> Round:
    """With one connection, of two people with everything in common."""
    topic, hours = Topic.objects.get(slug="budget-development"), ((1 << 336) - 1).to_bytes(42, "little")
    Offer.objects.create(person=make_person("Una Sharer", hours=hours), topic=topic)
    Wish.objects.create(person=make_person("Una Learner", hours=hours), topic=topic)
    monday = clock.today() + timedelta(days=14 - clock.today().weekday())
    round_ = open_round(RoundFacts("May", monday.replace(day=1), monday), by=keeper)
    work_out(round_.pk, ask_for_plan(round_, by=keeper) or 0)
    return round_


def outcome(answer: HttpResponse) -> str:
    """ "in", "out", or "no such way" (405)."""
    if answer.status_code == 405:
        return "no such way"
    sent_away = answer.status_code in (301, 302) and answer.headers["Location"].startswith("/sign-in/")
    return "out" if sent_away or answer.status_code in (401, 403, 404) else "in"


def test_every_door_is_in_the_table_and_none_too_many():
    assert sorted({name for name, _pattern in doors_of()}) == sorted(DOORS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_goes_through_its_own_doors_only(role: str, things: dict[str, Any]):
    person = person_in(role)
    if person:
        say_something(person)
    wrong, cells = [], 0
    for name, pattern in doors_of():
        door = DOORS[name]
        address = reverse(name, kwargs={key: things.get(f"{name}.{key}") or things[key] for key in parts_of(pattern)})
        for method, allowed in (("get", door.see), ("post", door.act)):
            found = tried(signed_in(person) if person else Client(), method, address)
            cells += 1
            if found not in expected(role, door, allowed):
                wrong.append(f"{name} {method}: found {found}")
    print(f"\ndoors, {role}: {cells} cells, {len(wrong)} wrong")
    assert wrong == [], "\n".join(wrong)


def expected(role: str, door: Door, allowed: Roles | None) -> set[str]:
    """What may come of it. A door without this method says so, or answers as it would by GET."""
    found = "in" if role in (door.see if allowed is None and door.see is not None else allowed or NOBODY) else "out"
    return {found, "no such way"} if allowed is None else {found}


def parts_of(pattern: URLPattern) -> list[str]:
    """The names of the parts of an address that vary."""
    return list(pattern.pattern.converters)


def tried(client: Client, method: str, address: str) -> str:
    """What comes of it; nothing it changes stays."""
    with transaction.atomic():
        found = outcome(getattr(client, method)(address))
        transaction.set_rollback(True)
    return found
