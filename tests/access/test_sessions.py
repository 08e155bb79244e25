"""Where somebody is signed in, and ending it (S15)."""

from datetime import timedelta

import pytest
from django.test import Client

from letsconnect.access.login.arriving import browser_of
from letsconnect.access.queries.accounts import sessions_of
from letsconnect.ground import clock
from letsconnect.people.models import Session
from tests.cast import signed_in


def test_my_sessions_are_mine_only(learner, sharer):
    browser, _other = signed_in(learner), signed_in(sharer)

    page = browser.get("/me/sessions/").content.decode()

    assert (page.count('class="card"'), sessions_of(learner).count()) == (1, 1)


def test_ending_another_session_of_mine_signs_that_browser_out(learner):
    here, lost = signed_in(learner), signed_in(learner)
    handle = Session.objects.get(session_key=lost.session.session_key).handle

    here.post(f"/me/sessions/{handle}/end/")

    assert lost.get("/me/sessions/").status_code == 302
    assert here.get("/me/sessions/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(learner, sharer):
    mine, theirs = signed_in(learner), signed_in(sharer)
    handle = Session.objects.get(session_key=theirs.session.session_key).handle

    mine.post(f"/me/sessions/{handle}/end/")

    assert theirs.get("/me/sessions/").status_code == 200


def test_one_press_signs_out_everywhere_but_here(learner, sharer):
    here, elsewhere, other = signed_in(learner), signed_in(learner), signed_in(sharer)

    here.post("/me/sessions/")

    answers = [browser.get("/me/sessions/").status_code for browser in (here, elsewhere, other)]
    assert answers == [200, 302, 200]


def test_the_page_names_no_session_key(learner):
    browser = signed_in(learner)

    assert browser.session.session_key not in browser.get("/me/sessions/").content.decode()


def test_sessions_end_with_the_person(learner):
    browser = signed_in(learner)
    learner.delete()

    assert browser.get("/me/sessions/").status_code == 302
    assert not Session.objects.filter(person_id=learner.pk).exists()


def test_what_a_visitor_left_is_forgotten_after_a_week(client, learner):
    client.post("/sign-in/", {"email": "canary@example.org"})
    signed_in(learner)

    days = {row.person: (row.expire_date - clock.now() + timedelta(minutes=1)).days for row in Session.objects.all()}

    assert days == {None: 7, learner: 90}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(line, name):
    assert browser_of(line) == name


def test_pages_about_oneself_are_kept_by_no_cache(learner):
    answer = signed_in(learner).get("/me/sessions/")

    assert "no-store" in answer["Cache-Control"]


def test_a_visitor_has_no_sessions_page():
    assert Client().get("/me/sessions/").url == "/sign-in/?next=/me/sessions/"
