"""Rows become people: everything said is kept, the later word counts, and nobody is mixed up."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.reading.columns import FIELDS, mapped
from letsconnect.reading.files import Table
from letsconnect.reading.merging import by_email, by_name, newcomers_of
from letsconnect.reading.profiles import capx_profiles, legacy_profiles
from letsconnect.reading.refusing import Refused
from letsconnect.reading.registration import Registration, Said
from letsconnect.reading.rows import registration_of
from letsconnect.reading.tables import registrations_in
from tests.reading.shipped import shipped_books

BOOKS = shipped_books()
NOON = datetime(2022, 3, 25, 12, tzinfo=UTC)


def row(
    number: int, name: str | None, email: str | None = None, at: datetime | None = None, **said: object
) -> Registration:
    return Registration(number, name, email, at, Said(**said))


def test_a_record_is_understood_field_by_field():
    cells = {
        "username": ("User", "user:Example_1"),
        "country": ("Country", "Atlantis"),
        "languages": ("Languages", "polski / Klingonish"),
        "one_to_one": ("1:1", "No"),
        "clinic": ("Clinic", "글쎄요"),
        "consent": ("Meta", "perhaps"),
        "learn": ("Learn", "Governance; juggling"),
    }

    registration = registration_of(5, cells, BOOKS, {"Shoe size": "42"})

    assert registration.username == "Example 1"
    assert registration.said.languages == ("pl",)
    assert (registration.said.one_to_one, registration.said.clinic, registration.said.consent) == (False, "ask", "none")
    assert [(one.column, one.value, one.reason) for one in registration.unclear] == [
        ("Country", "Atlantis", "country_unknown"),
        ("Languages", "Klingonish", "language_unknown"),
        ("Meta", "perhaps", "consent_unclear"),
        ("Learn", "juggling", "topic_own_words"),
        ("Shoe size", "42", "not_asked"),
    ]


def test_the_later_answer_counts_where_it_says_something():
    person = newcomers_of(
        [
            row(2, "A", at=NOON, country="GH", role="staff"),
            row(3, "A", at=NOON - timedelta(days=1), country="FR", support="data"),
            row(4, "A", at=None, country="KR", remarks="hello"),
            row(5, "A", at=NOON, role="board"),
        ]
    )[0]

    assert (person.said.country, person.said.role, person.said.support, person.said.remarks) == (
        "GH",
        "board",
        "data",
        "hello",
    )
    assert person.rows_of == {"country": 2, "role": 5, "support": 3, "remarks": 4}
    assert (person.at, person.rows) == (NOON, (2, 3, 4, 5))


def test_an_address_without_a_name_joins_the_person_who_has_it():
    people = newcomers_of(
        [row(2, None, "a@example.org", role="staff"), row(3, "A", "a@example.org"), row(4, "A", None)]
    )

    assert [(person.username, person.email, person.rows, person.said.role) for person in people] == [
        ("A", "a@example.org", (2, 3, 4), "staff")
    ]


def test_an_address_of_another_username_is_kept_apart_and_listed():
    people = newcomers_of([row(2, "A", "a@example.org"), row(3, "B", "a@example.org"), row(4, None, "a@example.org")])

    assert [(person.username, person.email, person.rows) for person in people] == [
        ("A", "a@example.org", (2, 4)),
        ("B", None, (3,)),
    ]
    assert [(one.row, one.value, one.reason) for one in people[1].unclear] == [(3, "a@example.org", "email_shared")]


def test_whom_the_house_knows_already_owns_their_address():
    known = {"a@example.org": by_name("Z"), "m@example.org": by_email("m@example.org")}

    people = newcomers_of(
        [row(2, "A", "a@example.org"), row(3, None, "a@example.org"), row(4, "M", "m@example.org")], known.get
    )

    assert [(person.username, person.email) for person in people] == [("A", None), (None, "a@example.org"), ("M", None)]


CELL = st.text(max_size=30) | st.sampled_from(
    [
        "Example 1",
        "User:Example 1",
        "a@example.org",
        "예",
        "No",
        "Governance; x",
        "KR",
        "weekends",
        "2022-03-25",
        "",
        " ",
    ]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=len(FIELDS)), max_size=8))
def test_every_record_lands_in_exactly_one_place_and_no_cell_is_lost(records):
    header = (*FIELDS, "Shoe size")
    table = Table(header, [cells + [""] * (len(header) - len(cells)) if len(cells) % 5 else cells for cells in records])

    reads = registrations_in(table, mapped(header), BOOKS)
    people = newcomers_of(reads.registrations)

    rows = sorted(
        [*reads.empty, *(one.row for one in reads.set_aside), *(number for person in people for number in person.rows)]
    )
    assert rows == list(range(2, len(records) + 2))
    for registration in reads.registrations:
        cells = dict(zip(header, table.records[registration.row - 2], strict=True))
        for name in ("full_name", "group", "support", "remarks", "role", "country", "hours", "clinic"):
            kept = {one.value for one in registration.unclear}
            assert (
                not cells[name].strip() or getattr(registration.said, name) is not None or cells[name].strip() in kept
            )


def test_legacy_profiles_are_read_like_the_forms():
    profile = {
        "username": "Example 7",
        "username_org": "Example Org",
        "affiliation": "Wikimedia Chile",
        "territory": "Chile",
        "languages": ["Español", "en"],
        "projects": ["Wikidata"],
        "want_to_learn": ["Fundraising"],
        "want_to_share": ["juggling"],
        "full_name": "",
        "email": "E7@example.org",
    }

    reads = legacy_profiles(json.dumps([profile, {"username": ""}, {"territory": "Chile"}]).encode(), BOOKS)

    one = reads.registrations[0]
    assert (one.username, one.email, one.said.country, one.said.languages) == (
        "Example 7",
        "e7@example.org",
        "CL",
        ("es", "en"),
    )
    assert [wish.topic or wish.words for wish in (*one.said.learn, *one.said.share)] == ["fundraising", "juggling"]
    assert {(kept.column, kept.value) for kept in one.unclear if kept.reason == "not_asked"} == {
        ("username_org", "Example Org"),
        ("projects", "Wikidata"),
    }
    assert (reads.empty, [aside.reason for aside in reads.set_aside]) == ([2], ["nobody_named"])


def test_pages_of_capacity_exchange_are_read_with_the_names_beside_them():
    page = {
        "results": [
            {
                "user": {"username": "Example 8", "email": None},
                "display_name": "Eight",
                "language": [
                    {"id": 2, "proficiency": "2"},
                    {"id": 99, "proficiency": "2"},
                    {"id": 3, "proficiency": "0"},
                    {"id": 1, "proficiency": "n"},
                ],
                "territory": [{"id": 3, "territory_name": "Ghana"}],
                "affiliation": ["12"],
                "skills_known": [5, 6],
                "skills_available": [5],
                "skills_wanted": [7],
            }
        ],
        "skills": {"5": "Fundraising", "6": "Governance"},
        "languages": [
            {"id": 1, "language_code": "ko"},
            {"id": 2, "language_code": "en"},
            {"id": 3, "language_code": "fr"},
        ],
        "affiliations": {"12": "Wikimedia Ghana User Group"},
    }

    one = capx_profiles(json.dumps(page).encode(), BOOKS).registrations[0]

    assert (one.username, one.said.full_name, one.said.country, one.said.languages) == (
        "Example 8",
        "Eight",
        "GH",
        ("ko", "en"),
    )
    assert one.said.levels == (("ko", 4), ("en", 2))
    assert one.said.group == "Wikimedia Ghana User Group"
    assert [wish.topic for wish in one.said.share] == ["fundraising"]
    assert {(kept.column, kept.value) for kept in one.unclear} == {
        ("skills_known", "Governance"),
        ("language 99", "99"),
        ("skills_wanted 7", "7"),
    }


def test_what_a_page_leaves_empty_says_nothing():
    page = {"results": [{"user": {"username": "Example 8"}, "language": None, "skills_known": None, "territory": None}]}

    one = capx_profiles(json.dumps(page).encode(), BOOKS).registrations[0]

    assert (one.said.spoken(), one.unclear) == ([], ())


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff", "not_json"), (b"{", "not_json"), (b"3", "not_profiles"), (b"[1]", "not_profiles")]
)
def test_json_that_holds_no_profiles_is_refused(data, code):
    with pytest.raises(Refused, match=code):
        legacy_profiles(data, BOOKS)
