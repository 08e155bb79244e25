"""How often one may knock (S7), and that known and unknown addresses take the same time (S16)."""

import statistics
import time

import pytest
import time_machine
from django.test import Client

from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from tests.access.test_sign_in import ask_for_code, code_in_the_last_letter, come_in, who_is_in, wrong_code
from tests.figures import share_of


@pytest.fixture
def at_ten(settings):
    """Stretches begin at moments that depend on the key: with a key of its own a clone could begin one mid-test."""
    settings.SECRET_KEY = "the key of the tests about limits"
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as moment:
        yield moment


def tries_until_429(ask, most: int = 30) -> int:
    for count in range(1, most + 1):
        answer = ask(count)
        if answer.status_code == 429:
            assert int(answer["Retry-After"]) > 0
            return count
    return 0


def test_one_address_asks_for_ten_codes_a_minute_and_no_more(at_ten, figure):
    refused = tries_until_429(lambda count: ask_for_code(Client(), f"person{count}@example.org"))

    figure(f"S7, sign-in from one address: 429 at request {refused} within a minute")

    assert refused == 11
    assert OutgoingLetter.objects.count() == 10
    assert Client().get("/sign-in/").status_code == 200


def test_a_forged_forwarded_address_does_not_help(at_ten, figure):
    def ask(count):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{count}"}
        return Client().post("/sign-in/", {"email": f"person{count}@example.org"}, **forged)

    refused = tries_until_429(ask)

    figure(f"S7, sign-in with a forged X-Forwarded-For each time: 429 at request {refused}, bypassed 0")
    assert refused == 11


def test_behind_our_own_proxy_only_what_the_proxy_wrote_counts(at_ten, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def ask(count):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{count}, 198.51.100.7"}
        return Client().post("/sign-in/", {"email": f"person{count}@example.org"}, **forged)

    assert tries_until_429(ask) == 11


def test_one_account_gets_ten_codes_an_hour_wherever_they_are_asked_from(at_ten, learner):
    def ask(count):
        return Client(REMOTE_ADDR=f"198.51.100.{count}").post("/sign-in/", {"email": learner.email})

    assert tries_until_429(ask) == 11
    assert OutgoingLetter.objects.count() == 10


def test_one_account_is_guessed_at_ten_times_an_hour_wherever_from(at_ten, learner):
    browsers = [Client(REMOTE_ADDR=f"198.51.100.{n}") for n in range(4)]

    def guess(count):
        browser = browsers[count % 4]
        if count <= 4:
            ask_for_code(browser, learner.email)
        return browser.post("/sign-in/code/", {"code": wrong_code()})

    assert tries_until_429(guess) == 11


def test_five_new_accounts_in_half_an_hour_from_one_address(at_ten, figure):
    def join(count):
        at_ten.shift(7)
        return come_in(Client(), f"person{count}@example.org")

    refused = tries_until_429(join)

    figure(f"S7, new accounts from one address: 429 at request {refused} within half an hour")
    assert refused == 6
    assert Person.objects.count() == 5


def test_whoever_waited_for_a_new_account_comes_in_later_with_the_same_code(at_ten, settings):
    settings.NEW_ACCOUNTS_AT_MOST = 0
    client = Client()
    assert come_in(client, "late@example.org").status_code == 429

    settings.NEW_ACCOUNTS_AT_MOST = 5
    client.post("/sign-in/code/", {"code": code_in_the_last_letter()})

    assert who_is_in(client) is not None


def test_somebody_known_comes_in_although_new_accounts_wait(at_ten, settings, learner):
    settings.NEW_ACCOUNTS_AT_MOST = 0
    client = Client()

    come_in(client, learner.email)

    assert who_is_in(client) == str(learner.pk)


@pytest.mark.drill
def test_known_and_unknown_addresses_take_the_same_time(learner, monkeypatch, figure):
    monkeypatch.setattr("letsconnect.access.login.codes.take", lambda *words, **limits: 0)
    times: dict[bool, list[float]] = {True: [], False: []}
    tries = share_of(1000)
    for number in range(tries):
        known = number % 2 == 0
        browser = Client(REMOTE_ADDR=f"198.{number // 250}.{number % 250}.1")
        began = time.perf_counter()
        ask_for_code(browser, learner.email if known else f"nobody{number}@example.org")
        times[known].append(time.perf_counter() - began)

    known, unknown = (statistics.median(times[kind]) * 1000 for kind in (True, False))
    words = f"known {known:.1f} ms, unknown {unknown:.1f} ms, difference {abs(known - unknown):.1f} ms (target 20)"
    figure(f"S16, code asked for, median of {tries}: {words}")
    assert OutgoingLetter.objects.count() == tries
