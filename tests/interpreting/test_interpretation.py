"""Interpretation: asked for by the people in it, assigned by the team, asked for anew when the time changes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.ground.models import OutgoingLetter
from letsconnect.interpreting.actions import (
    ask_for_interpretation,
    assign,
    change_words,
    keep_interpreter,
    need_no_interpretation,
    not_available,
)
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.interpreting.queries import requests_for_team, waiting_requests
from letsconnect.interpreting.rules import may_ask_interpretation, may_assign_interpreters
from letsconnect.people.models import Person
from tests.cast import signed_in
from tests.connections.conftest import letters_to
from tests.interpreting.conftest import ABOUT, State, letters_to_interpreter, session_beside

EVERY_HOUR = ((1 << 336) - 1).to_bytes(42, "little")


def link() -> str:
    return re.search(r"/interpreting/\S+", letters_to_interpreter()[0].body)[0]


def test_anybody_in_it_may_ask_while_it_is_to_come(
    agreed: Connection, learner: Person, sharer: Person, korean_reader: Person
) -> None:
    assert may_ask_interpretation(learner, agreed)
    assert may_ask_interpretation(sharer, agreed)
    assert not may_ask_interpretation(korean_reader, agreed)
    with time_machine.travel(agreed.starts_at + timedelta(hours=1)):
        assert not may_ask_interpretation(learner, agreed)


def test_only_the_team_assigns(asked: InterpretationRequest, interpreter: Interpreter, learner: Person) -> None:
    assert not may_assign_interpreters(learner)
    for deed in (lambda: assign(asked, interpreter, by=learner), lambda: not_available(asked, by=learner)):
        with pytest.raises(NotAllowed):
            deed()
    with pytest.raises(NotAllowed):
        keep_interpreter(None, ABOUT, by=learner)


def test_an_interpreter_is_told_what_they_need_in_their_own_time(
    confirmed: InterpretationRequest, learner: Person, sharer: Person, agreed: Connection
) -> None:
    letter = letters_to_interpreter()[0]

    assert letter.language == "ko"
    assert letters_to(learner)[-1] == letters_to(sharer)[-1] == "interpretation"
    page = Client().get(link(), headers={"accept-language": "en"}).content.decode()
    assert "Lena Learner" in page
    assert "Budget" in page
    assert "South Korea" in page
    for secret in ("@example.org", "Ghana", "Accra", "Example Group", agreed.public_id):
        assert secret not in page, secret


def test_one_of_us_who_interprets_reads_their_own_clock_on_the_page_and_in_the_letter(
    asked: InterpretationRequest, staff: Person, korean_reader: Person
) -> None:
    Person.objects.filter(pk=korean_reader.pk).update(time_zone="Asia/Kathmandu")
    korean_reader.refresh_from_db()
    about = replace(ABOUT, person=korean_reader, time_zone="Africa/Accra")
    assign(asked, keep_interpreter(None, about, by=staff), by=staff)

    own = signed_in(korean_reader).get("/interpreting/").content.decode()
    by_letter = Client().get(link(), headers={"accept-language": "ko"}).content.decode()

    assert [page.count("네팔") for page in (own, by_letter)] == [2, 2]  # beside the time, and at the foot of the page
    assert "네팔" in letters_to_interpreter()[0].body
    assert "가나" not in own + by_letter


def test_the_people_see_that_it_is_confirmed_and_not_by_whom(
    confirmed: InterpretationRequest, learner: Person, agreed: Connection
) -> None:
    page = signed_in(learner).get(f"/connections/{agreed.public_id}/").content.decode()

    assert "is confirmed" in page
    assert "Ines" not in page


def test_who_does_not_speak_both_is_not_assigned(
    asked: InterpretationRequest, interpreter: Interpreter, staff: Person
) -> None:
    other = keep_interpreter(None, replace(ABOUT, languages=("ko", "en")), by=staff)

    with pytest.raises(Refused):
        assign(asked, other, by=staff)
    shown = requests_for_team(clock.now(), "UTC")[0]
    assert [one.interpreter for one in shown.candidates] == [interpreter]


def test_the_team_is_warned_of_hours_and_of_another_session(
    confirmed: InterpretationRequest, interpreter: Interpreter, staff: Person, learner: Person
) -> None:
    keep_interpreter(None, replace(ABOUT, name="Never", hours=bytes(42)), by=staff)
    keep_interpreter(None, replace(ABOUT, name="Always", hours=EVERY_HOUR), by=staff)
    first = confirmed.connection
    session_beside(first)

    found = {one.interpreter.name: one for one in requests_for_team(clock.now(), "UTC")[1].candidates}

    assert found["Ines Interpreter"].is_busy
    assert not found["Always"].is_busy
    assert (found["Always"].hours, found["Never"].hours, found["Ines Interpreter"].hours) == ("free", "outside", "")


def test_before_a_time_is_agreed_nobody_is_assigned(
    invitation: Connection, learner: Person, interpreter: Interpreter, staff: Person
) -> None:
    asked = ask_for_interpretation(invitation, "ko", "fr", by=learner)

    with pytest.raises(Refused):
        assign(asked, interpreter, by=staff)
    assert not waiting_requests(clock.now()).exists()


def test_that_nobody_can_is_told_with_what_one_can_do(
    asked: InterpretationRequest, learner: Person, staff: Person, agreed: Connection
) -> None:
    not_available(asked, by=staff)
    not_available(asked, by=staff)

    assert letters_to(learner).count("interpretation") == 1
    body = OutgoingLetter.objects.get(person=learner, letter="interpreting/interpretation").body
    assert "another language" in body
    assert "in writing" in body


def test_a_time_that_moves_asks_anew_and_tells_the_interpreter(
    confirmed: InterpretationRequest, learner: Person, in_days: Callable[..., datetime]
) -> None:
    move(confirmed.connection, [in_days(9)], by=learner)

    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.interpreter) == (State.ASKED, None)
    given, taken = letters_to_interpreter()
    assert [given.calendars[0][0], taken.calendars[0][0]] == ["REQUEST", "CANCEL"]
    uids = {re.search(r"UID:(\S+)", letter.calendars[0][1])[1] for letter in (given, taken)}
    assert len(uids) == 1
    assert "Lena" not in Client().get(link()).content.decode()


def test_what_is_called_off_frees_the_interpreter(confirmed: InterpretationRequest, learner: Person) -> None:
    call_off(confirmed.connection, by=learner)

    assert len(letters_to_interpreter()) == 2
    assert requests_for_team(clock.now(), "UTC") == []


def test_an_interpreter_who_cannot_come_says_so_by_the_link(
    confirmed: InterpretationRequest, learner: Person, client: Client
) -> None:
    client.get(link())
    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED

    client.post(link(), {"cannot_come": confirmed.pk})

    confirmed.refresh_from_db()
    assert confirmed.state == State.ASKED
    assert letters_to(learner).count("interpretation") == 2


def test_an_interpreter_gives_back_only_their_own(
    confirmed: InterpretationRequest, interpreter: Interpreter, staff: Person, sharer: Person
) -> None:
    keep_interpreter(None, replace(ABOUT, name="Other", person=sharer, email=""), by=staff)

    signed_in(sharer).post("/interpreting/", {"cannot_come": confirmed.pk})

    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED
    assert "Lena" not in signed_in(sharer).get("/interpreting/").content.decode()


def test_another_address_makes_the_old_link_void(
    confirmed: InterpretationRequest, interpreter: Interpreter, staff: Person, client: Client
) -> None:
    old = link()
    keep_interpreter(interpreter, replace(ABOUT, email="new@example.org"), by=staff)

    assert client.get(old).status_code == 404
    assert client.get("/interpreting/forged/").status_code == 404


def test_words_to_prepare_come_from_anybody_in_it(
    confirmed: InterpretationRequest, learner: Person, sharer: Person, korean_reader: Person
) -> None:
    here = f"/connections/{confirmed.connection.public_id}/interpretation/"
    signed_in(learner).post(here, {"words": "Quarry\nPAWS\nQuarry"})
    signed_in(sharer).post(here, {"words": "<script>alert(1)</script>"})
    signed_in(sharer).post(here, {"take_out": "PAWS"})

    confirmed.refresh_from_db()
    assert confirmed.words == ["Quarry", "<script>alert(1)</script>"]
    assert "<script>" not in Client().get(link()).content.decode()
    assert signed_in(korean_reader).post(here, {"words": "mine"}).status_code == 404
    with pytest.raises(NotAllowed):
        change_words(confirmed.connection, add=("mine",), by=korean_reader)


def test_asked_from_the_page_and_done_without(agreed: Connection, learner: Person, sharer: Person) -> None:
    here = f"/connections/{agreed.public_id}/interpretation/"
    same = signed_in(learner).post(here, {"one": "fr", "other": "fr"}).content.decode()
    assert "two different languages" in same

    signed_in(learner).post(here, {"one": "en", "other": "fr"})
    signed_in(learner).post(here, {"one": "fr", "other": "en"})
    assert InterpretationRequest.objects.get().state == State.ASKED

    signed_in(sharer).post(here, {"do_without": "yes"})
    assert not InterpretationRequest.objects.exists()
    need_no_interpretation(agreed, by=learner)


def test_the_team_keeps_its_list_and_answers_on_one_page(
    asked: InterpretationRequest, staff: Person, learner: Person
) -> None:
    team = signed_in(staff)
    typed = {"name": "Kim", "languages": "Korean, fr", "time_zone": "Asia/Seoul", "is_active": "on", "hours_1": ["4"]}
    wrong = team.post("/team/interpretation/interpreters/", {**typed, "languages": "Klingonish, fr"}).content.decode()
    assert "Klingonish" in wrong

    team.post("/team/interpretation/interpreters/", typed)
    kim = Interpreter.objects.get(name="Kim")
    assert kim.languages == ["ko", "fr"]
    again = team.get(f"/team/interpretation/interpreters/{kim.pk}/").content.decode()
    assert len(re.findall("checked", again)) == 2
    assert "Kim" in team.get("/team/interpretation/").content.decode()
    team.post(f"/team/interpretation/{asked.pk}/", {"interpreter": kim.pk})

    asked.refresh_from_db()
    assert asked.interpreter == kim
    assert signed_in(learner).get("/team/interpretation/").status_code == 403


def test_the_statements_of_the_list_stay_as_many(
    confirmed: InterpretationRequest, staff: Person, django_assert_max_num_queries
) -> None:
    for number in range(9):
        keep_interpreter(None, replace(ABOUT, name=f"Number {number}"), by=staff)

    with django_assert_max_num_queries(3):
        requests_for_team(clock.now(), "UTC")
