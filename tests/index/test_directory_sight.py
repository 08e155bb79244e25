"""What a reader may see: the rule for one person and the rule for all rows at once are the same rule."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letsconnect.index.queries.columns import FIELD_ROW
from letsconnect.index.queries.entries import INDEXED, _entry
from letsconnect.index.queries.index import Index
from letsconnect.index.queries.sight import Sight, WideSight
from letsconnect.people.audience import FIELDS, STRANGER, Audience, Reader, may_see
from letsconnect.people.models import CountryAtRisk
from tests.cast import make_person
from tests.directory.searching import change, names, shown_to

REGIONS, COUNTRIES = ("SSA", "MENA", ""), ("GH", "EG", "")
levels = st.sampled_from([int(level) for level in Audience])
some_topics = st.frozensets(st.sampled_from([1, 2, 3]))
people = st.fixed_dictionaries(
    {
        "chosen_name": st.sampled_from(["Ama", ""]),
        "username": st.sampled_from(["Ama K", None]),
        "country": st.sampled_from(COUNTRIES),
        "region": st.sampled_from(REGIONS),
        "group__country": st.sampled_from(COUNTRIES),
        "confirmed_at": st.sampled_from([None, datetime(2026, 1, 1, tzinfo=UTC)]),
        "is_demo": st.booleans(),
        "shares": some_topics,
        "wishes": some_topics,
        **{f"{key}_audience": levels for key in FIELDS},
    }
)
readers = st.builds(
    Reader,
    rank=st.sampled_from([Audience.EVERYONE, Audience.MEMBERS, Audience.TEAM]),
    person_id=st.sampled_from([None, 1, 2, 999]),
    support=st.booleans(),
    regions=st.frozensets(st.sampled_from(["SSA", "MENA"])),
    apart=st.frozensets(st.sampled_from([1, 2, 5, 998])),
)
REST = {
    "time_zone": "",
    "hours": None,
    "never_nights": True,
    "paused_until": None,
    "fresh_at": None,
    "group_id": 7,
    "group__slug": "g",
    "group__name": "G",
    "group__acronym": "",
}


def row_of(number: int, facts: dict[str, Any]) -> SimpleNamespace:
    """The person as the rule for one person takes them."""
    group = SimpleNamespace(country=facts["group__country"], name="G", slug="g")
    return SimpleNamespace(pk=number, group=group, **{**REST, **facts})


def index_of(everybody: list[dict[str, Any]], at_risk: frozenset[str]) -> Index:
    index = Index()
    for number, facts in enumerate(everybody, start=1):
        entry = _entry({"id": number, **REST, **facts})
        entry.shares = [(topic, 2) for topic in facts["shares"]]
        entry.wishes = [(topic, 2, 2) for topic in facts["wishes"]]
        index.place(entry)
    index.protect(at_risk)
    return index


@settings(max_examples=150, deadline=None)
@given(
    st.lists(people, min_size=1, max_size=12),
    readers,
    some_topics,
    st.frozensets(st.sampled_from(["GH", "EG"])),
)
def test_all_rows_at_once_and_one_by_one_agree(everybody, reader, scope, at_risk):
    reader = replace(reader, topics=frozenset(str(topic) for topic in scope))
    index = index_of(everybody, at_risk)
    wide, one = WideSight(index, reader, scope), Sight(reader, scope, index.at_risk, index.crowded)
    listed = wide.listed()

    for number, facts in enumerate(everybody, start=1):
        person, row = row_of(number, facts), index.row_of[number]
        rank = one.rank(person, facts["shares"], facts["wishes"])
        seen = one.seen(person, rank) & set(INDEXED)
        named = ("chosen_name" in seen and person.chosen_name) or ("username" in seen and person.username)
        assert seen == {key for key in INDEXED if wide.sees(key)[row]}
        nameless = rank == Audience.TEAM and not (person.chosen_name or person.username)
        nameless = nameless and number not in reader.apart
        assert bool(listed[row]) == bool(named or nameless)


@settings(max_examples=150, deadline=None)
@given(people, readers, some_topics, st.frozensets(st.sampled_from(["GH", "EG"])))
def test_nobody_sees_more_than_the_person_chose(facts, reader, scope, at_risk):
    sight, person = Sight(reader, scope, at_risk), row_of(1, facts)
    rank = sight.rank(person, facts["shares"], facts["wishes"])

    for key in FIELDS:
        chosen = facts[f"{key}_audience"]
        assert sight.audience(person, key) <= chosen
        if key in sight.seen(person, rank):
            assert may_see(key, chosen, rank=rank, support=reader.support)


@given(people)
def test_the_country_at_risk_is_never_public(facts):
    sight, person = Sight(STRANGER, at_risk=frozenset({"GH", "EG"})), row_of(1, facts)

    if facts["country"]:
        assert not sight.seen(person, Audience.EVERYONE) & {"country", "time_zone", "region"}


@given(people)
def test_what_was_imported_and_not_confirmed_is_never_public(facts):
    person = row_of(1, {**facts, "confirmed_at": None})

    assert not Sight(STRANGER).seen(person, Audience.EVERYONE)


def test_every_field_the_index_knows_has_its_row():
    assert list(FIELD_ROW) == list(INDEXED)
    assert set(INDEXED) <= set(FIELDS)


@pytest.mark.parametrize("others", [4, 5])
def test_a_region_is_public_for_a_country_at_risk_only_among_many(others):
    keys = ("chosen_name", "region", "country")
    for number in range(others):
        shown_to(make_person(f"Open {number}", country="GH", region="SSA"), Audience.EVERYONE, *keys)
    hidden = make_person("At Risk", country="SD", region="SSA")
    shown_to(hidden, Audience.EVERYONE, *keys)
    CountryAtRisk.objects.create(code="SD")
    change(hidden, is_demo=others == 4)  # an example hides nobody and is hidden by nobody

    assert ("At Risk" in names(None, "region=SSA")) == (others == 5)
    assert "At Risk" not in names(None, "country=SD")


def test_a_country_becomes_at_risk_in_the_same_moment():
    person = make_person("At Risk", country="SD", region="SSA")
    shown_to(person, Audience.EVERYONE, "chosen_name", "country")
    assert names(None, "country=SD") == ["At Risk"]

    CountryAtRisk.objects.create(code="SD")

    assert names(None, "country=SD") == []
    assert names(None) == ["At Risk"]
