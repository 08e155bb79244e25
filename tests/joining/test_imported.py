"""A profile that came from a file: shown, asked about once, and one's own from then on."""

import pytest

from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.joining.forms.audiences import ConfirmForm
from letsconnect.joining.queries.own_page import lines_of
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import make_person, signed_in
from tests.joining.steps import post


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
