"""The directory's copy in memory says what the database says, at once."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.ground import clock
from letsconnect.index.queries.fit import shuffled
from letsconnect.index.queries.index import Index
from letsconnect.index.queries.texts import TextColumn, searchable
from letsconnect.people.actions.ledger import touch, touch_all
from letsconnect.people.audience import Audience
from letsconnect.people.models import Change, Person
from tests.cast import make_person, signed_in
from tests.directory.searching import change, free_at, names, others, shares, shown_to, wants


def same(one: Index, other: Index) -> bool:
    """Whether two copies hold the same people with the same facts, wherever their rows are."""
    if set(one.row_of) != set(other.row_of):
        return False
    return all(facts(one, pk) == facts(other, pk) for pk in one.row_of)


def facts(index: Index, pk: int) -> tuple:
    row = index.row_of[pk]
    columns = ("fresh", "has_name", "has_username", "is_demo", "group", "paused_until", "person")
    plain = [getattr(index, name)[row].item() for name in columns]
    topics = sorted((topic, index.share[at, row], index.wish_level[at, row]) for topic, at in index.topics.items())
    spoken = {code: index.language[at, row].item() for code, at in index.languages.items() if index.language[at, row]}
    texts = [column._lines[row] for column in index.texts.values()]
    codes = [name for name, number in index.regions.items() if number == index.region[row]]
    told = [topic for topic in topics if topic[1] or topic[2]]
    return (plain, told, spoken, texts, codes, index.audience[:, row].tolist(), index.starts[:, row].tolist())


def test_changes_one_by_one_leave_what_reading_everybody_gives(learner, sharer, group):
    index = Index()
    index.refresh()
    shares(sharer, "advocacy", note="a note")
    wants(learner, "advocacy")
    free_at(sharer, (36, 44))
    newcomer = make_person("Nia New", languages=("sw",), region="SSA", group=group)
    touch(newcomer)
    change(learner, suspended_at=clock.now())
    shown_to(sharer, Audience.EVERYONE, "region")
    index.refresh()
    fresh = Index()
    fresh.refresh()

    assert set(index.row_of) == {sharer.pk, newcomer.pk}
    assert same(index, fresh)


def test_a_row_set_free_is_used_again_and_tells_nothing_of_before(learner, sharer):
    shares(sharer, "advocacy", note="canary")
    free_at(sharer, (36, 44))
    index = Index()
    index.refresh()
    row = index.row_of[sharer.pk]
    pk = sharer.pk
    sharer.delete()
    touch_all([pk])
    index.refresh()
    newcomer = make_person("Nia New")
    touch(newcomer)
    index.refresh()

    assert index.row_of[newcomer.pk] == row
    assert not index.share[:, row].any()
    assert not index.starts[:, row].any()
    assert b"canary" not in index.texts["share_notes"]._joined().tobytes()


@pytest.mark.parametrize(
    "left", [{"suspended_at": clock.now()}, {"is_active": False}, {"registered_at": None}, {"chosen_name": ""}]
)
def test_who_leaves_is_gone_at_once(learner, sharer, left):
    change(sharer, username=None)
    browser = signed_in(learner)
    assert others(learner) == ["Sami Sharer"]

    change(sharer, **left)

    assert others(learner) == []
    assert browser.get(f"/people/{sharer.public_id}/").status_code == 404


def test_who_is_suspended_without_a_line_is_not_shown_either(learner, sharer):
    assert others(learner) == ["Sami Sharer"]

    Person.objects.filter(pk=sharer.pk).update(suspended_at=clock.now())

    assert others(learner) == []


def test_what_was_rolled_back_never_was(learner, sharer):
    with transaction.atomic():
        change(sharer, chosen_name="Not So")
        assert others(learner) == ["Not So"]
        transaction.set_rollback(True)
    sharer.refresh_from_db()

    assert others(learner) == ["Sami Sharer"]


def test_lines_swept_away_make_it_read_everybody_again(learner, sharer):
    touch(sharer)
    assert others(learner) == ["Sami Sharer"]
    Person.objects.filter(pk=sharer.pk).update(chosen_name="New Name")

    Change.objects.all().delete()

    assert others(learner) == ["New Name"]


def test_many_changes_at_once_are_all_read(learner):
    people = [make_person(f"P {number}") for number in range(30)]
    names(learner)
    Person.objects.exclude(pk=learner.pk).update(region="MENA")
    touch_all([person.pk for person in people] * 70)

    assert len(others(learner, "region=MENA")) == 20


def test_there_is_room_for_more_people_than_at_first():
    index = Index()
    index.refresh()
    Person.objects.bulk_create(
        Person(public_id=f"p{number}", chosen_name=f"P {number}", registered_at=clock.now(), fresh_at=clock.now())
        for number in range(700)
    )
    touch_all(Person.objects.values_list("pk", flat=True))
    index.refresh()

    assert index.alive.sum() == 700
    assert len({index.person[row].item() for row in index.row_of.values()}) == 700


@given(st.lists(st.text(max_size=12), min_size=1, max_size=20), st.text(min_size=1, max_size=3))
def test_text_is_found_exactly_where_it_is(texts, piece):
    lines, wanted = [searchable(text) for text in texts], searchable(piece)
    column = TextColumn()
    for row, line in enumerate(lines):
        column.write(row, line)

    if wanted:
        assert column.rows_with(wanted, len(lines)).tolist() == [wanted in line for line in lines]


@given(st.text())
def test_a_persons_text_is_always_one_line(text):
    assert b"\n" not in searchable(text)


def test_the_shuffle_is_each_readers_own_and_stays():
    people = np.arange(1000)

    assert (shuffled(people, 1) == shuffled(people, 1)).all()
    assert len(set(shuffled(people, 1).tolist())) == 1000
    assert (np.argsort(shuffled(people, 1)) != np.argsort(shuffled(people, 2))).mean() > 0.9


def test_pauses_end_by_themselves(learner, sharer):
    change(sharer, paused_until=clock.today() - timedelta(days=1))
    shares(sharer, "advocacy")
    wants(learner, "advocacy")

    assert others(learner)[0] == "Sami Sharer"
