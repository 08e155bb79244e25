"""The topics we ship are complete, and no name leads to two of them."""

from collections import defaultdict

from letsconnect.ground.languages import INTERFACE
from letsconnect.reading.keys import key_of
from letsconnect.skills.facts import categories, topics


def test_there_are_thirty_one_topics_in_five_categories():
    assert len(topics()) == 31
    assert len({topic.slug for topic in topics()}) == 31
    assert [category.slug for category in categories()] == [
        "funding",
        "tactics",
        "organisational",
        "technical",
        "interpersonal",
    ]


def test_every_topic_and_category_is_named_in_our_six_languages():
    for fact in (*topics(), *categories()):
        assert set(fact.labels) == set(INTERFACE)
        assert all(fact.labels.values())


def test_every_line_of_the_programmes_table_is_somewhere():
    lines = {line for topic in topics() for line in topic.source}

    assert {f"R{number}" for number in [*range(131, 160), 220, 221, 222, 223, 224]} <= lines


def test_growth_paths_stand_in_two_categories():
    topic = next(topic for topic in topics() if topic.slug == "growth-paths")

    assert topic.categories == ("funding", "organisational")


def test_only_newcomer_training_is_highlighted():
    assert [topic.slug for topic in topics() if topic.highlighted] == ["newcomer-training"]


def test_no_name_belongs_to_two_topics():
    owners = defaultdict(set)
    for topic in topics():
        for name in topic.names():
            owners[key_of(name)].add(topic.slug)

    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}
    assert "" not in owners
