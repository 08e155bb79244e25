"""Whom a row is about: an account is never taken over, people and groups are joined where it is certain only."""

from letsconnect.ground import clock
from letsconnect.intake.models import Leftover
from letsconnect.people.models import Erased, Group, Person
from letsconnect.people.queries.erased import digests_of
from tests.cast import signed_in
from tests.intake.forms import ALICE, brought, reasons, whole_house


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
