"""Connections in numbers: nobody is found out by them, examples are left out, nobody is ranked."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.connections.actions.answering import decline
from letsconnect.connections.actions.nudging import remind_now
from letsconnect.connections.models import Connection, Place
from letsconnect.conversations.queries.numbers import (
    evenness,
    gini,
    load_on_sharers,
    this_moment,
    told,
    unanswered,
    whole_told,
)
from letsconnect.conversations.views.numbers import harmless
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic
from letsconnect.summaries.models import Summary
from tests.cast import make_person, signed_in
from tests.connections.conftest import letters_to

counts = st.integers(0, 10_000)


@pytest.fixture
def many(topic: Topic) -> Callable[..., list[Connection]]:
    """`many(7)`: so many conversations that took place ten days after both had joined, each of two new people."""

    def made(number: int, *, met: bool = True, **facts: object) -> list[Connection]:
        now = clock.now()
        found = []
        for _one in range(number):
            serial = Person.objects.count()
            pair = [
                make_person(f"Pair {serial} {part}", registered_at=now - timedelta(days=12), **facts) for part in "ab"
            ]
            connection = Connection.objects.create(
                topic=topic,
                origin=Connection.Origin.ROUND,
                state=Connection.State.AGREED if met else Connection.State.PROPOSED,
                language="en",
                month=now.date().replace(day=1),
                asked_at=now,
                agreed_at=now if met else None,
                starts_at=now - timedelta(days=2) if met else None,
            )
            answer = Place.Answer.YES if met else Place.Answer.NONE
            for person, part in zip(pair, (Place.Part.SHARER, Place.Part.LEARNER), strict=True):
                Place.objects.create(connection=connection, person=person, part=part, answer=answer)
            found.append(connection)
        return found

    return made


def test_seven_conversations_are_told_as_five_and_four_not_at_all(many: Callable[..., list[Connection]]) -> None:
    many(4)
    assert this_moment().steps.counts == (0, 0, 0, 0)
    assert this_moment().topics == this_moment().regions == this_moment().languages == []

    many(3)

    found = this_moment()
    assert found.steps.counts == (5, 5, 5, 0)
    assert [(line.label, line.counts) for line in found.topics] == [("Budget development", (5, 5, 5, 0))]
    assert [line.counts for line in found.months] == [(5, 5, 5, 0)]
    assert [line.label for line in found.regions] == ["Sub-Saharan Africa"]
    assert [line.label for line in found.languages] == ["English"]
    assert found.people_met == 10


def test_examples_are_in_no_number(many: Callable[..., list[Connection]]) -> None:
    many(7, is_demo=True)

    found = this_moment()

    assert found.steps.counts == (0, 0, 0, 0)
    assert found.days_to_first is None


def test_what_did_not_happen_was_not_met_but_summed_up(many: Callable[..., list[Connection]]) -> None:
    for connection in many(6):
        Summary.objects.create(connection=connection, happened=False, written_at=clock.now())

    assert this_moment().steps.counts == (5, 5, 0, 5)


def test_what_was_called_off_was_agreed_and_not_met(many: Callable[..., list[Connection]]) -> None:
    many(6)
    Connection.objects.update(state=Connection.State.ENDED, ended=Connection.Ended.CALLED_OFF)

    assert this_moment().steps.counts == (5, 5, 0, 0)


def test_a_region_nobody_tells_the_team_is_not_counted(many: Callable[..., list[Connection]]) -> None:
    many(7, region_audience=0)

    assert this_moment().regions == []


def test_somebody_without_a_region_does_not_hide_that_of_the_other(many: Callable[..., list[Connection]]) -> None:
    for connection in many(5):
        Person.objects.filter(pk=connection.places.first().person_id).update(region="")

    assert [line.counts[0] for line in this_moment().regions] == [5]


def test_days_to_the_first_conversation_are_told_of_five_people_or_more(many: Callable[..., list[Connection]]) -> None:
    many(2)
    assert this_moment().days_to_first is None

    many(1)

    assert this_moment().days_to_first == 10


def test_the_load_counts_also_who_was_not_asked(many: Callable[..., list[Connection]], topic: Topic) -> None:
    many(6)
    for number in range(11):
        Offer.objects.create(person=make_person(f"Idle {number}"), topic=topic)

    load = load_on_sharers(clock.now())

    assert [line.counts[0] for line in load.lines] == [10, 5, 0, 0, 0]
    assert load.even == "A few lead most of the conversations; others who share were hardly asked."


@given(counts, counts, counts, counts)
def test_no_count_told_is_below_five_or_above_the_truth(proposed: int, agreed: int, met: int, summed_up: int) -> None:
    truth = (proposed, agreed, met, summed_up)

    shown = told(dict(zip(("proposed", "agreed", "met", "summed_up"), truth, strict=True)))

    for real, one in zip(truth, shown, strict=True):
        assert one % 5 == 0
        assert 0 <= real - one < 5
        assert one == 0 or real >= 5


@given(st.lists(st.integers(0, 30), min_size=2, max_size=40))
def test_whoever_subtracts_the_parts_from_the_whole_learns_no_part(parts: list[int]) -> None:
    """Behind each part told stand five numbers; all five still fit with the whole told."""
    there = [part for part in parts if part]
    whole = whole_told(sum(parts), parts)

    shown = [part - part % 5 for part in there]
    for number, one in enumerate(shown):
        others = sum(shown) - one
        for behind in range(one, one + 5):
            least, most = behind + others, behind + others + 4 * (len(there) - 1)
            assert len(there) < 2 or (most >= whole and least <= sum(shown) + 4 * len(there)), (number, behind)


def test_the_example_that_gave_all_away_gives_nothing_away() -> None:
    """Twenty topics with four each: a whole of 80 would say of each that it is four."""
    assert whole_told(80, [4] * 20) == 75
    assert whole_told(7, [7]) == 5
    assert whole_told(12, [7, 5]) == 10


@given(st.lists(st.integers(0, 50), min_size=1))
def test_unevenness_is_nothing_where_all_have_the_same_and_below_one_always(loads: list[int]) -> None:
    assert -1e-9 <= gini(loads) < 1
    assert abs(gini([loads[0]] * len(loads))) < 1e-9
    assert gini(loads) == pytest.approx(gini([load * 3 for load in loads]))


def test_evenness_is_told_of_a_crowd_only() -> None:
    assert evenness([1, 1, 1, 1, 0, 0]) == ""
    assert evenness([1] * 9) == "Conversations are spread evenly among those who share."
    assert evenness([1, 1, 2, 3, 4]) == "Some lead more conversations than others."


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_table_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_table_says_what_the_page_says(many: Callable[..., list[Connection]], evaluator: Person) -> None:
    many(7)
    Topic.objects.filter(slug="budget-development").update(labels={"en": "=HYPERLINK(1)"})

    answer = signed_in(evaluator).get("/team/connections.csv")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][2:] == ["Proposed", "Agreed", "Met", "Summed up"]
    assert ["All", "", "5", "5", "5", "0"] in rows
    assert ["Topic", "'=HYPERLINK(1)", "5", "5", "5", "0"] in rows


def test_who_evaluates_sees_aggregates_and_no_names(
    invitation: Connection, evaluator: Person, staff: Person, learner: Person
) -> None:
    assert "Lena Learner" in signed_in(staff).get("/team/connections/").content.decode()
    page = signed_in(evaluator).get("/team/connections/").content.decode()
    assert "Lena" not in page
    assert "Sami" not in page
    assert signed_in(learner).get("/team/connections/").status_code == 403
    assert signed_in(learner).get("/team/connections.csv").status_code == 403


def test_the_team_reminds_once(invitation: Connection, staff: Person, learner: Person) -> None:
    here = f"/team/connections/{invitation.public_id}/remind/"
    for _press in range(2):
        signed_in(staff).post(here)

    assert letters_to(learner).count("reminder") == 1
    with pytest.raises(NotAllowed):
        remind_now(invitation, by=learner)


def test_who_answered_waits_for_nobody(invitation: Connection, learner: Person, sharer: Person) -> None:
    assert {place.person for place in unanswered()} == {learner, sharer}

    decline(invitation, by=learner)

    assert not unanswered().exists()


def test_the_statements_stay_as_many(many: Callable[..., list[Connection]], django_assert_max_num_queries) -> None:
    many(12)

    with django_assert_max_num_queries(14):
        this_moment()
