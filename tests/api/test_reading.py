"""The read API answers each caller what their own pages show, and no more."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from letsconnect.api.actions import make_token, revoke_token
from letsconnect.api.models import Token
from letsconnect.api.rules import may_make_token, may_revoke_token
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, Role
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import give_role, make_person, signed_in


def caller(token: str) -> Client:
    return Client(headers={"authorization": f"Bearer {token}"})


def names(client: Client, query: str = "") -> list[str]:
    return [person["name"] for person in client.get(f"/api/v1/people{query}").json()["people"]]


@pytest.fixture
def shown(sharer: Person) -> Person:
    """Somebody who shows everyone a name and what they share, members a note, and wishes to nobody."""
    topic = Topic.objects.get(slug="budget-development")
    Offer.objects.create(person=sharer, topic=topic, level=3, note="canary-note")
    Wish.objects.create(person=sharer, topic=Topic.objects.get(slug="partnerships"))
    for key in ("chosen_name", "shares"):
        setattr(sharer, f"{key}_audience", Audience.EVERYONE)
    sharer.wishes_audience = Audience.ME
    sharer.save()
    return sharer


def test_signed_out_only_what_is_public_is_read(client, learner, shown):
    (person,) = client.get("/api/v1/people").json()["people"]

    assert person["name"] == "Sami Sharer"
    assert person["shares"] == [
        {"topic": "budget-development", "level": 3, "note": "", "ways": ["one to one"]},
    ]
    assert person["wants"] == []
    assert person["username"] == person["region"] == person["country"] == ""
    assert client.get(f"/api/v1/people/{learner.public_id}").status_code == 404


@pytest.mark.parametrize("with_token", [True, False])
def test_a_member_reads_with_session_or_token_what_members_see(learner, shown, with_token):
    browser = caller(make_token("mine", by=learner)) if with_token else signed_in(learner)

    person = browser.get(f"/api/v1/people/{shown.public_id}").json()

    assert person["shares"][0]["note"] == "canary-note"
    assert person["region"] == "NWE"
    assert person["country"] == ""
    assert person["wants"] == []
    assert "email" not in person


def test_a_filter_finds_by_nothing_the_caller_may_not_see(learner, shown):
    browser = signed_in(learner)

    assert names(browser, "?share=budget-development") == ["Sami Sharer"]
    assert names(browser, "?learn=partnerships") == []
    assert names(browser, "?country=FR") == []
    assert names(Client(), "?q=canary-note") == []


def test_a_token_does_not_wake_the_roles_of_its_person(staff, shown):
    shown.wishes_audience = Audience.TEAM
    shown.save()

    with_session = signed_in(staff).get(f"/api/v1/people/{shown.public_id}").json()
    with_token = caller(make_token("mine", by=staff)).get(f"/api/v1/people/{shown.public_id}").json()

    assert with_session["wants"]
    assert with_token["wants"] == []


def test_pages_follow_each_other_and_nobody_comes_twice(learner):
    for number in range(25):
        make_person(f"Extra {number}")
    browser = signed_in(learner)

    seen, after = [], ""
    while True:
        page = browser.get("/api/v1/people", {"limit": 10, "after": after}).json()
        seen += [person["id"] for person in page["people"]]
        after = page["after"]
        if not after:
            break

    assert len(seen) == len(set(seen)) == page["count"] == 26


def test_examples_are_marked(client):
    make_person("Example 12", is_demo=True, chosen_name_audience=Audience.EVERYONE)

    page = client.get("/api/v1/people").json()

    assert (page["people"][0]["example"], page["count"], page["examples"]) == (True, 0, 1)


def test_unknown_values_are_named_and_match_nothing(learner, shown):
    page = signed_in(learner).get("/api/v1/people?share=juggling").json()

    assert page["unknown"] == ["juggling"]
    assert page["people"] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("people?limit=101", 422),
        ("people?limit=x", 422),
        ("people?after=nonsense", 400),
        ("people/nobody", 404),
        ("people/%00", 404),
        ("topics/juggling", 404),
        ("topics/", 404),
        ("nothing/here", 404),
    ],
)
def test_what_is_wrong_is_said_in_one_shape(client, address, status):
    response = client.get(f"/api/v1/{address}")

    assert response.status_code == status
    assert isinstance(response.json()["detail"], str)


def test_a_merged_topic_leads_to_where_it_went(client):
    Topic.objects.create(slug="tea", labels={"en": "Tea"}, merged_into=Topic.objects.get(slug="partnerships"))

    assert client.get("/api/v1/topics/tea").json()["slug"] == "partnerships"


def test_topics_languages_and_regions_are_listed(learner, shown):
    browser = signed_in(learner)

    topics = {topic["slug"]: topic for topic in browser.get("/api/v1/topics").json()["topics"]}

    assert len(topics) == 31
    assert topics["budget-development"]["people_sharing"] == 1
    assert topics["partnerships"]["people_wanting"] == 0
    assert {"code": "fr", "name": "French", "direction": "ltr"} in browser.get("/api/v1/languages").json()
    assert len(browser.get("/api/v1/regions").json()) == 8


def test_nobody_copies_the_directory(learner, shown, settings):
    settings.API_PAGES_A_DAY = 3
    browser, program = signed_in(learner), caller(make_token("mine", by=learner))
    answers = [browser.get("/api/v1/people").status_code for _each in range(3)]

    response = program.get("/api/v1/people")

    assert answers == [200] * 3
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert Client().get("/api/v1/people").status_code == 200


def test_a_page_of_a_hundred_counts_for_five(learner, settings):
    settings.API_PAGES_A_DAY = 5
    for number in range(100):
        make_person(f"Extra {number}")
    browser = signed_in(learner)

    assert browser.get("/api/v1/people?limit=100").status_code == 200
    assert browser.get("/api/v1/people?limit=20").status_code == 429


def test_too_many_requests_are_slowed_down_also_with_wrong_tokens(client, settings):
    settings.API_REQUESTS = 3

    answers = [caller("lc_wrong").get("/api/v1/regions").status_code for _each in range(4)]
    forged = client.get("/api/v1/regions", headers={"x-forwarded-for": "203.0.113.9"})

    assert answers == [401, 401, 401, 429]
    assert forged.status_code == 200


def test_only_get_is_answered(learner):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(signed_in(learner), method)("/api/v1/people").status_code == 405


def test_a_token_is_shown_once_and_kept_as_a_hash_only(learner):
    browser = signed_in(learner)

    page = browser.post("/me/tokens/", {"name": "my notebook"}).content.decode()
    token = page.split('<code dir="ltr">')[1].split("<")[0]
    again = browser.get("/me/tokens/").content.decode()

    assert caller(token).get("/api/v1/regions").status_code == 200
    assert token not in again
    assert "my notebook" in again
    assert token not in str(list(Token.objects.values_list()))


def test_a_revoked_expired_or_suspended_token_opens_nothing(learner):
    first, second = make_token("one", by=learner), make_token("two", by=learner)
    revoke_token(Token.objects.get(name="one"), by=learner)
    assert caller(first).get("/api/v1/people").status_code == 401
    with time_machine.travel(clock.now() + timedelta(days=366)):
        assert caller(second).get("/api/v1/people").status_code == 401
    Person.objects.filter(pk=learner.pk).update(suspended_at=clock.now())

    assert caller(second).get("/api/v1/people").status_code == 403


def test_nobody_revokes_anothers_token_or_makes_one_unregistered(learner, sharer, stranger, administrator):
    make_token("mine", by=learner)
    token = Token.objects.get()

    for person in (sharer, administrator):
        assert signed_in(person).post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    with pytest.raises(NotAllowed):
        make_token("x", by=stranger)
    assert signed_in(learner).post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    assert Client().get("/me/tokens/")["Location"].startswith("/sign-in/")


def test_who_may_make_and_revoke_tokens(learner, sharer, stranger, administrator):
    make_token("mine", by=learner)
    token = Token.objects.get()
    sharer.suspended_at = clock.now()

    everybody = (learner, sharer, stranger, administrator, AnonymousUser())
    assert [person for person in everybody if may_make_token(person)] == [learner, administrator]
    assert [person for person in everybody if may_revoke_token(person, token)] == [learner]


def test_an_ambassador_reads_more_only_of_their_region(shown):
    ambassador = make_person("Nora North")
    give_role(ambassador, Role.Kind.AMBASSADOR, region="NWE")

    assert names(signed_in(ambassador), "?country=FR") == ["Sami Sharer"]
