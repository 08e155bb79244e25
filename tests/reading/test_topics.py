"""Words lead to topics in any of our languages; what is further away stays the person's own."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.reading.splitting import parts_of
from letsconnect.reading.topics import TopicBook
from letsconnect.skills.facts import topics
from tests.reading.shipped import shipped_topics

BOOK = shipped_topics()
NAMES = [(name, topic.slug) for topic in topics() for name in topic.names()]


@pytest.mark.parametrize("name", [name for name, _ in NAMES])
def test_every_label_and_synonym_is_found_whole_in_a_cell(name):
    slug = dict(NAMES)[name]

    assert [wish.topic for wish in BOOK.wishes(name)] == [slug]
    assert [wish.topic for wish in BOOK.wishes(f"Governance; {name.upper()}")] == list(
        dict.fromkeys(["governance", slug])
    )


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Daling with harassment and conflict", "harassment-and-conflict"),
        ("Tam management", "team-management"),
        ("Govrnance", "governance"),
        ("Engaging social mdia, press and broadcast media", "social-media-and-press"),
        ("Tools for automation (AutoWikiBrowsr)", "automation-tools"),
        ("Rporting / storytelling / communicating results", "reporting-and-storytelling"),
        ("1. governance", "governance"),
        ("자원봉사자 관리 및 인정", "volunteer-management"),
        ("자원봉사자 관리및 인정", "volunteer-management"),
        ("réseaux sociaux et presse", "social-media-and-press"),
        ("PLAIDOYER", "advocacy"),
    ],
)
def test_a_slip_of_a_letter_is_tolerated(words, slug):
    assert [wish.topic for wish in BOOK.wishes(words)] == [slug]


@pytest.mark.parametrize(
    "words",
    ["PAW", "요금", "GLAM", "wiki loves monuments", "scanning old newspapers", "위키문헌 교정", "Tm managment", "🙂🙃"],
)
def test_anything_further_is_the_persons_own_words(words):
    assert [(wish.topic, wish.words) for wish in BOOK.wishes(words)] == [(None, words)]


def test_separators_go_from_strong_to_weak_and_never_cut_a_label():
    cell = "PAWS, Quarry, WDQS, Governance / Fundraising\njuggling | Reporting / storytelling / communicating results"

    assert [wish.topic or wish.words for wish in BOOK.wishes(cell)] == [
        "queries-and-scripts",
        "governance",
        "fundraising",
        "juggling",
        "reporting-and-storytelling",
    ]


def test_a_topic_named_twice_is_one_wish():
    assert len(BOOK.wishes("Governance; 거버넌스; gobernanza")) == 1


def test_a_slip_that_could_mean_two_topics_means_neither():
    book = TopicBook([("cats", ["about cats"]), ("bats", ["about bats"])])

    assert book.find("about rats") is None


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("how do I write a budget", "budget-development"),
        ("presupuesto para un evento", "budget-development"),
        ("wikidata queries with Quarry", "queries-and-scripts"),
        ("팀 갈등 다루기", "harassment-and-conflict"),
    ],
)
def test_own_words_get_near_topics_suggested_across_languages(words, slug):
    assert slug in BOOK.nearest(words)


@given(st.text())
def test_nothing_but_separators_and_bullets_is_lost_in_splitting(cell):
    parts = parts_of(cell, BOOK.knows)

    assert all(part == part.strip() and part in cell for part in parts)


@given(st.lists(st.sampled_from(NAMES), max_size=6), st.sampled_from([";", " | ", "\n", ", ", " / "]))
def test_labels_joined_by_any_separator_come_apart_again(names, separator):
    cell = separator.join(name for name, _ in names)
    slugs = {slug for _, slug in names}

    assert {wish.topic for wish in BOOK.wishes(cell)} == slugs, json.dumps(cell)
