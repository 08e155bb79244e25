"""Registering: useful after two answers."""

import pytest
from django.test import Client
from django.urls import reverse

from letsconnect.joining.actions.registration import Answer, register
from letsconnect.joining.queries.deeds import DEEDS, topics_behind
from letsconnect.people.models import Consent, Person
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from letsconnect.skills.queries.nearest import nearest_topics, topic_called
from tests.cast import make_person, signed_in

START, CHOOSE, FINISH = "/register/", "/register/choose/", "/register/finish/"


def slugs_of(rows):
    return sorted(row.topic.slug for row in rows)


def test_two_answers_before_sign_in_are_saved_after_it(client: Client, stranger: Person):
    client.post(START, {"share": "Fundraising", "learn": "예산 수립"})
    asked = client.get(FINISH)
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(FINISH, {"chosen_name": "Stan"})

    stranger.refresh_from_db()
    assert asked["Location"] == "/sign-in/?next=/register/finish/"
    assert slugs_of(Offer.objects.filter(person=stranger)) == ["fundraising"]
    assert slugs_of(Wish.objects.filter(person=stranger)) == ["budget-development"]
    assert stranger.is_registered
    assert stranger.chosen_name == "Stan"


def test_who_gives_no_name_is_told_that_nobody_finds_them_and_is_found_with_one(sharer: Person):
    newcomer = make_person("new", chosen_name="", username=None, registered_at=None)
    browser, member = signed_in(newcomer), signed_in(sharer)
    browser.post(START, {"share": "Fundraising", "learn": "Governance"})
    browser.post(FINISH, {"chosen_name": ""})
    page = f"/people/{newcomer.public_id}/"

    told = ["only the team can find you" in browser.get(where).content.decode() for where in ("/", "/me/")]
    found = member.get(page).status_code
    browser.post("/me/name/", {"chosen_name": "Nia", "contact": "none"})

    assert (told, found) == ([True, True], 404)
    assert member.get(page).status_code == 200
    assert "only the team can find you" not in browser.get("/me/").content.decode() + browser.get("/").content.decode()


def test_words_no_topic_has_are_asked_about_and_may_stay(stranger: Person):
    browser = signed_in(stranger)

    browser.post(START, {"share": "brewing coffee for forty", "learn": "Governance"})
    page = browser.get(CHOOSE).content.decode()
    browser.post(CHOOSE, {"share-pick": "own-words"})
    browser.post(FINISH)

    assert "brewing coffee for forty" in page
    assert OwnWords.objects.get(person=stranger).words == "brewing coffee for forty"
    assert slugs_of(Wish.objects.filter(person=stranger)) == ["governance"]


def test_another_topic_can_be_picked(stranger: Person):
    browser = signed_in(stranger)

    browser.post(START, {"share": "brewing coffee", "learn": "Governance"})
    browser.post(CHOOSE, {"share-pick": "other-topic", "share-other": "leadership"})
    browser.post(FINISH)

    assert slugs_of(Offer.objects.filter(person=stranger)) == ["leadership"]


def test_other_topic_without_a_topic_says_so_beside_the_field(stranger: Person):
    browser = signed_in(stranger)
    browser.post(START, {"share": "brewing coffee", "learn": "Governance"})

    page = browser.post(CHOOSE, {"share-pick": "other-topic"}).content.decode()

    assert "Choose a topic here, or keep your own words." in page


def test_what_was_typed_is_kept_when_an_answer_is_missing(client: Client):
    page = client.post(START, {"share": "<b>tea</b> & talk", "learn": ""}).content.decode()

    assert "&lt;b&gt;tea&lt;/b&gt; &amp; talk" in page
    assert "Tell one thing you want to learn." in page


def test_pressing_save_twice_registers_once(stranger: Person):
    browser = signed_in(stranger)
    browser.post(START, {"share": "Fundraising", "learn": "Governance"})

    browser.post(FINISH, {"agreed": "on"})
    again = browser.post(FINISH, {"agreed": "on"})

    assert again["Location"] == "/me/"
    assert (Offer.objects.count(), Wish.objects.count()) == (1, 1)
    assert Consent.objects.filter(subject=stranger.public_id).count() == 2


def test_the_promise_is_kept_with_version_and_language(stranger: Person):
    browser = signed_in(stranger)
    browser.post(START, {"share": "Fundraising", "learn": "Governance"})

    browser.post(FINISH + "?uselang=ko", {"agreed": "on"})

    lines = Consent.objects.filter(subject=stranger.public_id)
    assert [(line.what, line.choice, line.language) for line in lines] == [
        ("code-of-conduct", "yes", "ko"),
        ("friendly-space", "yes", "ko"),
    ]
    assert all(line.text_version for line in lines)


def test_whoever_has_nothing_to_share_finds_something_in_what_they_did(client: Client, stranger: Person):
    page = client.get("/register/what-did-you-do/", {"did": ["money"]}).content.decode()
    client.post("/register/what-did-you-do/", {"topic": ["budget-development"]})
    client.post(START, {"share": "", "learn": "Governance"})
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(FINISH)

    assert "Budget development" in page
    assert slugs_of(Offer.objects.filter(person=stranger)) == ["budget-development"]


def test_a_member_finds_more_to_share_in_what_they_did(learner: Person):
    answer = signed_in(learner).post("/register/what-did-you-do/", {"topic": ["governance", "leadership", "nonsense"]})

    assert answer["Location"] == "/me/shares/"
    assert slugs_of(Offer.objects.filter(person=learner)) == ["governance", "leadership"]


def test_one_may_go_on_without_anything_to_share(client: Client):
    client.post("/register/what-did-you-do/")

    assert client.post(START, {"share": "", "learn": "Governance"})["Location"] == FINISH


def test_a_home_page_box_fills_the_form(client: Client):
    page = client.get(START, {"share": "fundraising", "learn": "tea"}).content.decode()

    assert 'value="Fundraising"' in page
    assert 'value="tea"' in page


def test_nothing_is_written_by_looking(client: Client, stranger: Person):
    for address in (START, CHOOSE, "/register/what-did-you-do/", "/register/what-did-you-do/?did=money"):
        client.get(address)
    signed_in(stranger).get(FINISH)

    assert not Person.objects.get(pk=stranger.pk).is_registered
    assert "register" not in client.session


def test_a_suspended_person_cannot_register_anew(learner: Person):
    learner.suspended_at = learner.registered_at
    learner.save()
    browser = signed_in(learner)
    browser.post(START, {"share": "Fundraising", "learn": "Governance"})

    assert browser.post(FINISH).status_code == 403
    assert not Offer.objects.exists()


def test_registering_does_not_forget_what_was_said_before(learner: Person):
    topic = Topic.objects.get(slug="fundraising")
    Offer.objects.create(person=learner, topic=topic, level=4, note="three years")

    register(learner, shares=[Answer(topic=topic)], wishes=[], language="en")

    assert [(offer.level, offer.note) for offer in Offer.objects.all()] == [(4, "three years")]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Daling with harassment and conflict", "harassment-and-conflict"),
        ("모금", "fundraising"),
        ("advocacy", "advocacy"),
    ],
)
def test_words_in_any_language_name_a_topic(words, slug):
    assert topic_called(words).slug == slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("how to write a budget", "budget-development"),
        ("recaudación", "fundraising"),
        ("갈등", "harassment-and-conflict"),
        ("wikidata queries", "basic-wikidata"),
    ],
)
def test_the_nearest_topics_are_found_across_languages(words, slug):
    assert slug in [topic.slug for topic in nearest_topics(words)]


def test_every_deed_stands_for_topics_there_are():
    named = {slug for deed in DEEDS for slug in deed.topics}

    assert named <= set(Topic.objects.values_list("slug", flat=True))
    assert all(topics_behind([deed.code]) for deed in DEEDS)


def test_the_doors_have_the_agreed_names():
    assert (reverse("joining:register"), reverse("joining:me")) == ("/register/", "/me/")
