"""Suggestions keep every limit, leave nobody out, follow changes and spread over people."""

import os
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.checking import broken_rules
from matchmaker.shapes import Connection, Interpretation, Offer, Person, Round, Wish
from matchmaker.suggesting import Index, Suggestion, suggest
from tests.matchmaker import oracle
from tests.matchmaker.rounds import bits, people, rounds

MANY = 2000 if os.environ.get("DRILLS") == "full" else 100
EVENING = bits([(20, 26)])
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


def told(index: Index, name: str) -> set[Suggestion]:
    learn, share = suggest(index, name, 99)
    return {*learn, *share}


def possible(round_: Round, name: str) -> set[frozenset[str]]:
    """The two of every allowed connection of two people with this person in it, by the oracle."""
    ids = [person.id for person in round_.people]
    topics = {offer.topic for person in round_.people for offer in person.share}
    return {
        frozenset((sharer, learner))
        for sharer in ids
        for learner in ids
        if name in (sharer, learner) and sharer != learner
        if any(oracle.every_way(round_, sharer, (learner,), topic) for topic in topics)
    }


def is_allowed(round_: Round, one: Suggestion) -> bool:
    places = [(week, slot) for week in range(round_.weeks) for slot in one.slots]
    tries = [
        Connection(one.sharer, (one.learner,), one.topic, one.language, one.interpretation, *place) for place in places
    ]
    held = {connection.slot for connection in tries if not broken_rules(round_, [connection])}
    return held == set(one.slots) and sum(reason.value or 0 for reason in one.reasons) == one.value


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds())
def test_everyone_possible_is_suggested_and_nobody_else(round_):
    index = Index.of(round_)

    for person in round_.people:
        found = told(index, person.id)
        assert {frozenset((one.sharer, one.learner)) for one in found} == possible(round_, person.id)
        assert all(is_allowed(round_, one) for one in found)


def changed(round_: Round, index: Index, data: st.DataObject) -> Round:
    """The round after one random change that the index followed."""
    ids = [person.id for person in round_.people]
    two = tuple(sorted(data.draw(st.permutations(ids))[:2]))
    kind = data.draw(st.sampled_from(["person", "person", "left", "met", "apart", "together", "bookings"]))
    if kind == "person":
        person = data.draw(people(data.draw(st.integers(0, 6)), round_.weeks))
        index.changed(person)
        return replace(round_, people=(*(one for one in round_.people if one.id != person.id), person))
    if kind == "left":
        index.left(ids[0])
        gone = Person(ids[0], None, (), 0, learn_limit=0, share_limit=0)
        return replace(round_, people=(*(one for one in round_.people if one.id != ids[0]), gone))
    if kind == "met" and len(two) == 2:
        index.have_met(*two)
        return replace(round_, met=round_.met | {two})
    if kind in ("apart", "together") and len(two) == 2:
        index.keep_apart(*two, apart=kind == "apart")
        return replace(round_, never=round_.never | {two} if kind == "apart" else round_.never - {two})
    if kind == "bookings" and round_.interpretation:
        first, *rest = round_.interpretation
        index.book(first.languages[::-1], 1 - min(1, first.bookings))
        return replace(round_, interpretation=(replace(first, bookings=1 - min(1, first.bookings)), *rest))
    return round_


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds(), st.data())
def test_an_index_that_followed_changes_suggests_whom_a_new_one_suggests(round_, data):
    if not round_.people:
        return
    index = Index.of(round_)
    for _ in range(data.draw(st.integers(1, 4))):
        round_ = changed(round_, index, data)

    anew = Index.of(round_)

    for person in round_.people:
        assert told(index, person.id) == told(anew, person.id)


@settings(patient, max_examples=40)
@given(rounds(), st.randoms())
def test_suggestions_do_not_depend_on_the_order_of_people_or_on_who_asked_before(round_, chance):
    mixed = list(round_.people)
    chance.shuffle(mixed)
    one, other = Index.of(round_), Index.of(replace(round_, people=tuple(mixed)))
    expected = {person.id: suggest(one, person.id, 5) for person in round_.people}

    assert {person.id: suggest(other, person.id, 5) for person in mixed} == expected


def crowd(sharers: int, learners: int) -> Round:
    """Learners who all want what all sharers share."""
    people = [
        Person(f"s{at}", None, ("en",), EVENING, share=(Offer("bots", 3),), learn_limit=0) for at in range(sharers)
    ] + [Person(f"w{at}", None, ("en",), EVENING, learn=(Wish("bots", 2, 2),), share_limit=0) for at in range(learners)]
    return Round(tuple(people))


def test_nobody_is_everybodys_first_suggestion():
    index = Index.of(crowd(sharers=4, learners=12))

    firsts = Counter(index.to_learn_from(f"w{at}", 1)[0].sharer for at in range(12))

    assert firsts == {"s0": 3, "s1": 3, "s2": 3, "s3": 3}


def test_whoever_may_share_twice_is_suggested_twice_as_often():
    round_ = crowd(sharers=2, learners=12)
    index = Index.of(replace(round_, people=(replace(round_.people[0], share_limit=2), *round_.people[1:])))

    firsts = Counter(index.to_learn_from(f"w{at}", 1)[0].sharer for at in range(12))

    assert firsts == {"s0": 8, "s1": 4}


def test_places_after_the_first_are_spread_too():
    index = Index.of(crowd(sharers=20, learners=60))

    listed = Counter(one.sharer for at in range(60) for one in index.to_learn_from(f"w{at}", 5))

    assert max(listed.values()) - min(listed.values()) <= 2


def test_somebody_who_joins_takes_a_fair_part_at_once():
    index = Index.of(crowd(sharers=3, learners=12))

    index.changed(Person("s9", None, ("en",), EVENING, share=(Offer("bots", 3),), learn_limit=0))

    firsts = Counter(index.to_learn_from(f"w{at}", 1)[0].sharer for at in range(12))
    assert firsts == {"s0": 3, "s1": 3, "s2": 3, "s9": 3}


def test_a_person_who_steps_back_is_no_longer_suggested():
    index = Index.of(crowd(sharers=1, learners=1))

    index.changed(replace(index.roster.people[0], share_limit=0))

    assert index.to_learn_from("w0", 3) == []


def test_a_suggestion_says_why_in_which_language_and_when():
    sharer = Person("s", None, ("ko", "en"), EVENING, learn=(Wish("law", 1, 1),), share=(Offer("bots", 3),))
    learner = Person("w", None, ("en",), bits([(21, 40)]), learn=(Wish("bots", 3, 2),), share=(Offer("law", 1),))

    found = Index.of(Round((sharer, learner))).to_learn_from("w", 1)[0]

    assert (found.language, found.interpretation, found.slots) == ("en", None, (21, 22, 23))
    assert [(reason.code, reason.value) for reason in found.reasons if reason.value] == [
        ("priority", 200),
        ("reciprocity", 40),
    ]


def test_two_without_a_common_language_are_suggested_only_while_bookings_last():
    sharer = Person("s", None, ("ko",), EVENING, share=(Offer("bots", 3),))
    learner = Person("w", None, ("en",), EVENING, learn=(Wish("bots", 3, 2),))
    index = Index.of(Round((sharer, learner), interpretation=(Interpretation(("en", "ko"), 1),)))
    before = index.to_learn_from("w", 1)

    index.book(("ko", "en"), 0)

    assert [(one.language, one.interpretation, one.value) for one in before] == [(None, ("en", "ko"), 170)]
    assert index.to_learn_from("w", 1) == []


def test_who_shares_a_language_is_suggested_before_whoever_needs_an_interpreter():
    learner = Person("w", None, ("en",), EVENING, learn=(Wish("bots", 3, 2),))
    far = Person("a", None, ("ko",), EVENING, share=(Offer("bots", 2),), share_limit=4)
    near = Person("b", None, ("en",), EVENING, share=(Offer("bots", 1),))
    index = Index.of(Round((learner, far, near), interpretation=(Interpretation(("en", "ko"), 1),)))

    assert [one.sharer for one in index.to_learn_from("w", 2)] == ["b", "a"]


def test_a_large_crowd_of_many_topics_is_spread_and_quick_to_follow():
    chance = random.Random(5)
    round_ = Round(tuple(someone(chance, at) for at in range(400)))
    index = Index.of(round_)
    possible_sharers = set(index.roster.everybody().sharers.tolist())

    firsts = Counter(one.sharer for person in round_.people for one in index.to_learn_from(person.id, 1))

    assert len(firsts) >= 0.95 * len(possible_sharers)
    assert max(firsts.values()) <= 12


def someone(chance: random.Random, at: int) -> Person:
    topics = chance.sample([f"t{number}" for number in range(8)], 3)
    share = (Offer(topics[2], chance.randint(2, 4)),) if chance.random() < 0.5 else ()
    learn = tuple(Wish(topic, chance.randint(1, 3), chance.randint(1, 3)) for topic in topics[:2])
    start = chance.randrange(0, 336, 12)
    free = bits([(start, start + 60)])
    return Person(f"p{at}", f"g{at % 40}", (chance.choice(["en", "fr"]),), free, learn, share)


def test_whoever_asks_knowing_more_of_themselves_is_answered_and_nobody_elses_list_changes():
    round_ = crowd(sharers=3, learners=6)
    index = Index.of(round_)
    others = {f"w{at}": told(index, f"w{at}") for at in range(6)}
    quiet = replace(round_.people[0], learn=(Wish("maps", 2, 2),), learn_limit=1)
    index.changed(Person("m", None, ("en",), EVENING, share=(Offer("maps", 3),)))

    with index.knowing(quiet):
        known = index.to_learn_from("s0", 3)

    assert [one.sharer for one in known] == ["m"]
    assert index.to_learn_from("s0", 3) == []
    assert {f"w{at}": told(index, f"w{at}") for at in range(6)} == others


def test_topics_that_come_later_make_nobody_mutual_who_is_not():
    first = tuple(Wish(f"topic {at}", 2, 2) for at in range(62))
    sharer = Person("s", None, ("en",), EVENING, share=(Offer("topic 0", 3),), learn=first[1:2])
    learner = Person("w", None, ("en",), EVENING, learn=(first[0],))
    index = Index.of(Round((sharer, learner, Person("x", None, ("en",), EVENING, learn=first))))

    index.changed(replace(learner, share=tuple(Offer(f"later {at}", 3) for at in range(70))))

    assert "reciprocity" not in [reason.code for reason in index.to_learn_from("w", 1)[0].reasons]
    assert index.roster.partners(index.roster.row["w"], 0).worth.tolist() == [150]
