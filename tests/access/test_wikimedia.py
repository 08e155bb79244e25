"""Signing in with a Wikimedia account, against a small OAuth server over real HTTP."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.mediawiki.views import MediaWikiOAuth2Adapter
from django.core.exceptions import ValidationError
from django.test import Client

from letsconnect.access.actions.accounts import connect_wikimedia, enter_by_email, enter_by_wikimedia
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Change, Person
from tests.cast import make_person, signed_in
from tests.fakes import CLIENT_ID, CLIENT_SECRET, FakeWikimedia


@pytest.fixture
def wikimedia(settings, monkeypatch) -> Iterator[FakeWikimedia]:
    with FakeWikimedia(account={"sub": 77, "username": "Example Sharer", "confirmed_email": False}) as fake:
        app = {"client_id": CLIENT_ID, "secret": CLIENT_SECRET}
        settings.WIKIMEDIA_ON = True
        settings.SOCIALACCOUNT_PROVIDERS = {"mediawiki": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        for name, path in (
            ("authorize_url", "/oauth2/authorize"),
            ("access_token_url", "/oauth2/access_token"),
            ("profile_url", "/oauth2/resource/profile"),
        ):
            monkeypatch.setattr(MediaWikiOAuth2Adapter, name, fake.rest_api + path)
        yield fake


def come_in(client: Client, **sent: str):
    """Press the button, say yes at Wikimedia, come back."""
    leaving = client.post("/sign-in/wikimedia/", sent)
    back = httpx.get(leaving.url).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def page_after(client: Client, answer) -> str:
    return client.get(answer.url).content.decode()


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


# --- how I sign in --------------------------------------------------------------------------------------------
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
