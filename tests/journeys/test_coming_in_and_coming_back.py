"""From a first visit to a place in the directory, and from an old registration to one's own profile."""

import re

from django.test import Client

from letsconnect.access.queries.accounts import person_with_email
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from tests.cast import make_person, signed_in

WIKI_MAIL = re.compile(r"/claim/[\w-]+/")


def newest_code() -> str:
    return re.search(r"^ *(\d{6})$", OutgoingLetter.objects.latest("pk").body, re.MULTILINE).group(1)


def test_somebody_new_gives_two_answers_comes_in_and_is_found(client: Client, learner: Person) -> None:
    client.post("/register/?uselang=ko", {"share": "예산 수립", "learn": "기금 모금"})
    asked_to_sign_in = client.get("/register/finish/")
    client.get(asked_to_sign_in.url)
    client.post("/sign-in/", {"email": "example.newcomer@example.org"})

    letter = OutgoingLetter.objects.latest("pk")
    arrived = client.post("/sign-in/code/", {"code": newest_code()})
    client.post(arrived.url, {"chosen_name": "예시 사람", "agreed": "on"})

    newcomer = person_with_email("example.newcomer@example.org")
    assert (letter.language, arrived.url) == ("ko", "/register/finish/")
    assert (newcomer.is_registered, newcomer.ui_language) == (True, "ko")
    assert "예시 사람" in signed_in(learner).get("/people/").content.decode()
    assert "예시 사람" not in Client().get("/people/").content.decode()


def test_somebody_imported_proves_the_address_and_finds_their_own_words(client: Client) -> None:
    imported = make_person("Imported Imani", confirmed_at=None, remarks="I can host a session")
    client.post("/sign-in/", {"email": imported.email.upper()})

    arrived = client.post("/sign-in/code/", {"code": newest_code()})

    page = client.get(arrived.url).content.decode()
    assert arrived.url == "/me/"
    assert "I can host a session" in page
    assert "Is this right?" in page


def test_somebody_known_by_username_only_claims_adds_an_address_and_comes_back(staff: Person) -> None:
    imported = make_person("Imported Imani", email=None, confirmed_at=None)
    answer = signed_in(staff).post(f"/team/people/{imported.public_id}/claim/")
    link = WIKI_MAIL.search(answer.content.decode()).group()
    at_home = Client()

    onward = at_home.post(link).url
    at_home.post(onward, {"email": "imani@example.org"})
    at_home.post("/me/sign-in/code/", {"code": newest_code()})
    at_home.post("/sign-out/")
    at_home.post("/sign-in/", {"email": "imani@example.org"})
    at_home.post("/sign-in/code/", {"code": newest_code()})

    assert at_home.session["_auth_user_id"] == str(imported.pk)
    assert Client().post(link).status_code == 404
