"""Ranked languages: no duplicates, no gaps, nothing lost."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from letsconnect.ground.errors import NotAllowed
from letsconnect.people.actions.languages import add_language, move_language, remove_language, set_levels
from letsconnect.people.models import Person
from tests.cast import make_person

CODES = ("en", "fr", "ko", "ar", "sw")


def ranked(person: Person) -> list[str]:
    return [language.code for language in person.languages.all()]


def test_languages_keep_the_order_they_were_given(learner: Person):
    add_language(learner, "ko", 3, by=learner)
    add_language(learner, "fr", 1, by=learner)

    assert ranked(learner) == ["en", "ko", "fr"]


def test_a_language_moves_up_and_down(learner: Person):
    add_language(learner, "ko", 3, by=learner)
    add_language(learner, "fr", 1, by=learner)

    move_language(learner, "fr", -1, by=learner)
    move_language(learner, "en", 1, by=learner)

    assert ranked(learner) == ["fr", "en", "ko"]


def test_adding_a_language_again_sets_its_level(learner: Person):
    add_language(learner, "en", 1, by=learner)

    assert [(row.code, row.level) for row in learner.languages.all()] == [("en", 1)]


def test_levels_of_languages_not_in_the_list_are_ignored(learner: Person):
    set_levels(learner, {"en": 4, "ko": 4}, by=learner)

    assert [(row.code, row.level) for row in learner.languages.all()] == [("en", 4)]


def test_nobody_speaks_for_another(learner: Person, sharer: Person):
    with pytest.raises(NotAllowed):
        add_language(learner, "ko", 3, by=sharer)

    assert ranked(learner) == ["en"]


deeds = st.lists(st.tuples(st.sampled_from(["add", "remove", "up", "down"]), st.sampled_from(CODES)), max_size=12)


class Ranking(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(deeds)
    def test_ranks_are_always_a_list_of_distinct_languages(self, done):
        with transaction.atomic():
            person = make_person("Poly Glot", languages=())
            expected: list[str] = []
            for deed, code in done:
                if deed == "add":
                    add_language(person, code, 2, by=person)
                    expected += [] if code in expected else [code]
                elif deed == "remove":
                    remove_language(person, code, by=person)
                    expected = [other for other in expected if other != code]
                elif code in expected:
                    move_language(person, code, -1 if deed == "up" else 1, by=person)
                    place = expected.index(code)
                    expected.remove(code)
                    expected.insert(max(0, place + (-1 if deed == "up" else 1)), code)

            assert ranked(person) == expected
            transaction.set_rollback(True)
