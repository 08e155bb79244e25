"""Topics and affiliates come with `migrate`."""

from letsconnect.people.models import Group
from letsconnect.skills.models import Category, Topic


def test_the_programme_has_its_31_topics():
    assert Topic.objects.count() == 31


def test_one_topic_stands_in_two_categories():
    growth = Topic.objects.get(slug="growth-paths")

    assert set(growth.categories.values_list("slug", flat=True)) == {"funding", "organisational"}


def test_only_training_for_newcomers_is_highlighted():
    assert list(Topic.objects.filter(highlighted=True).values_list("slug", flat=True)) == ["newcomer-training"]


def test_every_topic_and_category_has_a_label_in_each_language():
    labels = [*Topic.objects.values_list("labels", flat=True), *Category.objects.values_list("labels", flat=True)]

    assert {frozenset(label) for label in labels} == {frozenset({"en", "ko", "es", "fr", "pt", "ar"})}


def test_the_186_affiliates_are_there():
    assert Group.objects.filter(recognised=True).count() == 186
