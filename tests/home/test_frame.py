"""The frame of every page."""

import pytest
from django.test import Client

from tests.cast import signed_in


def test_every_page_offers_the_way_to_say_that_something_felt_wrong(client):
    assert 'href="/report/"' in client.get("/").content.decode()


def test_the_language_links_keep_the_path_and_the_other_parameters(client):
    page = client.get("/", {"q": "budget", "uselang": "ko"}).content.decode()

    assert 'href="?q=budget&amp;uselang=ar"' in page


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ko", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(client, code, direction):
    page = client.get("/", {"uselang": code}).content.decode()

    assert f'<html lang="{code}" dir="{direction}">' in page


def test_the_footer_names_the_readers_zone_in_words(korean_reader):
    page = signed_in(korean_reader).get("/", {"uselang": "en"}).content.decode()

    assert "South Korea Time (\u2066UTC+9\u2069)" in page


def test_a_page_that_is_not_there_offers_other_doors(client):
    response = client.get("/nowhere/", {"uselang": "ar"})

    assert response.status_code == 404
    assert 'dir="rtl"' in response.content.decode()
    assert 'href="/comment/"' in response.content.decode()


def test_a_page_that_is_not_there_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/nowhere/")


def test_when_something_breaks_the_page_needs_no_database_and_keeps_the_language(
    settings, monkeypatch, django_assert_num_queries
):
    def breaks(*_anything: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("letsconnect.home.views.health.database_answers", breaks)
    visitor = Client(raise_request_exception=False)

    with django_assert_num_queries(0):
        response = visitor.get("/health/", {"uselang": "ko"})

    assert response.status_code == 500
    assert '<html lang="ko"' in response.content.decode()
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_form_that_lost_its_token_is_answered_with_words():
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/", {"x": "1"})

    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
