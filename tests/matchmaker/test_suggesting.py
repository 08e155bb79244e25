"""Suggestions keep every limit and spread over people."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from matchmaker.checking import broken_rules
from matchmaker.shapes import Connection, Offer, Person, Round, Wish
from matchmaker.suggesting import Index, suggest
from tests.matchmaker.rounds import bits, rounds

EVENING = bits([(20, 26)])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_every_suggestion_would_be_an_allowed_connection(round_):
    for person in round_.people:
        learn, share = suggest(round_, person.id, 3)
        for one in learn + share:
            language = next((r.language for r in one.reasons if r.code == "shared_language"), None)
            pools = [None] if language else [pool.languages for pool in round_.interpretation if pool.bookings]
            places = [(week, one.slots[0]) for week in range(round_.weeks)]
            tries = [
                Connection(one.sharer, (one.learner,), one.topic, language, pool, *place)
                for pool in pools
                for place in places
            ]
            assert any(not broken_rules(replace(round_, locked=()), [connection]) for connection in tries)


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


def test_a_person_who_steps_back_is_no_longer_suggested():
    index = Index.of(crowd(sharers=1, learners=1))

    index.changed(replace(index.register.people[0], share_limit=0))

    assert index.to_learn_from("w0", 3) == []
