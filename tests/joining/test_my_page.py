"""My own page and its steps: any order, any time, each saved by the server."""

import re

import pytest
from django.urls import reverse

from letsconnect.joining.queries.own_page import VALUES, lines_of
from letsconnect.joining.queries.steps import LABELS
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Consent, CountryAtRisk, Group, Person
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from tests.cast import signed_in
from tests.joining.steps import post

PAGES = ["me", *LABELS, "consents", "pause", "erase", "export"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_every_page_opens_for_oneself(learner: Person, name: str, language: str):
    answer = signed_in(learner).get(reverse(f"joining:{name}"), {"uselang": language})

    assert answer.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_no_page_opens_without_signing_in(client, name: str):
    answer = client.get(reverse(f"joining:{name}"))

    assert answer["Location"] == f"/sign-in/?next={reverse(f'joining:{name}')}"


@pytest.mark.parametrize("name", PAGES)
def test_looking_changes_nothing(learner: Person, name: str):
    browser = signed_in(learner)
    before = Person.objects.filter(pk=learner.pk).values().get()

    browser.get(reverse(f"joining:{name}"))

    assert Person.objects.filter(pk=learner.pk).values().get() == before
    assert not Consent.objects.exists()


def test_my_page_shows_every_field_with_its_audience(learner: Person):
    page = signed_in(learner).get("/me/").content.decode()

    assert set(VALUES) == set(FIELDS)
    assert all(f'id="line-{key}"' in page for key in FIELDS)
    assert page.count('class="tag tag--') == len(FIELDS)


def test_my_page_shows_nobody_elses_words(learner: Person, sharer: Person, topic: Topic):
    Offer.objects.create(person=sharer, topic=topic, note="canary of somebody else")

    assert "canary of somebody else" not in signed_in(learner).get("/me/").content.decode()


def test_who_has_no_username_is_told_of_no_talk_page(learner: Person):
    told = [line.values for line in lines_of(learner) if line.key == "contact"]
    learner.username = None

    assert told == [["My talk page on Meta-Wiki"]]
    assert [line.values for line in lines_of(learner) if line.key == "contact"] == [[]]


def test_beside_the_country_stands_who_sees_the_country_not_the_region(learner: Person):
    page = signed_in(learner).get("/me/place/").content.decode()

    beside = re.sub(r"<[^>]+>", " ", page.partition('for="id_country"')[2].partition("<select")[0])
    assert "the programme team" in beside
    assert "members" not in beside


def test_a_name_and_its_audience_are_saved_together(learner: Person):
    post(learner, "name", {"chosen_name": "Lena L.", "contact": "wiki", "chosen_name_audience": "3"})

    learner.refresh_from_db()
    assert (learner.chosen_name, learner.chosen_name_audience) == ("Lena L.", Audience.EVERYONE)
    assert Consent.objects.get().what == "audience:chosen_name"


def test_an_old_tab_does_not_bring_old_words_back(learner: Person):
    learner.chosen_name, learner.full_name = "New name", "Lena Learner Long"
    learner.save()

    post(
        learner,
        "name",
        {
            "initial-chosen_name": "Lena Learner",
            "chosen_name": "Lena Learner",
            "initial-full_name": "",
            "full_name": "Changed in this tab",
            "initial-contact": "wiki",
            "contact": "wiki",
        },
    )

    learner.refresh_from_db()
    assert (learner.chosen_name, learner.full_name) == ("New name", "Changed in this tab")


def test_an_error_stands_beside_the_field_and_keeps_what_was_typed(learner: Person):
    learner.email = None
    learner.save()

    page = post(learner, "name", {"chosen_name": "Kept <i>name</i>", "contact": "email"}).content.decode()

    assert "You have not told us an e-mail address yet." in page
    assert "Kept &lt;i&gt;name&lt;/i&gt;" in page


def test_country_gives_region_and_time_zone(stranger: Person):
    stranger.country = stranger.region = stranger.time_zone = ""
    stranger.save()

    post(stranger, "place", {"country": "KR", "time_zone": ""})

    stranger.refresh_from_db()
    assert (stranger.country, stranger.region, stranger.time_zone) == ("KR", "ESEAP", "Asia/Seoul")


def test_an_unknown_zone_is_refused_kindly(learner: Person):
    answer = post(learner, "place", {"country": "GH", "time_zone": "Mars/Olympus"})

    learner.refresh_from_db()
    assert answer.status_code == 200
    assert learner.time_zone == "Africa/Accra"


def test_everyone_is_not_offered_for_a_country_at_risk(learner: Person):
    CountryAtRisk.objects.create(code="GH")
    learner.country_audience = Audience.TEAM
    learner.save()

    refused = post(learner, "place", {"country": "GH", "time_zone": "Africa/Accra", "country_audience": "3"})

    learner.refresh_from_db()
    assert refused.status_code == 200
    assert learner.country_audience == Audience.TEAM


def test_a_known_group_is_joined_by_its_name(learner: Person):
    post(learner, "group", {"name": "wikimedia argentina", "group_role": "core"})

    learner.refresh_from_db()
    assert (learner.group.name, learner.group_role) == ("Wikimedia Argentina", "core")


def test_a_similar_name_is_asked_about_before_a_group_is_made(learner: Person):
    before = Group.objects.count()

    page = post(learner, "group", {"name": "Wikimedia Argentinna"}).content.decode()
    asked = Group.objects.count()
    post(learner, "group", {"name": "Wikimedia Argentinna", "pick": "new"})

    learner.refresh_from_db()
    assert "Wikimedia Argentina" in page
    assert asked == before
    assert learner.group.name == "Wikimedia Argentinna"


def test_the_group_meant_can_be_picked(learner: Person):
    wanted = Group.objects.get(name="Wikimedia Argentina")

    post(learner, "group", {"name": "Wikimedia Argentinna", "pick": wanted.slug})

    learner.refresh_from_db()
    assert learner.group == wanted


def test_a_group_can_be_left(learner: Person):
    post(learner, "group", {"name": ""})

    learner.refresh_from_db()
    assert learner.group is None


def test_a_language_is_added_by_its_name_in_any_language(learner: Person):
    post(learner, "languages", {"language": "스와힐리어", "level": "2", "add": "1"})
    post(learner, "languages", {"level-sw": "4", "initial-level-sw": "2", "up": "sw"})

    assert [(row.code, row.level) for row in learner.languages.all()] == [("sw", 4), ("en", 3)]


def test_an_unknown_language_says_so_and_keeps_the_words(learner: Person):
    page = post(learner, "languages", {"language": "Klingonesque", "level": "2"}).content.decode()

    assert "We do not know a language by this name" in page
    assert 'value="Klingonesque"' in page


def test_limits_are_between_none_and_four(learner: Person):
    post(learner, "limits", {"learn_limit": "0", "share_limit": "4"})
    post(learner, "limits", {"learn_limit": "5", "share_limit": "4"})

    learner.refresh_from_db()
    assert (learner.learn_limit, learner.share_limit) == (0, 4)


def test_connection_and_support_are_kept(learner: Person):
    post(learner, "practical", {"low_bandwidth": ["no_video", "dial_in"], "support_needs": "data, please"})

    learner.refresh_from_db()
    assert learner.low_bandwidth == ["no_video", "dial_in"]
    assert (learner.support_needs, learner.support_needs_audience) == ("data, please", Audience.TEAM)


def test_the_team_reads_connection_and_wished_roles_in_words(learner: Person, staff: Person):
    post(learner, "practical", {"low_bandwidth": ["dial_in"]})
    post(learner, "roles", {"ambassador": "topic:fundraising", "working_group_wish": ""})

    page = signed_in(staff).get(f"/people/{learner.public_id}/").content.decode()

    assert "I would join by phone" in page
    assert "Learning Ambassador: Fundraising" in page


def test_wished_roles_are_kept(learner: Person):
    post(learner, "roles", {"ambassador": "region:SSA", "working_group_wish": "advisory"})

    learner.refresh_from_db()
    wished = (learner.ambassador_wish, learner.ambassador_about, learner.working_group_wish)
    assert wished == ("region", "SSA", "advisory")


def test_all_audiences_can_be_set_on_one_page(learner: Person):
    post(learner, "audiences", {"region_audience": "3", "languages_audience": "0", "support_needs_audience": "1"})

    learner.refresh_from_db()
    assert (learner.region_audience, learner.languages_audience) == (Audience.EVERYONE, Audience.ME)
    assert Consent.objects.count() == 2


def test_saving_goes_on_to_the_next_step_when_asked(learner: Person):
    answer = post(learner, "place", {"country": "GH", "time_zone": "Africa/Accra", "next": "1"})

    assert answer["Location"] == "/me/hours/"


@pytest.mark.parametrize("name", ["me", *LABELS])
def test_the_number_of_statements_does_not_grow_with_what_was_said(
    learner: Person, name: str, django_assert_max_num_queries
):
    topics = Topic.objects.all()[:12]
    Offer.objects.bulk_create(Offer(person=learner, topic=topic, note="n") for topic in topics)
    Wish.objects.bulk_create(Wish(person=learner, topic=topic, context="c") for topic in topics)
    OwnWords.objects.bulk_create(OwnWords(person=learner, side="share", words=str(n), folded=str(n)) for n in range(12))
    browser = signed_in(learner)

    with django_assert_max_num_queries(30 if name == "me" else 14):
        browser.get(reverse(f"joining:{name}"))
