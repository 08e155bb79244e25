"""Who is in a round, why others are not, and what their history says."""

from datetime import timedelta

import pytest

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.ground import clock
from letsconnect.matching.matchmaking.equity import Standing, equities
from letsconnect.matching.matchmaking.gathering import gathered
from letsconnect.matching.queries.entrants import entrants, those_in
from letsconnect.people.actions.blocking import keep_apart
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Wish


def out_of(round_, person: Person) -> str:
    return next(one.out for one in entrants(round_) if one.person.pk == person.pk)


def in_it(round_) -> set[str]:
    return {one.person.public_id for one in those_in(entrants(round_))}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, ""),
        ({"hours": None}, "no_hours"),
        ({"hours": bytes(42)}, "no_hours"),
        ({"hours_audience": Audience.ME}, "no_hours"),
        ({"languages_audience": Audience.ME}, "no_language"),
        ({"wishes_audience": Audience.ME}, "nothing"),
        ({"learn_limit": 0}, "no_places"),
        ({"confirmed_at": None}, "unconfirmed"),
        ({"paused_until": clock.today() + timedelta(days=90)}, "paused"),
        ({"paused_until": clock.today() - timedelta(days=1)}, ""),
    ],
)
def test_everybody_who_is_not_in_is_told_of_with_the_reason(facts, why, make_pair, open_one):
    _sharer, learner = make_pair()
    Person.objects.filter(pk=learner.pk).update(**facts)

    assert out_of(open_one(), learner) == why


def test_suspended_people_and_examples_are_not_even_counted(make_pair, open_one):
    suspended, example = make_pair()
    Person.objects.filter(pk=suspended.pk).update(suspended_at=clock.now())
    Person.objects.filter(pk=example.pk).update(is_demo=True)

    assert {suspended.pk, example.pk}.isdisjoint({one.person.pk for one in entrants(open_one())})


def test_a_round_of_examples_holds_examples_only(make_pair, open_one):
    sharer, learner = make_pair()
    make_pair()
    Person.objects.filter(pk__in=(sharer.pk, learner.pk)).update(is_demo=True)

    assert in_it(open_one(of_examples=True)) == {sharer.public_id, learner.public_id}


def test_filters_take_only_some(make_pair, open_one):
    sharer, learner = make_pair()  # of NWE and SSA, by turns

    by_region = in_it(open_one(regions=(sharer.region,)))
    by_topic = in_it(open_one(topics=("governance",)))
    by_language = in_it(open_one(languages=("ko",)))

    assert (sharer.public_id in by_region, learner.public_id in by_region) == (True, False)
    assert by_topic == by_language == set()


@pytest.mark.parametrize(("own", "sought", "kept"), [(1, 2, "learn"), (2, 2, "share"), (3, 1, "share")])
def test_who_shares_and_wants_one_topic_is_in_on_one_side(own, sought, kept, make_pair, open_one, topic):
    sharer, _learner = make_pair()
    Offer.objects.filter(person=sharer).update(level=own)
    Wish.objects.create(person=sharer, topic=topic, level=sought)

    one = next(one for one in gathered(open_one()).people if one.id == sharer.public_id)

    assert [bool(one.learn), bool(one.share)] == [kept == "learn", kept == "share"]


def test_what_is_not_shared_one_to_one_is_left_out(make_pair, open_one):
    sharer, _learner = make_pair()
    Offer.objects.filter(person=sharer).update(one_to_one="no")

    assert out_of(open_one(), sharer) == "nothing"


def invited(round_, sharer, learner, topic, *days: int):
    times = tuple(round_.monday + timedelta(days=day, hours=14) for day in days)
    return propose(Proposal(topic, sharer, (learner,), times, month=round_.month, origin="round"), by=None)


def test_places_taken_this_month_count_and_the_session_takes_its_time(make_pair, open_one, topic):
    sharer, learner = make_pair()
    Person.objects.filter(pk=sharer.pk).update(share_limit=3)
    Person.objects.filter(pk=learner.pk).update(learn_limit=2)
    round_ = open_one()
    connection = invited(round_, sharer, learner, topic, 1)
    for person in (sharer, learner):
        accept(connection, connection.times.all(), by=person)

    people = {one.id: one for one in gathered(round_).people}

    one = people[sharer.public_id]
    assert (one.share_limit, people[learner.public_id].learn_limit) == (2, 1)
    assert not one.free_in(0) >> (48 + 28) & 0b111
    assert one.free_in(1) >> (48 + 28) & 0b111 == 0b111
    assert len(gathered(round_).met) == 1


def test_a_no_rests_for_three_months_and_a_block_for_good(make_pair, open_one, topic):
    sharer, learner = make_pair()
    second, another = make_pair()
    round_ = open_one()
    decline(invited(round_, sharer, learner, topic, 1), by=learner)
    keep_apart(second, another, by=second)

    never = gathered(round_).never

    pairs = {frozenset((a.public_id, b.public_id)) for a, b in ((sharer, learner), (second, another))}
    assert {frozenset(two) for two in never} == pairs


def test_equity_adds_for_the_first_time_for_few_of_a_region_and_of_a_language():
    many = [Standing(f"p{number}", "NWE", ("en",), False) for number in range(18)]
    one = Standing("x", "SSA", ("dag", "en"), True)
    plain = Standing("y", "", (), False)

    points = equities([*many, one, plain])

    assert (points["p1"], points["x"], points["y"]) == (0, 100, 0)
