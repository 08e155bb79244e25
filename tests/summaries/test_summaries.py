"""The brief summary: one for all in it, asked for once, and public only while everybody agrees."""

import html
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client

from letsconnect.access.actions.suspending import suspend
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from letsconnect.summaries.actions import (
    ChangedMeanwhile,
    Words,
    approve,
    withdraw_approval,
    write_summary,
)
from letsconnect.summaries.models import Approval, Summary
from letsconnect.summaries.queries.cases import public_cases
from letsconnect.summaries.rules import may_approve, may_summarise
from tests.cast import signed_in
from tests.summaries.conftest import FORM, WORDS


def test_who_was_in_it_may_summarise_once_there_is_something_to_tell(
    met: Connection, learner: Person, stranger: Person, korean_reader: Person
) -> None:
    assert may_summarise(learner, met)
    assert not may_summarise(korean_reader, met)
    assert not may_summarise(stranger, met)


def test_before_the_session_there_is_nothing_to_tell(invitation: Connection, learner: Person) -> None:
    assert not may_summarise(learner, invitation)
    page = signed_in(learner).get(f"/connections/{invitation.public_id}/summary/").content.decode()
    assert "nothing to tell yet" in page


def test_any_one_line_is_enough(met: Connection, learner: Person) -> None:
    summary = write_summary(met, Words(next_step="Try it in May"), seen=0, by=learner)

    assert (summary.next_step, summary.version) == ("Try it in May", 1)


def test_an_empty_summary_is_asked_for_one_line(met: Connection, learner: Person) -> None:
    with pytest.raises(Refused):
        write_summary(met, Words(), seen=0, by=learner)


def test_that_it_did_not_happen_is_a_summary_without_a_word(met: Connection, learner: Person) -> None:
    signed_in(learner).post(f"/connections/{met.public_id}/summary/", {**FORM, "came_of_it": "", "happened": "no"})

    assert not Summary.objects.get().happened


def test_a_double_press_writes_it_once(met: Connection, learner: Person) -> None:
    write_summary(met, WORDS, seen=0, by=learner)
    again = write_summary(met, WORDS, seen=0, by=learner)

    assert again.version == 1


def test_two_who_write_at_once_both_keep_their_words(written: Summary, met: Connection, sharer: Person) -> None:
    typed = {**FORM, "came_of_it": "What I typed", "seen": "0"}

    page = signed_in(sharer).post(f"/connections/{met.public_id}/summary/", typed).content.decode()

    assert "What I typed" in page
    assert "A budget in three lines" in page
    assert Summary.objects.get().came_of_it == "A budget in three lines"
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    signed_in(sharer).post(f"/connections/{met.public_id}/summary/", {**typed, "seen": seen})
    assert Summary.objects.get().came_of_it == "What I typed"


def test_whoever_saw_older_words_is_told(written: Summary, met: Connection, sharer: Person, learner: Person) -> None:
    write_summary(met, Words(came_of_it="Second"), seen=1, by=sharer)

    with pytest.raises(ChangedMeanwhile) as changed:
        write_summary(met, Words(came_of_it="Third"), seen=1, by=learner)

    assert changed.value.now.came_of_it == "Second"


def test_a_stranger_can_neither_read_nor_write_it(written: Summary, met: Connection, korean_reader: Person) -> None:
    client = signed_in(korean_reader)

    assert client.get(f"/connections/{met.public_id}/summary/").status_code == 404
    assert client.post(f"/connections/{met.public_id}/summary/", FORM).status_code == 404
    with pytest.raises(NotAllowed):
        write_summary(met, Words(came_of_it="Mine"), seen=1, by=korean_reader)


def test_it_is_public_once_everybody_in_it_agreed(
    written: Summary, met: Connection, learner: Person, sharer: Person
) -> None:
    approve(met, version=1, credited=True, by=learner)
    assert not public_cases().exists()

    approve(met, version=1, credited=False, by=sharer)

    assert [case.pk for case in public_cases()] == [written.pk]


def test_changed_words_are_nobodys_agreement(
    written: Summary, met: Connection, learner: Person, sharer: Person
) -> None:
    approve(met, version=1, credited=True, by=learner)
    write_summary(met, Words(came_of_it="Other words"), seen=1, by=sharer)

    assert Approval.objects.count() == 0
    with pytest.raises(Refused):
        approve(met, version=1, credited=False, by=sharer)


def test_one_who_takes_it_back_unlists_it_at_once(public: Connection, sharer: Person, client: Client) -> None:
    assert client.get(f"/cases/{public.public_id}/").status_code == 200

    withdraw_approval(public, by=sharer)
    withdraw_approval(public, by=sharer)

    assert client.get(f"/cases/{public.public_id}/").status_code == 404


def test_public_words_are_changed_after_an_agreement_was_taken_back(public: Connection, sharer: Person) -> None:
    with pytest.raises(Refused):
        write_summary(public, Words(came_of_it="Other"), seen=1, by=sharer)

    withdraw_approval(public, by=sharer)

    assert write_summary(public, Words(came_of_it="Other"), seen=1, by=sharer).version == 2


def test_the_headings_of_case_cards_leave_no_level_out(public: Connection, learner: Person, client: Client) -> None:
    pages = [client.get(path) for path in (f"/cases/{public.public_id}/", "/cases/")]
    pages.append(signed_in(learner).get(f"/connections/{public.public_id}/summary/"))

    for page in pages:
        levels = [int(level) for level in re.findall(r"<h([1-4])[ >]", page.content.decode())]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_a_card_names_those_who_chose_it_and_tells_nothing_else(
    public: Connection, learner: Person, sharer: Person, client: Client
) -> None:
    page = client.get(f"/cases/{public.public_id}/").content.decode() + client.get("/cases/").content.decode()

    assert "Lena Learner" in page
    assert "A budget in three lines" in page
    for secret in ("Sami", sharer.public_id, "Example Group", "Ghana", "Accra", "France", str(public.starts_at.year)):
        assert secret not in page, secret


def test_cases_are_found_by_topic_language_and_person(
    public: Connection, learner: Person, sharer: Person, client: Client
) -> None:
    def found(query: str) -> bool:
        return f"/cases/{public.public_id}/" in client.get(f"/cases/?{query}").content.decode()

    assert found("topic=budget-development&language=en")
    assert not found("topic=fundraising")
    assert not found("language=ko")
    assert found(f"person={learner.public_id}")
    assert not found(f"person={sharer.public_id}")


def test_a_hidden_name_leaves_the_card(public: Connection, learner: Person, client: Client) -> None:
    Person.objects.filter(pk=learner.pk).update(chosen_name_audience=0, username_audience=0)

    page = client.get(f"/cases/{public.public_id}/").content.decode()

    assert "Lena" not in page
    assert "A budget in three lines" in page
    assert f"/cases/{public.public_id}/" not in client.get(f"/cases/?person={learner.public_id}").content.decode()


def test_whoever_leaves_is_named_no_more(public: Connection, learner: Person, sharer: Person, client: Client) -> None:
    Summary.objects.update(written_by=sharer)

    erase(learner, by=learner)

    page = client.get(f"/cases/{public.public_id}/").content.decode()
    assert "Lena" not in page
    assert "A budget in three lines" in page


def test_the_words_of_one_who_leaves_go_with_them(public: Connection, learner: Person, client: Client) -> None:
    erase(learner, by=learner)

    assert not Summary.objects.exists()
    assert client.get(f"/cases/{public.public_id}/").status_code == 404


def test_a_story_of_two_is_not_published_by_one_alone_after_the_other_left(
    met: Connection, learner: Person, sharer: Person
) -> None:
    write_summary(met, WORDS, seen=0, by=sharer)
    erase(learner, by=learner)

    with pytest.raises(NotAllowed):
        approve(met, version=1, credited=False, by=sharer)

    assert "May others learn" not in signed_in(sharer).get(f"/connections/{met.public_id}/summary/").content.decode()
    assert Summary.objects.get().public_at is None


def test_the_name_of_one_who_is_suspended_is_not_shown(
    public: Connection, learner: Person, staff: Person, client: Client
) -> None:
    suspend(learner, by=staff)

    assert "Lena" not in client.get("/cases/").content.decode()
    assert f"/cases/{public.public_id}/" not in client.get(f"/cases/?person={learner.public_id}").content.decode()


def test_what_was_called_off_never_becomes_a_case(met: Connection, learner: Person, sharer: Person) -> None:
    Connection.objects.update(starts_at=clock.now() + timedelta(days=1))
    met.refresh_from_db()
    block(sharer, learner, by=sharer)
    met.refresh_from_db()

    assert may_summarise(learner, met)
    assert not may_approve(learner, met)
    write_summary(met, WORDS, seen=0, by=learner)
    assert "May others learn" not in (signed_in(learner).get(f"/connections/{met.public_id}/summary/").content.decode())


def test_without_words_there_is_no_case(met: Connection, learner: Person) -> None:
    write_summary(met, Words(happened=False), seen=0, by=learner)

    with pytest.raises(NotAllowed):
        approve(met, version=1, credited=False, by=learner)


def test_the_start_page_tells_what_did_not_work(public: Connection, sharer: Person, client: Client) -> None:
    assert "The form was too long" in client.get("/").content.decode()

    withdraw_approval(public, by=sharer)

    assert "The form was too long" not in client.get("/").content.decode()


def test_the_texts_to_go_on_with_hold_the_words_and_no_fact_of_ours(
    written: Summary, met: Connection, learner: Person
) -> None:
    page = signed_in(learner).get(f"/connections/{met.public_id}/summary/").content.decode()

    paragraph = html.unescape(re.search(r'<textarea id="paragraph"[^>]*>(.*?)</textarea>', page, re.S)[1])
    assert "A budget in three lines" in paragraph
    assert "Budget development" in paragraph
    assert not re.search(r"\d|Sami|Lena", paragraph)


def test_words_are_shown_as_they_were_written(met: Connection, learner: Person, sharer: Person, client: Client) -> None:
    attack = '<script>alert(1)</script>\n"><img src=x onerror=alert(1)>'
    write_summary(met, Words(came_of_it=attack, did_not_work=attack, language="ar"), seen=0, by=learner)
    for person in (learner, sharer):
        approve(met, version=1, credited=True, by=person)

    mine = signed_in(sharer).get(f"/connections/{met.public_id}/summary/").content.decode()
    for page in (mine, client.get("/").content.decode(), client.get("/cases/").content.decode()):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'lang="ar" dir="rtl"' in page


def test_the_statements_of_the_cases_stay_as_many(public: Connection, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        Client().get("/cases/")
