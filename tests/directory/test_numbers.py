"""The programme in numbers: aggregates, without examples, and nobody found out by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.directory.queries.numbers import programme_in_numbers, rounded
from letsconnect.people.actions.countries import put_at_risk
from letsconnect.people.models import Role
from letsconnect.people.rules import may_see_numbers
from letsconnect.skills.demo import load_demo
from letsconnect.skills.models import Topic, Wish
from tests.cast import give_role, make_person, signed_in


def wishes_for(count: int, **facts) -> None:
    for number in range(count):
        person = make_person(f"Wanting {number}", **facts)
        Wish.objects.create(person=person, topic=Topic.objects.get(slug="governance"))


def wanted(label: str = "Governance") -> int:
    return next(line.counts[1] for line in programme_in_numbers().topics if line.label == label)


def test_examples_are_in_no_number():
    load_demo()

    assert {count for line in programme_in_numbers().programme for count in line.counts} == {0}


def test_seven_people_who_want_a_topic_are_told_as_five():
    wishes_for(7)

    assert wanted() == 5


def test_four_are_not_told_at_all():
    wishes_for(4)

    assert wanted() == 0


def test_all_eight_regions_are_told_so_that_a_silent_one_is_seen():
    make_person("Alone")

    regions = programme_in_numbers().regions

    assert (len(regions), {count for line in regions for count in line.counts}) == (8, {0})


def test_countries_of_five_are_told_but_not_those_at_risk_nor_what_is_kept_from_the_team(staff):
    wishes_for(6)
    for country, facts in (("FR", {}), ("KE", {"country_audience": 0})):
        for number in range(5):
            make_person(f"{country} {number}", country=country, **facts)
    put_at_risk("FR", by=staff)

    assert [(line.label, line.counts) for line in programme_in_numbers().countries] == [("Ghana", (5,))]


def test_what_people_keep_to_themselves_is_not_counted():
    wishes_for(7, wishes_audience=0)

    assert wanted() == 0


@given(st.integers(0, 10_000))
def test_a_rounded_number_is_a_multiple_of_five_and_never_more_than_there_are(count):
    assert rounded(count) % 5 == 0
    assert 0 <= count - rounded(count) < 5


@pytest.mark.parametrize("kind", [Role.Kind.EVALUATOR, Role.Kind.ADVISORY, Role.Kind.REVIEWER])
def test_who_evaluates_and_advises_may_see_numbers(kind, stranger):
    give_role(stranger, kind)

    assert signed_in(stranger).get("/team/numbers/").status_code == 200


def test_a_member_may_not_see_numbers(learner):
    assert not may_see_numbers(learner)
    assert signed_in(learner).get("/team/numbers/").status_code == 403


def test_the_statements_stay_as_many_when_people_come(django_assert_max_num_queries):
    wishes_for(12)

    with django_assert_max_num_queries(9):
        programme_in_numbers()
