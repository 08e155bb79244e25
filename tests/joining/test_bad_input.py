"""Whatever is typed: an answer in words, what was typed is kept, markup stays text."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, OwnWords, Topic
from tests.cast import make_person, signed_in

anything = st.text(max_size=120) | st.sampled_from(
    ["\x00", "=1+1", "<script>alert(1)</script>", "\u202eabc", "'\"><b>", "😀" * 30]
)
MARKUP = "<img src=x onerror=alert(1)>"
DOORS = [
    ("/me/name/", "chosen_name", {"contact": "wiki"}),
    ("/me/group/", "name", {"pick": "new"}),
    ("/me/languages/", "language", {"add": "1"}),
    ("/me/place/", "time_zone", {}),
    ("/me/practical/", "remarks", {}),
    ("/me/roles/", "ambassador", {}),
    ("/me/shares/", "words", {"pick": "own-words"}),
    ("/me/languages/", "up", {}),
    ("/me/hours/", "was", {"free": "0-evening"}),
    ("/me/hours/3/", "same_on", {"free": "9"}),
    ("/me/pause/", "paused_until", {}),
    ("/me/audiences/", "country_audience", {}),
    ("/register/", "share", {"learn": "tea"}),
    ("/register/what-did-you-do/", "topic", {}),
]


class AnyWords(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(DOORS), anything)
    def test_no_words_break_a_door(self, door, words):
        address, field, more = door
        person = make_person("Any Words")

        answer = signed_in(person).post(address, {**more, field: words})

        assert answer.status_code in (200, 302)

    @settings(max_examples=25, deadline=None)
    @given(anything)
    def test_no_words_break_a_search(self, words):
        browser = signed_in(make_person("Any Words"))

        for address, name in (("/me/shares/", "q"), ("/register/what-did-you-do/", "did"), ("/register/", "share")):
            assert browser.get(address, {name: words}).status_code in (200, 302)


def test_markup_stays_text_on_my_page(learner: Person):
    topic = Topic.objects.get(slug="fundraising")
    Offer.objects.create(person=learner, topic=topic, note=MARKUP)
    OwnWords.objects.create(person=learner, side="share", words=MARKUP, folded="x")
    learner.chosen_name = learner.remarks = learner.full_name = MARKUP
    learner.save()

    for address in ("/me/", "/me/shares/", "/me/name/", "/me/practical/", "/me/shares/fundraising/"):
        page = signed_in(learner).get(address).content.decode()

        assert MARKUP not in page
        assert html.escape(MARKUP) in page


@pytest.mark.parametrize("words", ["tea & <talk>", "차와 이야기", "شاي وحديث"])
def test_what_was_typed_is_kept_on_the_page_that_asks_which_topic(learner: Person, words: str):
    page = signed_in(learner).get("/me/shares/", {"q": words}).content.decode()

    assert page.count(html.escape(words)) >= 3
