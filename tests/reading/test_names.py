"""Every way people write their username leads to the one MediaWiki knows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.reading.names import email_of, username_of


@pytest.mark.parametrize(
    "written",
    [
        "Example org 1-2",
        " example org 1-2 ",
        "Example_org__1-2",
        "User:Example org 1-2",
        "user: example_org 1-2",
        "USER TALK:Example org 1-2",
        "사용자:Example org 1-2",
        "사용자토론:Example org 1-2",
        "https://meta.wikimedia.org/wiki/User:Example_org_1-2",
        "//meta.wikimedia.org/wiki/User:Example_org_1-2",
        "meta.m.wikimedia.org/wiki/User:Example_org_1-2",
        "https://ko.wikipedia.org/wiki/%EC%82%AC%EC%9A%A9%EC%9E%90:Example_org_1-2",
        "https://meta.wikimedia.org/w/index.php?title=User:Example_org_1-2&action=edit",
        "https://meta.wikimedia.org/wiki/User:Example_org_1-2?uselang=ko#top",
        "https://meta.wikimedia.org/wiki/User:Example_org_1-2/sandbox/old",
        "wiki/User:Example org 1-2",
        "[[User:Example org 1-2|me]]",
        "[[:m:User talk:Example org 1-2]]",
        "\u200eUser:Example\u00a0org 1-2\u200f",
        "Example%20org%201-2",
    ],
)
def test_one_person_has_one_username(written):
    assert username_of(written) == "Example org 1-2"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("álvaro", "Álvaro"),
        ("A\u0301lvaro", "Álvaro"),
        ("예시 사람", "예시 사람"),
        ("ßtraße", "ßtraße"),
        ("მაგალითი", "მაგალითი"),
        ("https://en.wikipedia.org/wiki/User:50%25_off", "50% off"),
        ("https://en.wikipedia.org/wiki/User:What%3F", "What?"),
        ("100% real", "100% real"),
        ("AC/DC", "AC"),
    ],
)
def test_names_keep_what_mediawiki_keeps(written, name):
    assert username_of(written) == name


@pytest.mark.parametrize("written", ["", "  ", "User:", "[[]]", "a|b", "<script>", "a\nb#c", "x" * 256, "/", "%41%5B"])
def test_what_cannot_be_a_username_is_none(written):
    assert username_of(written) is None


@given(st.text())
def test_reading_a_username_twice_changes_nothing(text):
    name = username_of(text)

    assert name is None or username_of(name) == name


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40))
def test_a_link_to_a_user_page_is_that_user(text):
    name = username_of(text)

    assert username_of(f"https://meta.wikimedia.org/wiki/User:{text}") == name
    assert name is None or unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" Example1.2@Example.ORG ", "example1.2@example.org"),
        ("mailto:a@example.org", "a@example.org"),
        ("<a@example.org>", "a@example.org"),
        ("a@example", None),
        ("a b@example.org", None),
        ("a@example.org\nBcc: x@example.org", None),
        ("a@example.org, b@example.org", None),
        ("", None),
    ],
)
def test_addresses_are_lower_case_and_single(written, address):
    assert email_of(written) == address
