"""The one request for a summary: once, some days later, by letter and on the start page."""

import re
from datetime import timedelta

import time_machine
from django.test import Client

from letsconnect.access.actions.suspending import suspend
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from letsconnect.summaries.actions import (
    ask_what_came_of_it,
    write_summary,
)
from letsconnect.summaries.models import Summary
from letsconnect.summaries.queries.summaries import summaries_to_write, to_ask_for_summary
from letsconnect.summaries.tasks import ask_for_summaries
from tests.cast import signed_in
from tests.connections.conftest import letters_to
from tests.summaries.conftest import FORM, WORDS


def address_in_letter(person: Person) -> str:
    body = OutgoingLetter.objects.get(person=person, letter="summaries/summary").body
    return re.search(r"/connections/summary/\S+", body)[0]


def test_it_is_asked_for_once_some_days_later(met: Connection, learner: Person, sharer: Person) -> None:
    assert list(to_ask_for_summary(clock.now())) == []
    with time_machine.travel(met.starts_at + timedelta(days=3, hours=2)):
        ask_for_summaries.func()
        ask_for_summaries.func()

    assert letters_to(learner).count("summary") == letters_to(sharer).count("summary") == 1


def test_what_is_summed_up_or_called_off_is_not_asked_for(written: Summary, met: Connection, learner: Person) -> None:
    with time_machine.travel(met.starts_at + timedelta(days=4)):
        assert list(to_ask_for_summary(clock.now())) == []
        Summary.objects.all().delete()
        Connection.objects.update(state=Connection.State.ENDED, ended=Connection.Ended.CALLED_OFF)
        assert list(to_ask_for_summary(clock.now())) == []


def test_two_who_are_kept_apart_are_not_asked(met: Connection, learner: Person, sharer: Person) -> None:
    block(sharer, learner, by=sharer)

    ask_what_came_of_it(met)

    assert "summary" not in letters_to(learner)


def test_the_letter_opens_the_form_signed_out_and_looking_changes_nothing(
    met: Connection, learner: Person, client: Client
) -> None:
    ask_what_came_of_it(met)
    address = address_in_letter(learner)

    assert "came_of_it" in client.get(address).content.decode()
    assert not Summary.objects.exists()
    client.post(address, FORM)

    assert Summary.objects.get().written_by == learner


def test_the_letters_link_of_a_suspended_person_opens_nothing(
    met: Connection, learner: Person, staff: Person, client: Client
) -> None:
    ask_what_came_of_it(met)
    address = address_in_letter(learner)
    suspend(learner, by=staff)

    assert client.get(address).status_code == 404
    assert client.get(address[:-2] + "x/").status_code == 404


def test_a_summary_to_write_waits_on_the_start_page(met: Connection, learner: Person) -> None:
    assert list(summaries_to_write(learner, clock.now())) == [met]
    assert f"/connections/{met.public_id}/summary/" in signed_in(learner).get("/").content.decode()

    write_summary(met, WORDS, seen=0, by=learner)

    assert list(summaries_to_write(learner, clock.now())) == []


def test_a_resource_promised_some_days_ago_waits_for_its_summary_too(met: Connection, learner: Person) -> None:
    Connection.objects.update(kind=Connection.Kind.RESOURCE, starts_at=None, agreed_at=clock.now() - timedelta(days=2))
    too_soon = list(summaries_to_write(learner, clock.now()))

    Connection.objects.update(agreed_at=clock.now() - timedelta(days=4))

    assert (too_soon, list(summaries_to_write(learner, clock.now()))) == ([], [met])
