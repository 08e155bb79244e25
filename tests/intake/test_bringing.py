"""Bringing in a file: everybody in, nothing lost, nobody overruled, and twice is once."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.intake.queries.known import books_now, slug_by_capx_id
from letsconnect.people.actions.presence import confirm_profile
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Change, Consent, Erased, Group, Person, SpokenLanguage
from letsconnect.people.queries.erased import digests_of
from letsconnect.reading.hours import hours_of
from letsconnect.reading.parcel import parcel_of_capx, parcel_of_forms, parcel_of_legacy
from letsconnect.reading.report import Report
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from tests.cast import signed_in

HEADER = {
    "timestamp": "Timestamp",
    "username": "Wikimedia username",
    "full_name": "Full name (optional)",
    "email": "E-mail address",
    "group": "Group or affiliate",
    "role": "Your role in the group",
    "country": "Country",
    "languages": "Languages you can use (best first)",
    "learn": "What would you like to learn?",
    "share": "What could you share with others?",
    "clinic": "Would you share in a Learning Clinic?",
    "one_to_one": "Would you like 1:1 coffee/tea conversations?",
    "hours": "When are you usually free? (your local time)",
    "consent": "May we publish your profile on Meta?",
    "support": "Do you need support to take part?",
    "conduct": "Have you read the Universal Code of Conduct and the Friendly Space Policy?",
    "remarks": "Anything else?",
}
Level = SpokenLanguage.Level
ALICE = {"username": "Example A", "email": "a@example.org"}


def form(*rows: dict[str, str]) -> bytes:
    """A file of the registration form with these rows."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER.values())
    writer.writerows([[row.get(field, "") for field in HEADER] for row in rows])
    return out.getvalue().encode()


def brought(*rows: dict[str, str], name: str = "form.csv", by: Person | None = None, **ways: Any) -> Report:
    return bring_in(parcel_of_forms(form(*rows), name, books_now()), by=by, **ways)


def whole_house() -> dict[str, list]:
    """Every row of every table that an import may touch."""
    tables = ("people_person", "people_group", "people_consent", "people_spokenlanguage", "people_change")
    tables += ("skills_offer", "skills_wish", "skills_ownwords", "skills_leftover", "skills_importfile")
    with connection.cursor() as cursor:
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608  (names from here)
            rows[table] = cursor.fetchall()
    return rows


def reasons(report: Report) -> list[tuple[int, str, str]]:
    return [(line["row"], line["value"], line["reason"]) for line in report.needs_attention]


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


def test_who_asked_to_be_forgotten_stays_forgotten():
    for digest in digests_of("Example A", "gone@example.org"):
        Erased.objects.create(digest=digest, at=clock.now())

    report = brought(
        {"username": "user:example_A", "remarks": "secret"}, {"email": "GONE@example.org"}, {"username": "B"}
    )

    assert report.rows_set_aside == [{"row": 2, "reason": "erased"}, {"row": 3, "reason": "erased"}]
    assert list(Person.objects.values_list("username", flat=True)) == ["B"]
    assert [one.cells for one in Leftover.objects.all()] == [[], []]
    assert "secret" not in str(whole_house())


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


def test_a_form_cannot_take_over_somebodys_account(learner):
    """Forms are public: whoever writes another's address in theirs must not become them."""
    Person.objects.filter(pk=learner.pk).update(username=None, email="victim@example.org")

    report = brought({"username": "Mallory", "email": "victim@example.org", "country": "FR"})

    mallory = Person.objects.get(username="Mallory")
    learner.refresh_from_db()
    assert (learner.username, learner.country, mallory.email) == (None, "GH", None)
    assert reasons(report) == [(2, "victim@example.org", "email_shared")]


def test_the_address_of_a_person_who_signed_in_is_not_changed(learner):
    report = brought({"username": learner.username, "email": "other@example.org"})

    learner.refresh_from_db()
    assert learner.email == "lena-learner@example.org"
    assert reasons(report) == [(2, "other@example.org", "said_otherwise")]


def test_an_address_only_row_joins_the_person_who_was_brought_in_before():
    brought(ALICE)

    report = brought({"email": "A@example.org", "remarks": "me again"}, name="b.csv")

    assert (report.people_updated, Person.objects.get().remarks) == (1, "me again")


def test_a_username_joins_the_person_known_by_that_address_only():
    brought({"email": "a@example.org", "remarks": "hello"})

    brought(ALICE, name="b.csv")

    person = Person.objects.get()
    assert (person.username, person.email, person.remarks) == ("Example A", "a@example.org", "hello")


def test_two_names_for_one_address_are_two_people_and_listed():
    report = brought(ALICE, {"username": "Example B", "email": "a@example.org"})

    assert dict(Person.objects.values_list("username", "email")) == {"Example A": "a@example.org", "Example B": None}
    assert reasons(report) == [(3, "a@example.org", "email_shared")]


def test_an_informal_group_is_founded_once_however_it_is_spelled():
    before = Group.objects.count()

    brought({**ALICE, "group": "Our Campus-Club"}, {"username": "B", "group": "our  campus club"})

    assert Group.objects.count() == before + 1
    assert len({person.group_id for person in Person.objects.all()}) == 1
    assert Group.objects.get(folded="our campus club").recognised is False


def test_a_group_with_nearly_a_known_name_is_offered_to_the_team():
    before = Group.objects.count()

    report = brought({**ALICE, "group": "Wikimedia Chille"})

    assert (Group.objects.count(), Person.objects.get().group) == (before, None)
    assert reasons(report) == [(2, "Wikimedia Chille", "group_like_another")]


def test_no_to_talks_of_two_is_no_connection_a_month():
    brought({**ALICE, "one_to_one": "아니요", "share": "Governance"})

    person = Person.objects.get()
    assert (person.learn_limit, person.share_limit, Offer.objects.get().one_to_one) == (0, 0, "no")
    assert "learn_limit" not in person.assumed


def test_a_merged_topic_leads_to_where_it_went():
    Topic.objects.filter(slug="fundraising").update(merged_into=Topic.objects.get(slug="governance"))

    brought({**ALICE, "share": "Fundraising"})

    assert Offer.objects.get().topic.slug == "governance"


def test_a_rehearsal_reports_and_changes_nothing():
    before = whole_house()

    report = brought(ALICE, {"username": "B", "group": "our campus club"}, dry_run=True)

    assert report.people_created == 2
    assert whole_house() == before


def test_copies_of_the_directory_are_told_whom_to_look_at_again():
    brought(ALICE, {"username": "B"})
    seen = Change.objects.count()

    brought(ALICE, {"username": "B", "country": "KR"}, name="b.csv")

    assert seen == 2
    assert [line.person_id for line in Change.objects.order_by("id")][seen:] == [Person.objects.get(username="B").pk]


def test_formulas_and_markup_are_only_text():
    cells = {"full_name": '=HYPERLINK("http://evil.example/","click")', "remarks": "'; DROP TABLE people; --"}

    brought({**ALICE, **cells, "support": "<script>alert(1)</script>"})

    person = Person.objects.get()
    assert (person.full_name, person.remarks) == (cells["full_name"], cells["remarks"])
    assert person.support_needs == "<script>alert(1)</script>"


def test_only_the_support_team_and_administrators_bring_in(staff, liaison, learner):
    assert brought(ALICE, by=staff).people_created == 1
    for person in (liaison, learner):
        with pytest.raises(NotAllowed):
            brought({"username": "B"}, by=person)


def test_the_file_keeps_numbers_only_so_that_erasing_a_person_reaches_everything():
    brought({**ALICE, "country": "Atlantis"})

    Person.objects.all().delete()

    assert ImportFile.objects.get().report["answers_to_look_at"] == 1
    assert "Atlantis" not in str(whole_house())


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


def spoken_by(person: Person) -> list[tuple[str, int]]:
    return list(person.languages.values_list("code", "level"))


def test_the_command_tells_and_writes_its_report(tmp_path, capsys):
    file, out = tmp_path / "form.csv", tmp_path / "out.json"
    file.write_bytes(form({**ALICE, "country": "Atlantis"}))

    call_command("import_registrations", str(file), "--report", str(out))

    report = json.loads(out.read_text())
    assert list(report) == [
        "rows",
        "rows_empty",
        "rows_of_people",
        "people_created",
        "people_updated",
        "people_unchanged",
        "rows_set_aside",
        "needs_attention",
    ]
    assert report["needs_attention"][0]["value"] == "Atlantis"
    assert "people created: 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "options", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", [], "not a table"),
        (b"Colour,Shoe size\nred,42\n", [], "No column holds"),
        (b"Colour,Shoe size\nred,42\n", ["--map", "Nick=username"], "no column “Nick”"),
        (b"Colour,Shoe size\nred,42\n", ["--map", "Colour=shoe"], "“shoe” is not a field"),
    ],
)
def test_a_wrong_file_is_refused_with_one_sentence_and_nothing_changes(tmp_path, capsys, data, options, sentence):
    file, before = tmp_path / "wrong.csv", whole_house()
    file.write_bytes(data)

    with pytest.raises(SystemExit) as exit_:
        call_command("import_registrations", str(file), *options)

    errors = capsys.readouterr().err.strip()
    assert (exit_.value.code, errors.count("\n")) == (2, 0)
    assert sentence in errors
    assert whole_house() == before


def test_a_column_with_another_heading_can_be_mapped(tmp_path):
    file = tmp_path / "form.csv"
    file.write_bytes(b"Nick;Where from\nexample_a;Polska\n")

    call_command("import_registrations", str(file), "--map", "Nick=username", "--map", "Where from=country")

    assert list(Person.objects.values_list("username", "country")) == [("Example a", "PL")]


def test_a_longer_export_of_the_same_form_says_nothing_twice():
    rows = ({**ALICE, "timestamp": "2022-03-25", "consent": "Yes", "country": "Atlantis"}, {"full_name": "nobody"})
    brought(*rows)
    lines, left = Consent.objects.count(), Leftover.objects.count()

    report = brought(*rows, {"username": "B", "consent": "No"}, name="form (1).csv")

    assert (report.people_unchanged, report.people_created) == (1, 1)
    assert (Consent.objects.count(), Leftover.objects.count()) == (lines + 1, left)


def test_the_same_file_under_another_name_is_the_same_file():
    brought({**ALICE, "country": "Atlantis", "consent": "Yes"})
    before = whole_house()

    brought({**ALICE, "country": "Atlantis", "consent": "Yes"}, name="copy of form.csv")

    assert whole_house() == before


def test_a_form_from_the_future_is_no_fresher_than_today():
    brought({**ALICE, "timestamp": "2099-01-01"})

    assert Person.objects.get().fresh_at <= clock.now()


def test_signs_no_database_can_hold_do_not_break_a_profile():
    data = b'[{"username": "Example A", "full_name": "a\\u0000b\\ud800c", "projects": ["\\udfff"]}]'

    bring_in(parcel_of_legacy(data, "legacy.json", books_now()), by=None)

    assert Person.objects.get().full_name == "ab?c"


def test_who_filled_in_the_korean_form_is_written_to_in_korean():
    data = "위키미디어 사용자 이름,메타에 프로필을 공개해도 됩니까?\n예시 1,예\n".encode()
    bring_in(parcel_of_forms(data, "ko.csv", books_now()), by=None)
    brought({**ALICE, "consent": "Yes"})

    assert dict(Person.objects.values_list("username", "ui_language")) == {"예시 1": "ko", "Example A": ""}
    assert list(Consent.objects.order_by("id").values_list("language", flat=True)) == ["ko", "en"]


def test_somebody_imported_by_address_only_is_seen_by_the_team_alone(staff: Person, learner: Person):
    brought({"email": "only@example.org", "full_name": "Example Only", "share": "Fundraising", "consent": "Yes"})
    person = Person.objects.get(email="only@example.org")

    found = {
        reader.pk: [
            "Example Only" in signed_in(reader).get("/people/?share=fundraising").content.decode(),
            signed_in(reader).get(f"/people/{person.public_id}/").status_code,
        ]
        for reader in (staff, learner)
    }

    assert found == {staff.pk: [True, 200], learner.pk: [False, 404]}


def test_a_group_nearly_named_in_the_same_file_is_offered_to_the_team():
    rows = ({**ALICE, "group": "Campus Club"}, {"username": "Example B", "group": "Campus Clubs"})

    first, again = brought(*rows), brought(*rows)

    assert Group.objects.filter(name__startswith="Campus").count() == 1
    assert Person.objects.get(username="Example B").group is None
    assert reasons(first) == reasons(again) == [(3, "Campus Clubs", "group_like_another")]
    assert again.people_unchanged == 2


def test_hours_that_differ_are_listed_in_words_that_can_be_read_again():
    brought({**ALICE, "hours": "any time", "country": "GH"})
    person = Person.objects.get()
    confirm_profile(person, by=person, audiences={}, language="en")

    report = brought({**ALICE, "hours": "Sat 8:30-12:00, Mon evenings"})

    assert reasons(report) == [(2, "Mon 18:00-22:00; Sat 08:30-12:00", "said_otherwise")]
    assert hours_of("Mon 18:00-22:00; Sat 08:30-12:00") == hours_of("Sat 8:30-12:00, Mon evenings")
