"""How I sign in: accounts and addresses are connected, changed and forgotten, never somebody else's."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from letsconnect.access.actions.accounts import connect_wikimedia
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from tests.access.wikimedia import come_in, page_after, who_is_in
from tests.cast import make_person, signed_in


def test_somebody_signed_in_connects_their_account(wikimedia, learner):
    browser = signed_in(learner)

    answer = come_in(browser)

    learner.refresh_from_db()
    assert (answer.url, learner.wiki_sub, learner.username) == ("/me/sign-in/", "77", "Example Sharer")
    assert who_is_in(browser) == str(learner.pk)


def test_an_account_that_another_profile_has_is_refused_with_the_next_door(wikimedia, learner):
    come_in(Client())
    browser = signed_in(learner)

    answer = come_in(browser)

    assert "write to the team" in page_after(browser, answer)
    learner.refresh_from_db()
    assert learner.wiki_sub is None


def test_an_account_whose_name_stands_on_an_imported_profile_is_refused(learner):
    make_person("Example Sharer", email=None)

    with pytest.raises(ValidationError, match="Another profile"):
        connect_wikimedia(learner, "77", "Example Sharer")


def test_a_second_wikimedia_account_is_refused(learner):
    connect_wikimedia(learner, "77", "Example Sharer")

    with pytest.raises(ValidationError, match="already"):
        connect_wikimedia(learner, "78", "Example Other")


def test_a_closed_account_stays_closed(client, wikimedia):
    come_in(Client())
    Person.objects.update(is_active=False)

    answer = come_in(client)

    assert "This account was closed." in page_after(client, answer)


def test_an_address_is_added_by_a_code(wikimedia, client):
    come_in(client)
    client.post("/me/sign-in/", {"email": "Mine@Example.org"})
    code = OutgoingLetter.objects.latest("pk").body.split("\n    ")[1][:6]

    client.post("/me/sign-in/code/", {"code": code})

    person = Person.objects.get()
    assert person.email == "mine@example.org"
    assert person.email_proven_at is not None


def test_an_address_of_another_profile_is_refused_only_after_the_code(learner, sharer):
    browser = signed_in(learner)
    browser.post("/me/sign-in/", {"email": sharer.email})
    code = OutgoingLetter.objects.latest("pk").body.split("\n    ")[1][:6]

    answer = browser.post("/me/sign-in/code/", {"code": code}, follow=True)

    assert "Another profile has this address." in answer.content.decode()
    learner.refresh_from_db()
    assert learner.email == "lena-learner@example.org"


def test_a_code_for_adding_an_address_signs_nobody_in(learner, client):
    browser = signed_in(learner)
    browser.post("/me/sign-in/", {"email": "new@example.org"})

    assert browser.get("/sign-in/code/").status_code == 302
    assert browser.session["code"]["purpose"] == "add"


def test_a_changed_address_is_told_to_the_old_one(learner):
    learner.email_proven_at = clock.now()
    learner.save()
    browser = signed_in(learner)
    browser.post("/me/sign-in/", {"email": "new@example.org"})
    code = OutgoingLetter.objects.latest("pk").body.split("\n    ")[1][:6]

    browser.post("/me/sign-in/code/", {"code": code})

    letter = OutgoingLetter.objects.latest("pk")
    assert (letter.letter, letter.to) == ("access/email_changed", "lena-learner@example.org")


def test_the_only_way_in_is_not_forgotten(learner):
    signed_in(learner).post("/me/sign-in/forget-email/")
    learner.refresh_from_db()
    assert learner.email is not None

    connect_wikimedia(learner, "77", "Example Sharer")
    signed_in(learner).post("/me/sign-in/forget-email/")

    learner.refresh_from_db()
    assert (learner.email, learner.email_proven_at) == (None, None)
