"""Why wishes wait and why connections are there, against a slow reading of the contract, word by word."""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.auditing import check
from matchmaker.planning import plan_round
from matchmaker.register import Register
from matchmaker.shapes import Connection, Interpretation, Offer, Person, Plan, Reason, Round, Waiting, Wish
from matchmaker.telling import explaining, explaining_many
from tests.matchmaker.rounds import bits, rounds

MANY = 3000 if os.environ.get("DRILLS") == "full" else 300
EVENING = bits([(20, 26)])
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


def slow_waiting(round_: Round, connections: tuple[Connection, ...]) -> set[Waiting]:
    """Every open wish with its code and the smallest id, as the contract says it."""
    return {
        slow_code(round_, connections, person, wish)
        for person in round_.people
        for wish in person.learn
        if not any(person.id in c.learners and c.topic == wish.topic for c in connections)
    }


def slow_code(round_: Round, connections: tuple[Connection, ...], person: Person, wish: Wish) -> Waiting:
    if person.learn_limit == 0:
        return Waiting(person.id, wish.topic, "learn_limit_zero")
    left = {
        one.id: (one, offer.level)
        for one in round_.people
        for offer in one.share
        if offer.topic == wish.topic and one.share_limit > 0
    }
    if not left:
        return Waiting(person.id, wish.topic, "no_sharer")
    for code, struck_out in STEPS:
        staying = {name: one for name, one in left.items() if not struck_out(round_, *one, person, wish)}
        if not staying:
            return Waiting(person.id, wish.topic, code, None if code == "blocked" else min(left))
        left = staying
    if all(sum(c.sharer == name for c in connections) >= one.share_limit for name, (one, _) in left.items()):
        return Waiting(person.id, wish.topic, "sharers_full", min(left))
    if sum(person.id in c.learners for c in connections) >= person.learn_limit:
        return Waiting(person.id, wish.topic, "learn_limit_reached", min(left))
    return Waiting(person.id, wish.topic, "outweighed", min(left))


def no_language(round_: Round, sharer: Person, level: int, person: Person, wish: Wish) -> bool:
    both = [
        pool
        for pool in round_.interpretation
        if pool.bookings > 0 and all(set(pool.languages) & set(one.languages) for one in (sharer, person))
    ]
    return not both and not set(sharer.languages) & set(person.languages)


def no_hours(round_: Round, sharer: Person, level: int, person: Person, wish: Wish) -> bool:
    return not any(
        all(one.free_in(week) >> (slot + step) % 336 & 1 for one in (sharer, person) for step in (0, 1, 2))
        for week in range(round_.weeks)
        for slot in range(336)
    )


STEPS = [
    ("own_group_only", lambda round_, s, level, p, wish: s.group is not None and s.group == p.group),
    ("already_met", lambda round_, s, level, p, wish: {(s.id, p.id), (p.id, s.id)} & round_.met),
    ("level", lambda round_, s, level, p, wish: level < wish.level - 1),
    ("blocked", lambda round_, s, level, p, wish: {(s.id, p.id), (p.id, s.id)} & round_.never),
    ("no_common_language", no_language),
    ("no_common_hours", no_hours),
]


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds(), st.integers(0, 9))
def test_every_open_wish_waits_by_the_code_a_slow_reading_finds(round_, kept):
    connections = plan_round(round_).connections[:kept]
    register, expected = Register.of(round_), slow_waiting(round_, connections)

    for few, pairs in ((500, 1), (-1, 1_000), (-1, 1)):  # one wish after another, a topic at once, a topic in parts
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(explaining, "FEW", few)
            patch.setattr(explaining_many, "PAIRS", pairs)
            found = explaining.waiting(register, connections)
        assert (len(found), set(found)) == (len(expected), expected)


@pytest.mark.drill
@settings(patient, max_examples=MANY // 3)
@given(rounds(), st.data())
def test_a_wrong_code_or_nearest_is_found_by_the_checker(round_, data):
    plan = plan_round(round_)
    if not plan.waiting:
        return
    one = data.draw(st.sampled_from(plan.waiting))
    code = data.draw(st.sampled_from([code for code, _ in STEPS] + ["no_sharer", "sharers_full", "outweighed"]))
    nearest = data.draw(st.sampled_from([person.id for person in round_.people]))
    wrong = Waiting(one.person, one.topic, code, nearest)

    lines = check(round_, with_waiting(plan, one, wrong)).broken

    assert bool(lines) == (wrong != one)


def with_waiting(plan: Plan, old: Waiting, new: Waiting) -> Plan:
    waiting = tuple(new if one == old else one for one in plan.waiting)
    return Plan(plan.connections, waiting, plan.value, plan.bound, plan.certificate)


@settings(patient, max_examples=60)
@given(rounds())
def test_the_reasons_of_a_connection_add_up_to_its_value_and_name_what_is_shared(round_):
    for c in plan_round(round_).connections:
        codes = Counter(reason.code for reason in c.reasons)
        by_learner = {reason.learner for reason in c.reasons if reason.code == "priority"}
        assert sum(reason.value or 0 for reason in c.reasons) == c.value
        assert by_learner == set(c.learners)
        assert codes["shared_language"] == (c.language is not None)
        starts = next(reason.starts for reason in c.reasons if reason.code == "shared_hours")
        assert codes["shared_hours"] == 1
        assert len(c.alternatives) == min(2, starts - 1)


def test_reasons_say_priority_equity_reciprocity_costs_language_and_hours():
    sharer = Person("s", None, ("ko",), EVENING, learn=(Wish("law", 1, 1),), share=(Offer("bots", 3),))
    one = Person("a", None, ("en",), EVENING, learn=(Wish("bots", 3, 2),), share=(Offer("law", 1),), equity=50)
    two = Person("b", None, ("en",), EVENING, learn=(Wish("bots", 2, 1),))
    round_ = Round((sharer, one, two), interpretation=(Interpretation(("en", "ko"), 1),))

    found = next(c for c in plan_round(round_).connections if c.topic == "bots")

    assert found.reasons == (
        Reason("priority", 200, learner="a"),
        Reason("equity", 50, learner="a"),
        Reason("reciprocity", 40, learner="a"),
        Reason("priority", 135, learner="b"),
        Reason("group_cost", -20),
        Reason("interpretation_cost", -30),
        Reason("shared_hours", starts=4),
    )
