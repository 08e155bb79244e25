"""The summary of a round, against a slow and obvious count."""

import json
import os
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from matchmaker.checking import broken_rules
from matchmaker.cli import main
from matchmaker.planning import plan_round
from matchmaker.shapes import Connection, Interpretation, Offer, Person, Plan, Round, Wish, pair
from matchmaker.summary import Load, Served, gini, summary
from matchmaker.telling.unlocking import Unlock
from matchmaker.writing import plan_value, round_value
from tests.matchmaker.rounds import bits, rounds

MANY = 100 if os.environ.get("DRILLS") == "full" else 20
EVENING = bits([(20, 26)])
HOURS = [*range(6), *range(18, 30), *range(98, 106), *range(330, 336)]
ShutWishes = set[tuple[str, str]]


def afterwards(round_: Round, plan: Plan) -> Round:
    """The round with what the plan leaves of it."""
    people = {person.id: person for person in round_.people}
    pools = {pool.languages: pool for pool in round_.interpretation}
    met = set(round_.met)
    for c in plan.connections:
        people[c.sharer] = replace(people[c.sharer], share_limit=people[c.sharer].share_limit - 1)
        if c.interpretation:
            pool = pools[c.interpretation]
            pools[c.interpretation] = replace(pool, bookings=pool.bookings - 1)
        for name in c.learners:
            met.add(pair(c.sharer, name))
            one = people[name]
            wishes = tuple(wish for wish in one.learn if wish.topic != c.topic)
            people[name] = replace(one, learn_limit=one.learn_limit - 1, learn=wishes)
    return replace(
        round_, people=tuple(people.values()), interpretation=tuple(pools.values()), met=frozenset(met), locked=()
    )


def openable(round_: Round, wishes: ShutWishes, sharers: set[str] | None = None) -> ShutWishes:
    """Those of these wishes that have an allowed connection of two, with one of these sharers."""
    ids = {person.id for person in round_.people}
    return {
        (name, topic)
        for name, topic in wishes
        if any(may_meet(round_, sharer, name, topic) for sharer in sorted((sharers or ids) - {name}))
    }


def may_meet(round_: Round, sharer: str, learner: str, topic: str) -> bool:
    """Whether some connection of the two is allowed, by the checker."""
    first, second = (next(one for one in round_.people if one.id == name) for name in (sharer, learner))
    spoken = sorted({*first.languages, *second.languages})
    channels = [(one, None) for one in spoken] + [(None, pool.languages) for pool in round_.interpretation]
    times = [
        (week, slot)
        for week in range(round_.weeks)
        for slot in HOURS
        if all(one.free_in(week) >> (slot + step) % 336 & 1 for one in (first, second) for step in range(3))
    ]
    if not times or topic not in {offer.topic for offer in first.share}:
        return False
    tries = [Connection(sharer, (learner,), topic, *channel, *times[0]) for channel in channels]
    return any(not broken_rules(round_, [one]) for one in tries)


def changed(round_: Round, topic: str, **more: object) -> Round:
    """Everybody with room who shares the topic has one more half-hour, or one more language."""

    def grown(one: Person) -> Person:
        if not one.share_limit or topic not in {offer.topic for offer in one.share}:
            return one
        if "language" in more:
            return replace(one, languages=tuple({*one.languages, more["language"]}))
        bit = 1 << more["half_hour"]
        return replace(one, free=one.free | bit, free_weeks=tuple(week | bit for week in one.free_weeks))

    return replace(round_, people=tuple(grown(one) for one in round_.people))


def newcomer(round_: Round, topic: str, language: str, slot: int) -> Round:
    new = Person("new", None, (language,), bits([(slot, slot + 3)]), share=(Offer(topic, 4),), learn_limit=0)
    return replace(round_, people=(*round_.people, new))


def best_of(counts: dict[object, int]) -> int:
    return max(counts.values(), default=0)


def check_unlocks(round_: Round, plan: Plan) -> None:
    found, left = summary(round_, plan), afterwards(round_, plan)
    wished = {(one.id, wish.topic) for one in left.people if one.learn_limit for wish in one.learn}
    shut = wished - openable(left, wished)
    topics = {topic for _, topic in shut}
    tongues = sorted({language for one in (*round_.people, *round_.interpretation) for language in one.languages})

    for topic in topics:
        mine = {wish for wish in shut if wish[1] == topic}
        by_hour = {hour: len(openable(changed(left, topic, half_hour=hour), mine)) for hour in HOURS}
        told = [one for one in found.one_more_half_hour if one.topic == topic]
        assert [one.wishes for one in told] == [best_of(by_hour)] * (best_of(by_hour) > 0)
        assert all(by_hour[one.half_hour] == one.wishes for one in told)
        new = {
            (language, slot): len(openable(newcomer(left, topic, language, slot), mine, {"new"}))
            for language in tongues
            for slot in HOURS
        }
        told = [one for one in found.one_more_sharer if one.topic == topic]
        assert [one.wishes for one in told] == [best_of(new)] * (best_of(new) > 0)
        assert all(new[one.language, one.slot] == one.wishes for one in told)
    spoken = {
        (topic, one): len(openable(changed(left, topic, language=one), {wish for wish in shut if wish[1] == topic}))
        for topic in topics
        for one in tongues
    }
    agree({(one.topic, one.language): one.wishes for one in found.one_more_language}, spoken)
    twos = {pair(one, other) for one in tongues for other in tongues if one != other}
    booked = {two: len(openable(one_more_booking(left, two), shut)) for two in twos}
    agree({one.languages: one.wishes for one in found.one_more_booking}, booked)
    roomy = {one.id: replace(one, share_limit=one.share_limit + 1) for one in left.people}
    full = [one for one in round_.people if one.share_limit > 0 and roomy[one.id].share_limit == 1]
    led = {
        one.id: len(openable(with_person(left, roomy[one.id]), shut, {one.id}))
        for one in full
    }  # fmt: skip
    agree({one.sharer: one.wishes for one in found.one_more_connection}, led)


def agree(told: dict[object, int], counts: dict[object, int]) -> None:
    """The ten largest counts are told, and none that is nothing."""
    assert sorted(told.values()) == sorted(sorted(filter(None, counts.values()))[-10:])
    assert all(counts[key] == count for key, count in told.items())


def with_person(round_: Round, person: Person) -> Round:
    return replace(round_, people=(*(one for one in round_.people if one.id != person.id), person))


def one_more_booking(round_: Round, two: tuple[str, str]) -> Round:
    others = [pool for pool in round_.interpretation if pair(*pool.languages) != two]
    return replace(round_, interpretation=(*others, Interpretation(two, 1)))


@pytest.mark.drill
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=MANY)
@given(rounds())
def test_what_one_more_would_open_is_what_a_slow_count_says(round_):
    check_unlocks(round_, plan_round(round_))
    check_unlocks(round_, Plan((), (), 0, 0))


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
@given(rounds())
def test_every_wish_is_counted_once_by_topic_language_and_region(round_):
    plan = plan_round(round_)

    found = summary(round_, plan, {person.id: person.group for person in round_.people})

    wishes = sum(len(person.learn) for person in round_.people)
    served = sum(len(c.learners) for c in plan.connections)
    for lines in (found.by_topic, found.by_language, found.by_region):
        assert (sum(line.wishes for line in lines), sum(line.served for line in lines)) == (wishes, served)
    assert found.wishes - found.served == sum(found.waiting.values()) == len(plan.waiting)


def programme() -> Round:
    """One sharer who may lead once; three who want the topic, one of them without a language in common."""
    sharer = Person("s", None, ("en",), EVENING, share=(Offer("bots", 3),), learn_limit=0)
    idle = Person("t", None, ("en",), EVENING, share=(Offer("law", 3),), learn_limit=0)
    learners = [
        Person("a", None, ("en",), bits([(20, 23)]), learn=(Wish("bots", 3, 2), Wish("maps", 1, 1))),
        Person("b", None, ("en",), bits([(23, 26)]), learn=(Wish("bots", 2, 2),)),
        Person("c", None, ("ko",), EVENING, learn=(Wish("bots", 1, 2),)),
        Person("d", None, ("en",), bits([(25, 28)]), learn=(Wish("law", 1, 2),)),
    ]
    return Round((sharer, idle, *learners))


def test_a_summary_says_who_is_served_and_what_one_more_would_open():
    round_ = programme()

    found = summary(round_, plan_round(round_), {"a": "MENA", "b": "MENA"})

    assert (found.wishes, found.served, found.people_wishing, found.people_served) == (5, 1, 4, 1)
    assert found.by_topic == (Served("bots", 3, 1), Served("law", 1, 0), Served("maps", 1, 0))
    assert found.by_language == (Served("en", 4, 1), Served("ko", 1, 0))
    assert found.by_region == (Served("MENA", 3, 1), Served(None, 2, 0))
    assert found.load == Load(sharers=2, never_chosen=1, most=1, gini=0.5)
    assert found.one_more_connection == (Unlock(1, sharer="s"),)
    assert found.one_more_sharer == (
        Unlock(1, topic="bots", language="en", slot=23),
        Unlock(1, topic="law", language="en", slot=25),
    )
    assert found.one_more_half_hour == ()
    assert found.one_more_booking == ()


def test_a_half_hour_that_completes_a_session_is_found():
    round_ = programme()
    people = tuple(replace(one, free=bits([(24, 27)])) if one.id == "d" else one for one in round_.people)

    found = summary(replace(round_, people=people), plan_round(replace(round_, people=people)))

    assert found.one_more_half_hour == (Unlock(1, topic="law", half_hour=26),)


def test_gini_is_nothing_when_all_carry_the_same_and_high_when_one_carries_all():
    assert gini([2, 2, 2]) == 0
    assert gini([]) == 0
    assert gini([0, 0]) == 0
    assert gini([0] * 99 + [7]) == pytest.approx(0.99)


def written(tmp_path, round_: Round, regions: object = None) -> list[str]:
    names = ("round.json", "plan.json", "regions.json")
    for name, value in zip(names, (round_value(round_), plan_value(plan_round(round_)), regions), strict=True):
        (tmp_path / name).write_text(json.dumps(value))
    return [str(tmp_path / name) for name in names]


def test_the_command_prints_the_summary_as_json(tmp_path, capsys):
    round_, plan, regions = written(tmp_path, programme(), {"a": "MENA"})

    assert main(["summary", round_, plan, "--regions", regions]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["by_region"] == [
        {"name": None, "wishes": 3, "served": 0},
        {"name": "MENA", "wishes": 2, "served": 1},
    ]
    assert told["one_more_connection"] == [{"wishes": 1, "sharer": "s"}]


def test_a_region_of_nobody_exits_2_and_a_plan_that_breaks_a_rule_exits_1(tmp_path, capsys):
    round_, plan, regions = written(tmp_path, programme(), {"nobody": "MENA"})

    assert main(["summary", round_, plan, "--regions", regions]) == 2
    (tmp_path / "round.json").write_text(json.dumps(round_value(without_shares(programme()))))
    assert main(["summary", round_, plan]) == 1

    assert capsys.readouterr().err.splitlines() == [
        'matchmaker: regions: unknown key "nobody"',
        "matchmaker: the plan does not hold: 's' on 'bots': the sharer does not share the topic",
    ]


def without_shares(round_: Round) -> Round:
    return replace(round_, people=tuple(replace(one, share=()) for one in round_.people))


def test_waiting_codes_are_counted():
    round_ = programme()

    found = summary(round_, plan_round(round_))

    assert Counter(found.waiting) == Counter(sharers_full=1, no_sharer=1, no_common_language=1, no_common_hours=1)
