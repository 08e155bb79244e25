"""Signing in with a Wikimedia account, against a small OAuth server over real HTTP."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ValidationError
from django.test import Client

from letsconnect.access.actions.accounts import enter_by_email, enter_by_wikimedia
from letsconnect.people.models import Change, Person
from tests.access.wikimedia import come_in, page_after, who_is_in
from tests.cast import make_person


def test_a_wikimedia_account_makes_a_profile_without_an_address(client, wikimedia):
    answer = come_in(client)

    person = Person.objects.get()
    assert (person.wiki_sub, person.username, person.email) == ("77", "Example Sharer", None)
    assert (who_is_in(client), answer.url) == (str(person.pk), "/register/")


def test_no_token_and_no_account_row_is_kept(client, wikimedia):
    wikimedia.account |= {"email": "canary@example.org", "confirmed_email": True, "realname": "Canary Realname"}

    come_in(client)

    assert (SocialAccount.objects.count(), SocialToken.objects.count()) == (0, 0)
    assert "canary" not in str(Person.objects.values().get()).lower()


def test_an_imported_person_is_claimed_by_their_username(client, wikimedia):
    imported = make_person("Example Sharer", email=None, confirmed_at=None)

    answer = come_in(client)

    imported.refresh_from_db()
    assert (who_is_in(client), imported.wiki_sub, imported.confirmed_at) == (str(imported.pk), "77", None)
    assert answer.url == "/me/"


def test_usernames_are_compared_as_mediawiki_writes_them(client, wikimedia):
    imported = make_person("Ωmega example", email=None)
    wikimedia.account["username"] = "ωmega_example"

    come_in(client)

    assert who_is_in(client) == str(imported.pk)


def test_a_renamed_account_stays_the_same_person_under_the_new_name(client, wikimedia):
    come_in(client)
    person = Person.objects.get()

    wikimedia.account["username"] = "예시 공유자"
    come_in(Client())

    person.refresh_from_db()
    assert (person.username, Person.objects.count()) == ("예시 공유자", 1)
    assert Change.objects.filter(person_id=person.pk).count() == 2


def test_whoever_gets_a_name_somebody_gave_up_gets_no_profile_with_it(client, wikimedia):
    come_in(Client())
    first = Person.objects.get()

    wikimedia.account["sub"] = 78
    come_in(client)

    first.refresh_from_db()
    assert who_is_in(client) != str(first.pk)
    assert first.username is None
    assert Person.objects.get(wiki_sub="78").username == "Example Sharer"


def test_a_rename_into_the_name_of_an_imported_profile_leaves_that_profile_alone(client, wikimedia):
    come_in(Client())
    imported = make_person("New Name", email=None, confirmed_at=None)

    wikimedia.account["username"] = "New Name"
    come_in(client)

    imported.refresh_from_db()
    assert (imported.username, imported.wiki_sub) == ("New Name", None)
    assert Person.objects.get(wiki_sub="77").username == "Example Sharer"


def test_a_name_somebody_only_says_they_have_does_not_let_its_owner_into_their_account(client, wikimedia):
    pretender = enter_by_email("pretender@example.org")
    pretender.username = "Example Sharer"
    pretender.save()

    answer = come_in(client)

    assert who_is_in(client) is None
    assert "signs in by e-mail" in page_after(client, answer)


def test_an_address_a_file_gave_does_not_let_its_owner_into_a_wikimedia_account(wikimedia):
    make_person("Example Sharer", email="victim@example.org", confirmed_at=None)
    enter_by_wikimedia("77", "Example Sharer")

    with pytest.raises(ValidationError, match="signs in with a Wikimedia account"):
        enter_by_email("victim@example.org")


def test_saying_no_at_wikimedia_leads_back_kindly(client, wikimedia):
    wikimedia.denies = True

    answer = come_in(client)

    assert "You chose not to continue" in page_after(client, answer)
    assert not Person.objects.exists()


@pytest.mark.parametrize("account", [{}, {"sub": 5}, {"username": "No Sub"}, {"sub": "", "username": "Empty"}])
def test_a_profile_without_what_oauth_promises_lets_nobody_in(client, wikimedia, account):
    wikimedia.account = account

    answer = come_in(client)

    assert "did not tell us who you are" in page_after(client, answer)
    assert not Person.objects.exists()


def test_a_broken_answer_lets_nobody_in(client, wikimedia):
    wikimedia.broken = True

    answer = come_in(client)

    assert "did not tell us who you are" in page_after(client, answer)


def test_the_way_back_works_only_in_the_browser_that_left(client, wikimedia):
    leaving = client.post("/sign-in/wikimedia/")
    back = httpx.get(leaving.url).headers["Location"].removeprefix("http://testserver")
    victim = Client()

    victim.get(back)

    assert who_is_in(victim) is None
    client.get(back)
    assert who_is_in(client) is not None


def test_a_way_back_used_twice_lets_nobody_in_again(client, wikimedia):
    leaving = client.post("/sign-in/wikimedia/")
    back = httpx.get(leaving.url).headers["Location"].removeprefix("http://testserver")
    client.get(back)
    client.post("/sign-out/")

    client.get(back)

    assert who_is_in(client) is None


def test_leaving_asks_for_pkce_and_nothing_more_than_who_it_is(client, wikimedia):
    asked = parse_qs(urlsplit(client.post("/sign-in/wikimedia/").url).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert "scope" not in asked


def test_onward_and_a_registration_begun_survive_the_trip(client, wikimedia):
    session = client.session
    session["registration"] = {"share": "budget"}
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    answer = come_in(client, next="/register/finish/")

    assert (answer.url, client.session["registration"]) == ("/register/finish/", {"share": "budget"})
    assert client.session.session_key != before


def test_without_keys_there_is_no_such_door(client):
    assert client.post("/sign-in/wikimedia/").status_code == 404
    assert client.get("/sign-in/wikimedia/back/").status_code == 404
    assert "Wikimedia" not in client.get("/sign-in/").content.decode().split("<main")[1].split("</main")[0]


def test_the_door_opens_by_a_press_only(client, wikimedia):
    assert client.get("/sign-in/wikimedia/").status_code == 405


def test_new_accounts_by_wikimedia_count_towards_the_limit(client, wikimedia, settings):
    settings.NEW_ACCOUNTS_AT_MOST = 0

    assert come_in(client).status_code == 429
    assert not Person.objects.exists()
