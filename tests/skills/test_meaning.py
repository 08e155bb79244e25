"""Topics found by meaning, where the `semantic` extra is installed; the rest works without it."""

import pytest

from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.meaning import by_meaning, is_installed
from letsconnect.skills.queries.nearest import nearest_topics


def test_words_like_a_label_find_their_topic_with_or_without_the_extra():
    assert nearest_topics("budget develpment")[0].slug == "budget-development"


@pytest.mark.skipif(is_installed(), reason="the semantic extra is installed")
def test_without_the_extra_meaning_finds_nothing():
    assert by_meaning("bajeti ya mradi", list(living_topics()), 3) == []


@pytest.mark.skipif(not is_installed(), reason="the semantic extra is not installed")
@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("bajeti ya mradi", "budget-development"),
        ("keeping volunteers happy", "volunteer-management"),
        ("كيف أتعامل مع التحرش", "harassment-and-conflict"),
        ("journalists and TV", "social-media-and-press"),
    ],
)
def test_with_the_extra_meaning_is_found_across_languages(words, slug):
    assert by_meaning(words, list(living_topics()), 3)[0] == slug
