"""The team's list of accounts, suspending, and claim links."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from letsconnect.access.actions.claims import make_claim_link
from letsconnect.access.actions.roles import end_role
from letsconnect.access.actions.suspending import suspend
from letsconnect.access.queries.accounts import accounts_for
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.ground.models import AuditEntry, OutgoingLetter
from letsconnect.people import rules
from letsconnect.people.audience import Audience
from letsconnect.people.models import Change, ClaimLink, Role, Session
from letsconnect.people.queries.readers import active_roles, reader_of
from tests.cast import give_role, make_person, signed_in


@pytest.fixture
def username_only():
    return make_person("Imported Imani", email=None, confirmed_at=None)


@pytest.fixture
def guardian():
    """Trust & Safety."""
    person = make_person("Tia Trust", registered_at=None)
    give_role(person, Role.Kind.TRUST_SAFETY)
    return person


# --- the list -------------------------------------------------------------------------------------------------
def test_the_team_finds_imported_people(staff, username_only, learner):
    page = signed_in(staff).get("/team/people/?state=imported").content.decode()

    assert "Imported Imani" in page
    assert "Lena Learner" not in page


def test_the_support_team_sees_and_finds_addresses_the_operating_team_does_not(staff, liaison, learner):
    seen = [learner.email in signed_in(part).get("/team/people/?q=lena").content.decode() for part in (staff, liaison)]
    found = [learner in accounts_for(reader_of(part), learner.email) for part in (staff, liaison)]

    assert (seen, found) == ([True, False], [True, False])


def test_a_name_kept_to_oneself_is_neither_shown_nor_found(staff, learner):
    learner.chosen_name, learner.chosen_name_audience = "Secret Canary", Audience.ME
    learner.save()
    team = signed_in(staff)

    assert "Secret Canary" not in team.get("/team/people/").content.decode()
    assert learner not in accounts_for(reader_of(staff), "canary")


def test_an_ambassador_sees_their_region_only(ambassador, learner, sharer):
    page = signed_in(ambassador).get("/team/people/").content.decode()

    assert ("Lena Learner" in page, "Sami Sharer" in page) == (True, False)
    assert signed_in(ambassador).get(f"/team/people/{sharer.public_id}/").status_code == 404


@pytest.mark.parametrize("part", ["learner", "evaluator", "stranger"])
def test_others_have_no_accounts_in_their_care(request, part, sharer):
    browser = signed_in(request.getfixturevalue(part))

    answers = [browser.get("/team/people/"), browser.get(f"/team/people/{sharer.public_id}/")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Sami" not in "".join(answer.content.decode() for answer in answers)


def test_a_long_list_shows_nobody_twice(staff):
    for number in range(60):
        make_person(f"Person {number:03}")
    team = signed_in(staff)

    first = team.get("/team/people/").content.decode()
    further = re.search(r"after=(\d+)", first).group(1)
    second = team.get("/team/people/", {"after": further}).content.decode()

    names = [re.findall(r"Person \d{3}</bdi></a>", page) for page in (first, second)]
    assert [len(names[0]), len(names[1])] == [50, 10]
    assert not set(names[0]) & set(names[1])


# --- suspending -----------------------------------------------------------------------------------------------
def test_suspending_acts_at_once_and_everywhere(staff, liaison):
    browser = signed_in(liaison)
    assert browser.get("/team/people/").status_code == 200

    signed_in(staff).post(f"/team/people/{liaison.public_id}/suspend/")

    liaison.refresh_from_db()
    assert not Session.objects.filter(person=liaison).exists()
    assert browser.get("/team/people/").url.startswith("/sign-in/")
    assert (rules.is_member(liaison), rules.is_operating(liaison)) == (False, False)
    assert OutgoingLetter.objects.get(person=liaison).letter == "access/suspended"
    assert Change.objects.filter(person_id=liaison.pk).exists()
    assert AuditEntry.objects.get(what="person.suspended").by == staff


def test_lifting_brings_membership_and_roles_back(staff, liaison):
    suspend(liaison, by=staff)

    signed_in(staff).post(f"/team/people/{liaison.public_id}/lift/")

    liaison.refresh_from_db()
    assert (rules.is_member(liaison), rules.is_operating(liaison)) == (True, True)


def test_who_may_suspend_whom(staff, liaison, ambassador, guardian, administrator, evaluator, learner):
    parts = [staff, liaison, ambassador, guardian, administrator, evaluator, learner]

    may = [rules.may_suspend(part, target) for part in parts for target in (learner, administrator)]

    assert may == [True, False, False, False, False, False, True, False, True, False, False, False, False, False]


def test_nobody_suspends_themselves(staff):
    with pytest.raises(NotAllowed):
        suspend(staff, by=staff)


def test_administrators_may_suspend_each_other_but_the_last_stays(administrator, learner):
    give_role(learner, Role.Kind.ADMINISTRATOR)
    suspend(learner, by=administrator)

    with pytest.raises(ValidationError, match="needs an administrator"):
        end_role(active_roles(administrator).get(), by=administrator)


def test_a_guardian_finds_accounts_by_what_members_may_see(guardian, learner):
    page = signed_in(guardian).get("/team/people/?q=lena").content.decode()

    assert ("Lena Learner" in page, learner.email in page) == (True, False)


def test_a_guardian_who_is_an_ambassador_too_sees_what_each_of_the_roles_allows(guardian, learner, sharer):
    give_role(guardian, Role.Kind.AMBASSADOR, region="SSA")
    for person, name in ((learner, "Nearby"), (sharer, "Canary")):
        person.chosen_name, person.chosen_name_audience = name, Audience.TEAM
        person.save()

    page = signed_in(guardian).get("/team/people/").content.decode()
    found = {word: list(accounts_for(reader_of(guardian), word)) for word in ("nearby", "canary", "sami")}

    assert ("Nearby" in page, "Sami Sharer" in page, "Canary" in page) == (True, True, False)
    assert found == {"nearby": [learner], "canary": [], "sami": [sharer]}
    assert signed_in(guardian).get(f"/team/people/{sharer.public_id}/").status_code == 200


# --- claim links ----------------------------------------------------------------------------------------------
def link_for(person, staff) -> str:
    page = signed_in(staff).post(f"/team/people/{person.public_id}/claim/").content.decode()
    return re.search(r"/claim/[\w-]+/", page).group()


def test_a_claim_link_lets_its_person_in_once(staff, username_only):
    link = link_for(username_only, staff)
    browser, another = Client(), Client()

    assert browser.get(link).status_code == 200
    answer = browser.post(link)

    assert (browser.session["_auth_user_id"], answer.url) == (str(username_only.pk), "/me/sign-in/")
    assert another.post(link).status_code == 404
    assert "_auth_user_id" not in another.session


def test_looking_at_a_claim_link_uses_nothing_up(client, staff, username_only):
    link = link_for(username_only, staff)

    for _look in range(3):
        client.get(link)

    assert ClaimLink.objects.get().used_at is None
    assert "_auth_user_id" not in client.session


def test_the_table_does_not_hold_the_token(staff, username_only):
    token = make_claim_link(username_only, by=staff)

    assert token not in str(ClaimLink.objects.values().get())


def test_a_claim_link_dies_after_thirty_days(client, staff, username_only):
    link = link_for(username_only, staff)
    ClaimLink.objects.update(expires_at=clock.now())

    assert client.post(link).status_code == 404


def test_a_new_claim_link_ends_the_one_before(client, staff, username_only):
    old, new = link_for(username_only, staff), link_for(username_only, staff)

    assert [client.get(link).status_code for link in (old, new)] == [404, 200]


def test_a_claim_link_does_not_mix_two_profiles(staff, username_only, learner):
    link, browser = link_for(username_only, staff), signed_in(learner)

    answer = browser.post(link)

    assert "You are signed in already" in answer.content.decode()
    assert browser.session["_auth_user_id"] == str(learner.pk)


def test_a_claim_link_is_only_for_people_without_another_way_in(staff, learner, username_only):
    username_only.wiki_sub = "42"

    assert [rules.may_send_claim_link(staff, person) for person in (learner, username_only)] == [False, False]


def test_the_support_team_cannot_come_in_as_somebody_with_a_role(staff, administrator, username_only):
    give_role(username_only, Role.Kind.ADMINISTRATOR)

    assert [rules.may_send_claim_link(part, username_only) for part in (staff, administrator)] == [False, True]


def test_a_link_dies_when_the_person_comes_in_by_another_way(client, staff, username_only):
    link = link_for(username_only, staff)
    username_only.wiki_sub = "42"
    username_only.save()

    assert client.post(link).status_code == 404


def test_who_may_send_claim_links(staff, administrator, liaison, ambassador, guardian, learner, username_only):
    parts = [staff, administrator, liaison, ambassador, guardian, learner]

    assert [rules.may_send_claim_link(part, username_only) for part in parts] == [True, True, *[False] * 4]
