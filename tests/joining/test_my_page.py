"""My own page and its steps: any order, any time, each saved by the server."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from letsconnect.ground import clock
from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.joining.forms.audiences import ConfirmForm
from letsconnect.joining.queries.own_page import VALUES, lines_of
from letsconnect.joining.queries.steps import LABELS, steps_of
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Consent, CountryAtRisk, Group, Person
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic, Wish
from tests.cast import make_person, signed_in

PAGES = ["me", *LABELS, "consents", "pause", "erase", "export"]


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.get(slug="fundraising")


def post(person: Person, name: str, data: dict, *args: object):
    return signed_in(person).post(reverse(f"joining:{name}", args=args), data)


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


def test_a_topic_to_share_is_looked_for_added_and_told_more_about(learner: Person, topic: Topic):
    page = signed_in(learner).get("/me/shares/", {"q": "recaudación de fondos"}).content.decode()
    post(learner, "shares", {"words": "recaudación de fondos", "pick": "fundraising"})
    more = {"level": "4", "note": "a raffle", "one_to_one": "yes", "in_clinic": "no", "written": "ask"}
    post(learner, "share", more, "fundraising")

    offer = Offer.objects.get(person=learner)
    assert 'value="fundraising"' in page
    assert (offer.level, offer.note, offer.in_clinic, offer.assumed) == (4, "a raffle", "no", False)


def test_own_words_stay_when_no_topic_fits_and_can_be_taken_back(learner: Person):
    post(learner, "wishes", {"words": "tea ceremonies", "pick": "own-words"})
    row = OwnWords.objects.get(person=learner)
    said = (row.side, row.words)

    post(learner, "own_words", {}, row.pk)
    post(learner, "own_words", {}, row.pk)

    assert said == ("learn", "tea ceremonies")
    assert not OwnWords.objects.exists()


def test_nobody_takes_back_the_words_of_another(learner: Person, sharer: Person):
    row = OwnWords.objects.create(person=sharer, side="share", words="mine", folded="mine")

    post(learner, "own_words", {}, row.pk)

    assert OwnWords.objects.filter(pk=row.pk).exists()


def test_a_wish_has_priority_stage_and_a_day(learner: Person, topic: Topic):
    post(learner, "wishes", {"other": "fundraising"})
    more = {"priority": "3", "level": "1", "context": "our first call", "stage": "proposal", "matters_on": "2030-05-01"}
    post(learner, "wish", more, "fundraising")

    wish = Wish.objects.get(person=learner)
    assert (wish.priority, wish.level, wish.stage, str(wish.matters_on)) == (3, 1, "proposal", "2030-05-01")


def test_a_wish_is_taken_back_twice_without_harm(learner: Person, topic: Topic):
    Wish.objects.create(person=learner, topic=topic)

    first = post(learner, "wish", {"remove": "1"}, "fundraising")
    again = post(learner, "wish", {"remove": "1"}, "fundraising")

    assert (first.status_code, again.status_code) == (302, 302)
    assert not Wish.objects.exists()


def test_a_wrong_day_is_told_beside_the_field(learner: Person, topic: Topic):
    Wish.objects.create(person=learner, topic=topic)

    page = post(
        learner, "wish", {"priority": "2", "level": "2", "matters_on": "soon", "context": "kept words"}, topic.slug
    )

    assert page.status_code == 200
    assert "kept words" in page.content.decode()


def test_a_suggestion_is_accepted_once(learner: Person, staff: Person, topic: Topic):
    hint = Suggestion.objects.create(person=learner, topic=topic, why="your report", by=staff)
    page = signed_in(learner).get("/me/").content.decode()

    post(learner, "suggestion", {"answer": "yes"}, hint.pk)
    post(learner, "suggestion", {"answer": "no"}, hint.pk)

    hint.refresh_from_db()
    assert "your report" in page
    assert hint.answer == "yes"
    assert Offer.objects.filter(person=learner, topic=topic).exists()


def test_a_declined_suggestion_shares_nothing(learner: Person, topic: Topic):
    hint = Suggestion.objects.create(person=learner, topic=topic, why="your report")

    post(learner, "suggestion", {"answer": "no"}, hint.pk)

    assert not Offer.objects.exists()
    assert "your report" not in signed_in(learner).get("/me/").content.decode()


def test_nobody_answers_for_another(learner: Person, sharer: Person, topic: Topic):
    hint = Suggestion.objects.create(person=sharer, topic=topic, why="your report")

    assert post(learner, "suggestion", {"answer": "yes"}, hint.pk).status_code == 404


def test_all_audiences_can_be_set_on_one_page(learner: Person):
    post(learner, "audiences", {"region_audience": "3", "languages_audience": "0", "support_needs_audience": "1"})

    learner.refresh_from_db()
    assert (learner.region_audience, learner.languages_audience) == (Audience.EVERYONE, Audience.ME)
    assert Consent.objects.count() == 2


def test_a_break_begins_and_ends_with_one_press(learner: Person):
    until = clock.today() + timedelta(days=20)

    post(learner, "pause", {"paused_until": until.isoformat()})
    learner.refresh_from_db()
    began = learner.paused_until
    post(learner, "pause", {"back": "1"})

    learner.refresh_from_db()
    assert (began, learner.paused_until) == (until, None)


def test_a_break_has_an_end_within_a_year(learner: Person):
    page = post(learner, "pause", {"paused_until": "2001-01-01"}).content.decode()

    assert "Choose a day within the next year." in page


def test_promise_is_given_and_taken_back_with_one_press_each(learner: Person):
    post(learner, "conduct", {})
    given = {step.code for step in steps_of(learner) if step.done}
    post(learner, "conduct", {"withdraw": "1"})
    taken = {step.code for step in steps_of(learner) if step.done}

    assert "conduct" in given
    assert "conduct" not in taken
    assert [line.choice for line in Consent.objects.all()] == ["yes", "yes", "no", "no"]


def test_publishing_is_chosen_and_taken_back_on_the_same_page(learner: Person):
    post(learner, "consents", {"publish": "all"})
    post(learner, "consents", {"publish": "all"})
    post(learner, "consents", {"publish": "none"})

    assert [(line.what, line.choice) for line in Consent.objects.all()] == [("publish", "all"), ("publish", "none")]


def test_a_stale_profile_is_asked_and_refreshed_with_one_press(learner: Person):
    learner.fresh_at = clock.now() - timedelta(days=91)
    learner.save()
    asked = signed_in(learner).get("/me/").content.decode()

    post(learner, "fresh", {})

    learner.refresh_from_db()
    assert "Still true?" in asked
    assert "Still true?" not in signed_in(learner).get("/me/").content.decode()


@pytest.fixture
def imported() -> Person:
    """Came from a file, has just signed in."""
    person = make_person("Imo Imported", confirmed_at=None, assumed=["limits"])
    for key in FIELDS:
        setattr(person, f"{key}_audience", Audience.TEAM)
    person.save()
    Leftover.objects.create(
        file=ImportFile.objects.create(name="registrations.csv", digest="d", header_digest="h"),
        row=7,
        person=person,
        column="When free?",
        value="when the moon is up",
        reason="unclear",
    )
    return person


def test_an_imported_profile_is_shown_and_asked_about_once(imported: Person):
    page = signed_in(imported).get("/me/").content.decode()
    post(imported, "confirm", {"agreed": ["chosen_name", "shares", "languages"]})
    after = signed_in(imported).get("/me/").content.decode()

    imported.refresh_from_db()
    assert "when the moon is up" in page
    assert 'id="confirm"' in page
    assert 'id="confirm"' not in after
    assert imported.confirmed_at is not None
    assert imported.assumed == []
    assert set(imported.said) == set(FIELDS)
    assert (imported.shares_audience, imported.wishes_audience) == (Audience.MEMBERS, Audience.TEAM)
    assert imported.country_audience == Audience.TEAM


def test_only_what_was_agreed_to_before_is_ticked_at_first(imported: Person):
    imported.wishes_audience = Audience.MEMBERS
    imported.save()

    assert ConfirmForm(person=imported)["agreed"].value() == ["wishes"]


def test_what_an_import_assumed_is_marked(imported: Person):
    imported.assumed = ["learn_limit", "share_limit"]
    imported.save()

    assert [line.key for line in lines_of(imported) if line.assumed] == ["limits"]


def test_confirming_takes_nothing_back_that_was_opened_to_everyone(imported: Person):
    post(imported, "audiences", {"shares_audience": "3"})

    post(imported, "confirm", {"agreed": ["shares", "wishes"]})

    imported.refresh_from_db()
    assert (imported.shares_audience, imported.wishes_audience) == (Audience.EVERYONE, Audience.MEMBERS)


def test_confirming_makes_assumed_levels_ones_own(imported: Person, topic: Topic):
    Offer.objects.create(person=imported, topic=topic, assumed=True)
    Wish.objects.create(person=imported, topic=topic, assumed=True)

    post(imported, "confirm", {"agreed": ["shares"]})

    assert not Offer.objects.filter(assumed=True).exists()
    assert not Wish.objects.filter(assumed=True).exists()


def test_confirming_twice_does_not_undo_what_was_chosen_since(imported: Person):
    post(imported, "confirm", {"agreed": ["shares"]})
    post(imported, "audiences", {"shares_audience": "3"})

    post(imported, "confirm", {"agreed": []})

    imported.refresh_from_db()
    assert imported.shares_audience == Audience.EVERYONE


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
