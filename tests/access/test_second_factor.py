"""The second factor: in production settings roles sleep until it was given in this session."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.test import Client

from letsconnect.access.actions import second_factor as actions
from letsconnect.access.queries.second_factor import has_second_factor, recovery_codes_left
from letsconnect.ground import clock
from letsconnect.ground.models import AuditEntry, OutgoingLetter
from letsconnect.people import rules
from letsconnect.people.models import Session
from tests.cast import make_person, signed_in

DOOR = "/me/second-factor/"


@pytest.fixture
def _asked_for(settings):
    settings.SECOND_FACTOR = True


pytestmark = pytest.mark.usefixtures("_asked_for")


@pytest.fixture
def at_ten():
    """Today at ten, standing still."""
    with time_machine.travel(clock.now().replace(hour=10, minute=0, second=0), tick=False) as moment:
        yield moment


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def secret(staff, at_ten) -> str:
    """The support team's authenticator app, set up; its next code is a new one."""
    secret = actions.new_secret()
    assert actions.set_up_factor(staff, secret, code_now(secret))
    at_ten.shift(60)
    return secret


def is_awake(browser: Client) -> bool:
    return browser.get("/team/roles/").status_code == 200


def test_roles_sleep_in_a_session_without_the_factor(staff):
    browser = signed_in(staff)

    answer = browser.get("/team/roles/")

    assert answer.status_code == 403
    assert "Your roles are asleep" in browser.get("/me/sign-in/").content.decode()


def test_in_development_roles_are_awake(staff, settings):
    settings.SECOND_FACTOR = False

    assert is_awake(signed_in(staff))


def test_the_factor_wakes_the_roles_of_this_session_only(staff, secret):
    here, elsewhere = signed_in(staff), signed_in(staff)

    here.post(DOOR, {"code": code_now(secret)})

    assert (is_awake(here), is_awake(elsewhere)) == (True, False)
    assert "Your roles are asleep" not in here.get("/me/sign-in/").content.decode()


def test_the_session_key_changes_when_the_roles_wake(staff, secret):
    browser = signed_in(staff)
    before = browser.session.session_key

    browser.post(DOOR, {"code": code_now(secret)})

    assert browser.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_in_leads_somebody_with_a_role_to_the_factor_and_then_on(staff, client, at_ten, secret):
    client.post("/sign-in/", {"email": staff.email, "next": "/team/people/"})
    code = re.search(r"\d{6}", OutgoingLetter.objects.latest("pk").body).group()

    assert client.post("/sign-in/code/", {"code": code}).url == DOOR
    assert client.post(DOOR, {"code": code_now(secret)}).url == "/team/people/"


def test_a_participant_is_never_asked(learner, client):
    client.post("/sign-in/", {"email": learner.email})
    code = re.search(r"\d{6}", OutgoingLetter.objects.latest("pk").body).group()

    assert client.post("/sign-in/code/", {"code": code}).url == "/"
    assert "You need no second factor" in client.get(DOOR).content.decode()


def test_it_is_set_up_on_the_page_with_recovery_codes(staff, at_ten):
    browser = signed_in(staff)
    page = browser.get(DOOR).content.decode()
    secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")

    answer = browser.post(DOOR, {"code": code_now(secret)})

    assert answer.url == "/me/second-factor/codes/"
    shown = re.findall(r'<code dir="ltr">(\d+)</code>', browser.get(answer.url).content.decode())
    assert shown == recovery_codes_left(staff)
    assert len(shown) == 10
    assert is_awake(browser)
    assert OutgoingLetter.objects.get(person=staff).letter == "access/second_factor_on"


def test_a_wrong_code_sets_nothing_up_and_keeps_the_same_secret(staff, at_ten):
    browser = signed_in(staff)
    secret = browser.get(DOOR).content.decode().split('<code dir="ltr">')[1][:39]

    page = browser.post(DOOR, {"code": "000000"}).content.decode()

    assert "That is not the code" in page
    assert secret in page
    assert not has_second_factor(staff)


def test_the_same_code_works_once(staff, secret):
    here, elsewhere = signed_in(staff), signed_in(staff)
    code = code_now(secret)

    here.post(DOOR, {"code": code})
    elsewhere.post(DOOR, {"code": code})

    assert (is_awake(here), is_awake(elsewhere)) == (True, False)


def test_a_recovery_code_works_once(staff, secret):
    code = recovery_codes_left(staff)[3]
    here, elsewhere = signed_in(staff), signed_in(staff)

    here.post(DOOR, {"code": code})
    elsewhere.post(DOOR, {"code": code})

    assert (is_awake(here), is_awake(elsewhere), len(recovery_codes_left(staff))) == (True, False, 9)


def test_guessing_ends_after_ten_tries(staff, secret):
    browser = signed_in(staff)

    answers = [browser.post(DOOR, {"code": f"{number:06}"}).status_code for number in range(11)]

    assert answers == [200] * 10 + [429]


def test_the_secret_is_encrypted_in_the_table(staff, secret):
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in rows
    assert not any(code in rows for code in recovery_codes_left(staff))


def test_with_another_server_key_no_code_is_right(staff, secret, settings):
    codes = [code_now(secret), *recovery_codes_left(staff)]
    settings.SECRET_KEY = "another key"
    browser = signed_in(staff)

    for code in codes[:5]:
        browser.post(DOOR, {"code": code})

    assert not is_awake(browser)


def test_recovery_codes_are_shown_only_soon_after_the_factor_was_given(staff, secret, at_ten):
    browser = signed_in(staff)
    browser.post(DOOR, {"code": code_now(secret)})
    at_ten.shift(16 * 60)

    answer = browser.get("/me/second-factor/codes/")

    assert answer.url == DOOR
    assert not is_awake(browser)


def test_new_recovery_codes_replace_the_old_ones(staff, secret):
    browser = signed_in(staff)
    old = recovery_codes_left(staff)
    browser.post(DOOR, {"code": code_now(secret)})

    browser.post("/me/second-factor/codes/")

    assert not set(old) & set(recovery_codes_left(staff))


def test_whoever_only_has_the_session_cannot_remove_the_factor(staff, secret):
    signed_in(staff).post("/me/second-factor/remove/")

    assert has_second_factor(staff)


def test_removing_it_puts_the_roles_to_sleep(staff, secret):
    browser = signed_in(staff)
    browser.post(DOOR, {"code": code_now(secret)})

    browser.post("/me/second-factor/remove/")

    assert (has_second_factor(staff), is_awake(browser)) == (False, False)


def test_an_administrator_helps_somebody_who_lost_it(staff, secret, administrator, settings):
    settings.SECOND_FACTOR = False
    theirs = signed_in(staff)

    signed_in(administrator).post(f"/team/people/{staff.public_id}/second-factor/")

    assert not has_second_factor(staff)
    assert theirs.get("/me/sessions/").status_code == 302
    assert AuditEntry.objects.get(what="second_factor.reset").by == administrator


def test_nobody_else_resets_a_factor(staff, secret, liaison, settings):
    settings.SECOND_FACTOR = False

    answer = signed_in(liaison).post(f"/team/people/{staff.public_id}/second-factor/")

    assert (answer.status_code, has_second_factor(staff)) == (403, True)


def test_an_administrator_asleep_resets_nothing(staff, secret, administrator):
    answer = signed_in(administrator).post(f"/team/people/{staff.public_id}/second-factor/")

    assert (answer.status_code, has_second_factor(staff)) == (403, True)


def test_the_servers_owner_resets_the_factor_of_the_last_administrator(staff, secret):
    call_command("reset_second_factor", staff.email)

    assert not has_second_factor(staff)


def test_rules_agree_with_the_reader_about_sleeping_roles(staff):
    staff.roles_asleep = True

    assert (rules.is_support_team(staff), rules.may_import(staff)) == (False, False)
    assert not rules.is_team(make_person("Nobody"))
