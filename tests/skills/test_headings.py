"""The headings of the topic table."""

import re

import pytest

from letsconnect.ground.errors import NotAllowed
from letsconnect.people.models import Person
from letsconnect.skills.actions.headings import add_heading, rename_heading
from letsconnect.skills.models import Category
from tests.cast import signed_in


def test_a_new_heading_stands_last_under_an_address_of_its_own(liaison: Person) -> None:
    first = add_heading({"en": "Campaigns", "ko": "캠페인", "ar": ""}, by=liaison)
    second = add_heading({"en": "Campaigns"}, by=liaison)

    assert (first.slug, second.slug, first.labels) == ("campaigns", "campaigns-2", {"en": "Campaigns", "ko": "캠페인"})
    assert list(Category.objects.all())[-2:] == [first, second]


def test_renaming_keeps_the_address_and_the_topics(liaison: Person) -> None:
    heading = Category.objects.first()
    topics = set(heading.topics.all())

    signed_in(liaison).post(f"/team/headings/{heading.slug}/", {"label_en": "Money and funds", "label_ko": "자금"})

    renamed = Category.objects.get(slug=heading.slug)
    assert (renamed.labels, set(renamed.topics.all())) == ({"en": "Money and funds", "ko": "자금"}, topics)


def test_a_learner_does_not_rename(learner: Person) -> None:
    heading = Category.objects.first()

    with pytest.raises(NotAllowed):
        rename_heading(heading, {"en": "Mine"}, by=learner)

    assert Category.objects.get(pk=heading.pk).labels["en"] != "Mine"


def test_the_page_of_categories_names_them_all_and_takes_one_more(liaison: Person) -> None:
    team, known = signed_in(liaison), [one.slug for one in Category.objects.all()]

    before, _answer, after = (
        team.get("/team/headings/").content.decode(),
        team.post("/team/headings/", {"label_en": "Campaigns"}),
        team.get("/team/headings/").content.decode(),
    )

    named = [re.findall(r'href="/team/headings/([^"]+)/"', page) for page in (before, after)]
    assert "<h1>Categories</h1>" in before
    assert named == [known, [*known, "campaigns"]]
