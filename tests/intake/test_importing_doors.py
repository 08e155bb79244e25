"""The team's page for bringing in a file: look first, choose columns, bring in, mend what is left."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from letsconnect.ground import clock
from letsconnect.intake.actions.drafting import forget_old_drafts
from letsconnect.intake.actions.forgetting import forget_imports
from letsconnect.intake.models import ImportDraft, ImportFile, Leftover
from letsconnect.intake.tasks import bring_in_draft
from letsconnect.people.models import Group, Person
from letsconnect.skills.models import Offer, OwnWords
from tests.cast import signed_in
from tests.intake.forms import ALICE, form

ODD = b"Nick;Where from\nexample_a;Polska\nonly one cell\n"


def uploaded(browser: Client, data: bytes, name: str = "form.csv") -> str:
    """The address one is led to."""
    answer = browser.post(reverse("intake:imports"), {"file": SimpleUploadedFile(name, data)})
    return answer.headers.get("Location", "")


def brought_in(browser: Client, data: bytes) -> ImportFile:
    page = uploaded(browser, data)
    browser.post(f"{page}bring-in/")
    return ImportFile.objects.get()


def test_looking_at_a_file_changes_nothing_and_says_what_it_means(staff):
    browser = signed_in(staff)
    people = Person.objects.count()

    page = uploaded(browser, form({**ALICE, "country": "Atlantis <b>"}, {"full_name": "nobody"}))
    text = browser.get(page).content.decode()

    assert Person.objects.count() == people
    assert "Atlantis &lt;b&gt;" in text
    assert "a country we do not know" in text
    assert "neither a username nor an e-mail address" in text


def test_a_file_looked_at_is_brought_in_and_its_draft_goes(staff):
    file = brought_in(signed_in(staff), form({**ALICE, "share": "Governance"}))

    assert Offer.objects.get().person.username == "Example A"
    assert (file.by, file.report["people_created"]) == (staff, 1)
    assert not ImportDraft.objects.exists()


def test_columns_with_other_headings_are_chosen_on_the_page_and_remembered(staff):
    browser = signed_in(staff)
    page = uploaded(browser, ODD)
    assert "No column holds" in browser.get(page).content.decode()

    browser.post(page, {"column_0": "username", "column_1": "country"})
    browser.post(f"{page}bring-in/")
    again = uploaded(browser, ODD.replace(b"example_a", b"example_b"), "next.csv")
    browser.post(f"{again}bring-in/")

    assert set(Person.objects.exclude(pk=staff.pk).values_list("username", "country")) == {
        ("Example a", "PL"),
        ("Example b", "PL"),
    }


def test_two_columns_cannot_hold_one_field(staff):
    browser = signed_in(staff)
    page = uploaded(browser, ODD)

    text = browser.post(page, {"column_0": "username", "column_1": "username"}).content.decode()

    assert "Two columns cannot hold the same field." in text
    assert ImportDraft.objects.get().chosen == {}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00", b"", b"PK\x03\x04broken"])
def test_a_wrong_file_gets_one_sentence(staff, data):
    answer = signed_in(staff).post(reverse("intake:imports"), {"file": SimpleUploadedFile("wrong.csv", data)})

    assert "This is not a table" in answer.content.decode()
    assert not ImportDraft.objects.exists()


def test_a_row_set_aside_is_mended_cell_by_cell(staff):
    browser = signed_in(staff)
    brought_in(browser, form(ALICE) + b"2022-03-25,,Example B\r\n")
    left = Leftover.objects.get(row=3)

    page = reverse("intake:import_mend", args=[left.pk])
    refused = browser.post(page, {"cell_0": "2022-03-25"})
    browser.post(page, {"cell_0": "2022-03-25", "cell_1": "user:example_b", "cell_6": "France"})

    person = Person.objects.get(username="Example b")
    left.refresh_from_db()
    assert "neither a username nor an e-mail address" in refused.content.decode()
    assert (person.country, person.provenance["country"]["from"]) == ("FR", "import form.csv row 3")
    assert left.mended_at is not None


def test_an_answer_is_mended_in_words_we_know_and_the_rest_stays(staff):
    browser = signed_in(staff)
    brought_in(browser, form({**ALICE, "languages": "polski, Klingonish", "timestamp": "2022-03-25"}))
    page = reverse("intake:import_mend", args=[Leftover.objects.get().pk])

    still = browser.post(page, {"words": "Elvish"})
    browser.post(page, {"words": "Deutsch"})

    person = Person.objects.get(username="Example A")
    assert "a language we do not know" in still.content.decode()
    assert [one.code for one in person.languages.all()] == ["pl", "de"]


def test_a_long_wish_is_mended_beside_what_was_understood(staff):
    browser = signed_in(staff)
    brought_in(browser, form({**ALICE, "share": "Governance; juggling; " + "x" * 501}))

    browser.post(reverse("intake:import_mend", args=[Leftover.objects.get().pk]), {"words": "Fundraising"})

    assert [one.topic.slug for one in Offer.objects.all()] == ["governance", "fundraising"]
    assert OwnWords.objects.get().words == "juggling"


def test_a_group_with_nearly_a_known_name_is_offered_and_may_be_one_of_its_own(staff):
    browser = signed_in(staff)
    brought_in(browser, form({**ALICE, "group": "Wikimedia Chille"}, {"username": "B", "group": "Wikimedia Chille"}))
    pages = [reverse("intake:import_mend", args=[left.pk]) for left in Leftover.objects.order_by("row")]

    offered = browser.get(pages[0]).content.decode()
    browser.post(pages[0], {"words": "Wikimedia Chile"})
    browser.post(pages[1], {"words": "Wikimedia Chille", "as_written": "on"})

    assert "Did they mean <bdi>Wikimedia Chile</bdi>?" in offered
    assert Person.objects.get(username="Example A").group.recognised is True
    assert Person.objects.get(username="B").group == Group.objects.get(name="Wikimedia Chille")


def test_words_can_be_left_as_they_are(staff):
    browser = signed_in(staff)
    file = brought_in(browser, form({**ALICE, "country": "Atlantis"}))

    browser.post(reverse("intake:import_leave", args=[Leftover.objects.get().pk]))

    assert "Nothing is left to mend." in browser.get(reverse("intake:import_file", args=[file.pk])).content.decode()
    assert Leftover.objects.get().value == "Atlantis"


def test_a_large_file_is_left_to_the_worker_once(staff, monkeypatch):
    monkeypatch.setattr("letsconnect.intake.views.AT_ONCE", 1)
    browser = signed_in(staff)
    page = uploaded(browser, form(ALICE, {"username": "B"}))

    browser.post(f"{page}bring-in/")
    browser.post(f"{page}bring-in/")
    waiting = browser.get(page).content.decode()
    draft = ImportDraft.objects.get()
    for _time in range(2):
        bring_in_draft.call(draft.pk, staff.pk)

    assert "is being brought in" in waiting
    assert Person.objects.filter(username__in=["Example A", "B"]).count() == 2
    assert not ImportDraft.objects.exists()


def test_a_draft_nobody_came_back_for_is_forgotten(staff):
    uploaded(signed_in(staff), form(ALICE))

    today = forget_old_drafts()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        later = forget_old_drafts()

    assert (today, later) == (0, 1)


@pytest.mark.parametrize("part", ["learner", "liaison", "evaluator", "stranger", "ambassador"])
def test_nobody_but_the_support_team_comes_near(request, staff, part):
    brought_in(signed_in(staff), form({**ALICE, "country": "Atlantis"}))
    page = uploaded(signed_in(staff), form(ALICE), "other.csv")
    browser, left = signed_in(request.getfixturevalue(part)), Leftover.objects.get()

    pages = [reverse("intake:imports"), page, reverse("intake:import_file", args=[left.file_id])]
    answers = [browser.get(one) for one in [*pages, reverse("intake:import_mend", args=[left.pk])]]
    answers += [browser.post(f"{page}bring-in/"), browser.post(reverse("intake:import_leave", args=[left.pk]))]

    assert {answer.status_code for answer in answers} == {403}
    assert Client().get(reverse("intake:imports")).status_code == 302


def test_erasing_somebody_reaches_what_a_file_left_of_them_and_files_that_wait(staff):
    browser = signed_in(staff)
    brought_in(browser, form({**ALICE, "country": "Atlantis"}, {"username": "B"}) + b"2022,Example A,a,b\r\n")
    uploaded(browser, form({**ALICE, "remarks": "later"}), "later.csv")
    uploaded(browser, form({"username": "B"}), "others.csv")
    person = Person.objects.get(username="Example A")

    forget_imports(person)
    person.delete()

    assert [draft.name for draft in ImportDraft.objects.all()] == ["others.csv"]
    assert [(left.cells, left.value) for left in Leftover.objects.all()] == [([], "")]
    assert "Example A" not in str(ImportFile.objects.values_list("report", flat=True))


def test_the_team_cannot_mend_over_what_the_person_said_here(staff):
    browser = signed_in(staff)
    brought_in(browser, form({**ALICE, "country": "Atlantis"}))
    Person.objects.filter(username="Example A").update(country="GH", said={"country": "2026-01-01"})

    text = browser.post(reverse("intake:import_mend", args=[Leftover.objects.get().pk]), {"words": "France"})

    assert "the person said something else here, which stays" in text.content.decode()
    assert Person.objects.get(username="Example A").country == "GH"
