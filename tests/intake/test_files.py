"""The file itself: the command, who may bring it in, headings, the same file again, signs no database holds."""

import json

import pytest
from django.core.management import call_command

from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.intake.queries.known import books_now
from letsconnect.people.models import Consent, Person
from letsconnect.reading.parcel import parcel_of_legacy
from tests.intake.forms import ALICE, brought, form, whole_house


def test_a_rehearsal_reports_and_changes_nothing():
    before = whole_house()

    report = brought(ALICE, {"username": "B", "group": "our campus club"}, dry_run=True)

    assert report.people_created == 2
    assert whole_house() == before


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
