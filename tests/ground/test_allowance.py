"""Limits count together over all processes, and a forged header does not help (S7)."""

import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.ground.allowance import client_address, limited, network_of, sweep_uses, take, who_asks
from letsconnect.ground.models import Use
from letsconnect.people.models import Person

HEADER = "HTTP_X_FORWARDED_FOR"


def request_from(address: str, **meta: str) -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address, **meta)
    request.user = AnonymousUser()
    return request


def test_the_use_after_the_last_allowed_one_is_told_how_long_to_wait() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        answers = [take("knock", "account:1", at_most=3, seconds=60) for _knock in range(4)]

    assert answers[:3] == [0, 0, 0]
    assert 1 <= answers[3] <= 60


def test_after_the_wait_it_is_allowed_again() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False) as moment:
        take("knock", "account:1", at_most=1, seconds=60)
        wait = take("knock", "account:1", at_most=1, seconds=60)

        moment.shift(wait)

        assert take("knock", "account:1", at_most=1, seconds=60) == 0


def test_one_persons_uses_do_not_count_for_another() -> None:
    take("knock", "account:1", at_most=1, seconds=60)

    assert take("knock", "account:2", at_most=1, seconds=60) == 0
    assert take("ring", "account:1", at_most=1, seconds=60) == 0


def test_stretches_that_are_over_are_swept_away() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False) as moment:
        take("knock", "account:1", at_most=1, seconds=60)
        moment.shift(61)
        take("knock", "account:2", at_most=1, seconds=600)

        sweep_uses()

    assert [use.who for use in Use.objects.all()] == ["account:2"]


def test_a_limited_door_answers_429_with_a_page_and_when_to_come_back() -> None:
    door = limited("door", at_most=2, seconds=60)(lambda request: HttpResponse("in"))

    answers = [door(request_from("192.0.2.1")) for _knock in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert b"try again" in answers[2].content


def test_only_the_methods_named_are_counted() -> None:
    door = limited("door", at_most=1, seconds=60, methods=("POST",))(lambda request: HttpResponse("in"))

    assert [door(request_from("192.0.2.1")).status_code for _look in range(3)] == [200, 200, 200]


def test_a_forged_forwarding_header_changes_nothing_without_proxies() -> None:
    door = limited("door", at_most=1, seconds=60)(lambda request: HttpResponse("in"))
    door(request_from("192.0.2.1"))

    bypassed = [door(request_from("192.0.2.1", **{HEADER: f"198.51.100.{n}"})).status_code for n in range(20)]

    assert bypassed == [429] * 20


@given(forged=st.lists(st.ip_addresses(v=4).map(str), max_size=4), trusted=st.integers(1, 3))
def test_behind_proxies_only_what_they_wrote_is_read(forged: list[str], trusted: int) -> None:
    written = ["203.0.113.7", *[f"10.0.0.{n}" for n in range(trusted - 1)]]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", **{HEADER: ", ".join([*forged, *written])})

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=trusted):
        assert client_address(request) == "203.0.113.7"


def test_an_ipv6_visitor_cannot_hop_within_their_own_network() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")


def test_the_address_itself_is_not_stored(learner: Person) -> None:
    signed_in = request_from("192.0.2.77")
    signed_in.user = learner

    assert "192.0.2.77" not in who_asks(request_from("192.0.2.77"))
    assert who_asks(signed_in) == f"account:{learner.pk}"
