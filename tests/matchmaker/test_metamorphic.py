"""What must not matter does not, and more to give never makes a round worse."""

import json
import os
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.planning import plan_round
from matchmaker.reading import read_round
from matchmaker.shapes import Offer, Person
from matchmaker.writing import plan_value, round_value
from tests.matchmaker.rounds import TOPICS, bits, rounds

MANY = 500 if os.environ.get("DRILLS") == "full" else 25
patient = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.drill
@patient
@given(rounds(), st.randoms())
def test_the_order_of_everything_never_matters(round_, chance):
    value = round_value(round_)
    value["met"] = [chance.sample(two, 2) for two in value["met"]]
    for held in (value["people"], value["met"], value["never"], value["interpretation"]):
        chance.shuffle(held)
    for person in value["people"]:
        for held in (person["learn"], person["share"], person["free"]):
            chance.shuffle(held)

    shuffled = plan_value(plan_round(read_round(json.dumps(value).encode())))

    assert shuffled | {"seconds": 0} == plan_value(plan_round(round_)) | {"seconds": 0}


@pytest.mark.drill
@patient
@given(rounds(most=5))
def test_one_more_sharer_never_lowers_the_value(round_):
    more = Person("q", None, ("en", "ko"), bits([(20, 30)]), share=(Offer("bots", 3),), learn_limit=0)

    assert plan_round(replace(round_, people=(*round_.people, more))).value >= plan_round(round_).value


@pytest.mark.drill
@patient
@given(rounds(most=5), st.randoms())
def test_one_more_hour_or_language_never_lowers_the_value(round_, chance):
    if not round_.people:
        return
    at = chance.randrange(len(round_.people))
    person = round_.people[at]
    languages = (*person.languages, "xx") if "en" in person.languages else (*person.languages, "en")
    more = replace(person, free=person.free | bits([(22, 26)]), languages=languages)
    people = (*round_.people[:at], more, *round_.people[at + 1 :])

    assert plan_round(replace(round_, people=people)).value >= plan_round(round_).value


@pytest.mark.drill
@patient
@given(rounds())
def test_other_names_for_topics_change_nothing(round_):
    name = dict(zip(TOPICS, random.Random(1).sample([f"t{at}" for at in range(9)], len(TOPICS)), strict=True))
    people = tuple(
        replace(
            person,
            learn=tuple(wish._replace(topic=name[wish.topic]) for wish in person.learn),
            share=tuple(offer._replace(topic=name[offer.topic]) for offer in person.share),
        )
        for person in round_.people
    )

    one, other = plan_round(round_), plan_round(replace(round_, people=people))

    assert (one.value, served(one)) == (other.value, served(other))


def served(plan) -> int:
    return len({name for c in plan.connections for name in c.learners})
