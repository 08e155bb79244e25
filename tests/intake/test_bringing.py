"""Bringing in a file: everybody in, nothing lost, nobody overruled, and twice is once."""

import json

import pytest

from letsconnect.ground import clock
from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import Leftover
from letsconnect.intake.queries.known import books_now, slug_by_capx_id
from letsconnect.people.actions.presence import confirm_profile
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Change, Consent, Person
from letsconnect.reading.hours import hours_of
from letsconnect.reading.parcel import parcel_of_capx, parcel_of_forms, parcel_of_legacy
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from tests.intake.forms import ALICE, Level, brought, form, reasons, spoken_by, whole_house


def test_a_registration_becomes_a_person_with_everything_they_said():
    brought(
        {
            **ALICE,
            "timestamp": "25/03/2022 09:37:00",
            "group": "Wikimédia France",
            "role": "Board member",
            "country": "France",
            "languages": "Français / English",
            "learn": "Govrnance; juggling",
            "share": "예산 개발",
            "clinic": "Maybe",
            "one_to_one": "Yes",
            "hours": "weekday evenings 19-21",
            "consent": "Yes",
            "support": "childcare",
            "conduct": "Yes",
            "remarks": "Thank you!",
        }
    )

    person = Person.objects.get(username="Example A")
    offer, wish, words = Offer.objects.get(), Wish.objects.get(), OwnWords.objects.get()
    assert (person.group.name, person.group_role, person.country) == ("Wikimedia France", "board", "FR")
    assert (person.region, person.time_zone) == ("NWE", "Europe/Paris")
    assert [(one.code, one.rank, one.level) for one in person.languages.all()] == [("fr", 0, 2), ("en", 1, 2)]
    assert (person.learn_limit, person.share_limit, person.support_needs, person.remarks) == (
        1,
        1,
        "childcare",
        "Thank you!",
    )
    assert (offer.topic.slug, offer.level, offer.in_clinic, offer.assumed) == ("budget-development", 2, "ask", True)
    assert (wish.topic.slug, wish.priority, wish.assumed) == ("governance", 2, True)
    assert (words.words, words.side, words.provenance) == ("juggling", "learn", "import form.csv row 2")
    assert person.confirmed_at is None
    assert person.registered_at.isoformat() == "2022-03-25T09:37:00+00:00"
    assert person.assumed == ["contact", "languages", "learn_limit", "never_nights", "share_limit", "time_zone"]
    assert person.provenance["country"] == {"from": "import form.csv row 2", "at": "2022-03-25T09:37:00+00:00"}


def test_bringing_in_the_same_file_twice_changes_nothing():
    rows = (
        {
            **ALICE,
            "country": "FR",
            "learn": "juggling, Governance",
            "consent": "Yes",
            "one_to_one": "No",
            "clinic": "Yes",
        },
        {"email": "b@example.org", "share": "Fundraising", "languages": "polski, Klingonish", "conduct": "Yes"},
        {"full_name": "nobody"},
        {**ALICE, "timestamp": "yesterday", "group": "our campus club", "hours": "any time"},
        {},
    )
    first = brought(*rows)
    before = whole_house()

    second = brought(*rows)

    assert whole_house() == before
    assert (first.people_created, second.people_created, second.people_updated, second.people_unchanged) == (2, 0, 0, 2)
    assert second.needs_attention == first.needs_attention


def test_every_row_is_counted_once():
    data = form(ALICE, {}, {"full_name": "nobody"}, {**ALICE}) + b"only,three,cells\r\n"

    report = bring_in(parcel_of_forms(data, "form.csv", books_now()), by=None)

    assert (report.rows, report.rows_of_people, report.rows_empty) == (5, 2, 1)
    assert report.rows_set_aside == [
        {"row": 4, "reason": "nobody_named"},
        {"row": 6, "reason": "other_number_of_cells"},
    ]
    assert Leftover.objects.get(row=6).cells == ["only", "three", "cells"]


def test_what_is_not_understood_stays_on_the_person_word_for_word():
    report = brought(
        {**ALICE, "country": "Atlantis", "languages": "polski, Klingonish, Elvish", "hours": "when it rains"}
    )

    kept = {(one.column, one.value, one.reason) for one in Leftover.objects.filter(person__username="Example A")}
    assert kept == {
        ("Country", "Atlantis", "country_unknown"),
        ("Languages you can use (best first)", "Klingonish\nElvish", "language_unknown"),
        ("When are you usually free? (your local time)", "when it rains", "hours_unclear"),
    }
    assert report.needs_attention[0] == {
        "row": 2,
        "person": "Example A",
        "column": "Country",
        "value": "Atlantis",
        "reason": "country_unknown",
    }


def test_what_a_person_said_here_is_never_overwritten(learner):
    Person.objects.filter(pk=learner.pk).update(username="Example A", said={"country": clock.now().isoformat()})
    offer_topic(learner, Topic.objects.get(slug="governance"), by=learner, level=4)

    report = brought({"username": "Example A", "country": "FR", "share": "Fundraising", "remarks": "hello"})

    learner.refresh_from_db()
    assert (learner.country, learner.remarks) == ("GH", "hello")
    assert [(one.topic.slug, one.level) for one in Offer.objects.filter(person=learner)] == [("governance", 4)]
    assert reasons(report) == [(2, "Fundraising", "said_otherwise"), (2, "FR", "said_otherwise")]


def test_a_later_form_counts_and_an_earlier_one_does_not():
    brought({**ALICE, "timestamp": "2022-03-25", "country": "FR", "share": "Fundraising", "clinic": "No"})
    brought(
        {**ALICE, "timestamp": "2023-03-25", "country": "PL", "share": "Governance; juggling", "clinic": "Yes"},
        name="b",
    )

    report = brought({**ALICE, "timestamp": "2021-03-25", "country": "KR", "share": "Advocacy"}, name="c")

    person = Person.objects.get(username="Example A")
    assert (person.country, person.time_zone, person.fresh_at.year) == ("PL", "Europe/Warsaw", 2023)
    assert [(one.topic.slug, one.in_clinic) for one in Offer.objects.all()] == [("governance", "yes")]
    assert [one.words for one in OwnWords.objects.all()] == ["juggling"]
    assert report.people_unchanged == 1


@pytest.mark.parametrize(
    ("answer", "scope", "open_fields"),
    [
        ("Yes", "all", {key for key, field in FIELDS.items() if field.default == Audience.MEMBERS}),
        ("Yes, only my username and topics", "username_topics", {"username", "shares", "wishes"}),
        ("No", "none", set()),
        ("", "none", set()),
        ("well...", "none", set()),
    ],
)
def test_members_see_what_was_agreed_and_nobody_sees_more(answer, scope, open_fields):
    brought({**ALICE, "consent": answer})

    person, line = Person.objects.get(), Consent.objects.get(what="publish")
    levels = {key: getattr(person, f"{key}_audience") for key in FIELDS}
    assert (line.subject, line.choice, line.how) == (person.public_id, scope, "import form.csv row 2")
    assert {key for key, level in levels.items() if level == Audience.MEMBERS} == open_fields
    assert max(levels.values()) <= Audience.MEMBERS


def test_a_choice_made_on_the_site_outlives_the_form(learner):
    Consent.objects.create(subject=learner.public_id, what="publish", choice="none", how="page", at=clock.now())

    report = brought({"username": learner.username, "consent": "Yes"})

    assert [line.choice for line in Consent.objects.filter(what="publish")] == ["none"]
    assert reasons(report) == [(2, "all", "said_otherwise")]


def test_no_to_talks_of_two_is_no_connection_a_month():
    brought({**ALICE, "one_to_one": "아니요", "share": "Governance"})

    person = Person.objects.get()
    assert (person.learn_limit, person.share_limit, Offer.objects.get().one_to_one) == (0, 0, "no")
    assert "learn_limit" not in person.assumed


def test_a_merged_topic_leads_to_where_it_went():
    Topic.objects.filter(slug="fundraising").update(merged_into=Topic.objects.get(slug="governance"))

    brought({**ALICE, "share": "Fundraising"})

    assert Offer.objects.get().topic.slug == "governance"


def test_copies_of_the_directory_are_told_whom_to_look_at_again():
    brought(ALICE, {"username": "B"})
    seen = Change.objects.count()

    brought(ALICE, {"username": "B", "country": "KR"}, name="b.csv")

    assert seen == 2
    assert [line.person_id for line in Change.objects.order_by("id")][seen:] == [Person.objects.get(username="B").pk]


def test_legacy_profiles_come_in_by_the_same_rules():
    profile = {"username": "Example A", "languages": ["fr"], "want_to_share": ["Fundraising"], "projects": ["Wikidata"]}
    data = json.dumps([profile]).encode()

    for _time in range(2):
        report = bring_in(parcel_of_legacy(data, "legacy.json", books_now()), by=None)

    assert (report.people_unchanged, Offer.objects.get().provenance) == (1, "import legacy.json row 1")
    assert Leftover.objects.get().value == "Wikidata"
    assert Person.objects.get().username_audience == Audience.TEAM


def test_capacities_are_found_by_their_number():
    Topic.objects.filter(slug="governance").update(capx_id="56")
    page = {"results": [{"user": {"username": "Example A"}, "skills_wanted": [56, 57]}]}

    bring_in(parcel_of_capx(json.dumps(page).encode(), "users.json", books_now(), slug_by_capx_id()), by=None)

    assert Wish.objects.get().topic.slug == "governance"
    assert Leftover.objects.get().value == "57"


def test_how_well_a_language_is_spoken_comes_along_and_stays_when_a_form_only_names_it():
    languages = [{"id": "en", "proficiency": "3"}, {"id": "fr", "proficiency": ""}, {"id": "ko", "proficiency": "n"}]
    page = {"results": [{"user": {"username": ALICE["username"]}, "language": languages}]}

    for _time in range(2):
        report = bring_in(parcel_of_capx(json.dumps(page).encode(), "users.json", books_now(), {}), by=None)
    told = spoken_by(Person.objects.get())
    brought({**ALICE, "languages": "français; 한국어"})

    assert report.people_unchanged == 1
    assert told == [("ko", Level.NATIVE), ("en", Level.FLUENT), ("fr", Level.GOOD)]
    assert spoken_by(Person.objects.get()) == [("fr", Level.GOOD), ("ko", Level.NATIVE)]
    assert "languages" in Person.objects.get().assumed


def test_who_filled_in_the_korean_form_is_written_to_in_korean():
    data = "위키미디어 사용자 이름,메타에 프로필을 공개해도 됩니까?\n예시 1,예\n".encode()
    bring_in(parcel_of_forms(data, "ko.csv", books_now()), by=None)
    brought({**ALICE, "consent": "Yes"})

    assert dict(Person.objects.values_list("username", "ui_language")) == {"예시 1": "ko", "Example A": ""}
    assert list(Consent.objects.order_by("id").values_list("language", flat=True)) == ["ko", "en"]


def test_hours_that_differ_are_listed_in_words_that_can_be_read_again():
    brought({**ALICE, "hours": "any time", "country": "GH"})
    person = Person.objects.get()
    confirm_profile(person, by=person, audiences={}, language="en")

    report = brought({**ALICE, "hours": "Sat 8:30-12:00, Mon evenings"})

    assert reasons(report) == [(2, "Mon 18:00-22:00; Sat 08:30-12:00", "said_otherwise")]
    assert hours_of("Mon 18:00-22:00; Sat 08:30-12:00") == hours_of("Sat 8:30-12:00, Mon evenings")
