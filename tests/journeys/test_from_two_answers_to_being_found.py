"""A person arrives, says two things, comes in, is found; says more; takes everything along; leaves."""

import json
import re

import pytest
from django.test import Client

from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from tests.cast import make_person, signed_in

ADDRESS = "newcomer@example.org"


def code_in_the_last_letter() -> str:
    found = re.search(r"\b\d{6,8}\b", OutgoingLetter.objects.latest("pk").body)
    assert found
    return found[0]


def walk_in(visitor: Client, *, share: str, learn: str, language: str) -> list[str]:
    """From the two answers to one's own page; answers the addresses passed through."""
    at = visitor.post(f"/register/?uselang={language}", {"share": share, "learn": learn})["Location"]
    passed = [at]
    at = visitor.get(at)["Location"]
    passed.append(at)
    visitor.get(at)
    visitor.post("/sign-in/", {"email": ADDRESS})
    at = visitor.post("/sign-in/code/", {"code": code_in_the_last_letter()})["Location"]
    passed.append(at)
    passed.append(visitor.post(at, {"chosen_name": "새 이름", "agreed": "on"})["Location"])
    return passed


@pytest.mark.parametrize(
    ("language", "share", "learn"),
    [
        ("en", "Fundraising", "Budget development"),
        ("ko", "모금", "예산 수립"),
        ("ar", "جمع التبرعات", "إعداد الميزانية"),
    ],
)
def test_two_answers_in_any_language_and_a_code_make_a_member_whom_others_find(
    client: Client, sharer: Person, language: str, share: str, learn: str
):
    passed = walk_in(client, share=share, learn=learn, language=language)

    page = signed_in(sharer).get("/people/", {"share": "fundraising", "learn": "budget-development"}).content.decode()
    assert passed == ["/register/finish/", "/sign-in/?next=/register/finish/", "/register/finish/", "/me/"]
    assert "새 이름" in page
    assert Person.objects.get(email=ADDRESS).ui_language == language


def test_signed_out_nobody_finds_them_until_they_choose_so(client: Client):
    walk_in(client, share="Fundraising", learn="Governance", language="en")
    hidden = Client().get("/people/").content.decode()

    client.post("/me/audiences/", {"chosen_name_audience": "3", "shares_audience": "3"})
    shown = Client().get("/people/").content.decode()

    assert "새 이름" not in hidden
    assert "새 이름" in shown


def test_a_wikimedia_username_is_enough(sharer: Person):
    """P8: no address, no other name."""
    newcomer = make_person("Only Username", email=None, chosen_name="", registered_at=None, country="", region="")
    browser = signed_in(newcomer)

    browser.post("/register/", {"share": "Fundraising", "learn": "Governance"})
    browser.post("/register/finish/", {})

    assert Person.objects.get(pk=newcomer.pk).is_registered
    assert "Only Username" in signed_in(sharer).get("/people/").content.decode()


def test_everything_said_on_the_way_is_in_the_export_and_nothing_is_left_after_leaving(client: Client, sharer: Person):
    walk_in(client, share="Fundraising", learn="Governance", language="en")
    client.post("/me/place/", {"country": "KR", "time_zone": ""})
    client.post("/me/hours/", {"free": ["5-morning"]})
    client.post("/me/languages/", {"language": "한국어", "level": "4", "add": "1"})
    export = json.loads(client.get("/me/export/").content)

    client.post("/me/erase/", {"sure": "on"})

    assert export["person"]["country"] == "KR"
    assert export["hours"]["saturday"] == ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
    assert [row["code"] for row in export["rows"]["people.spokenlanguage"]] == ["ko"]
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert "새 이름" not in signed_in(sharer).get("/people/").content.decode()
