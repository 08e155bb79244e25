"""The directory's order: best fit for me with the reason, else freshest; nobody twice."""

from datetime import timedelta
from itertools import cycle

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letsconnect.ground import clock
from letsconnect.index.queries.index import forget_index
from letsconnect.people.actions.ledger import touch
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from tests.cast import make_person
from tests.directory.searching import cards, change, everybody, free_at, names, others, page, shares, shown_to, wants

EVENING = (36, 44)


def first(reader: Person) -> tuple[str, str]:
    """Who comes first, and why."""
    card = next(card for card in cards(reader) if not card.profile.is_own)
    return card.profile.name, card.reason.code if card.reason else ""


def test_without_anything_told_the_freshest_come_first(client):
    for days, name in ((3, "Three"), (1, "One"), (2, "Two")):
        make_person(name, fresh_at=clock.now() - timedelta(days=days), chosen_name_audience=Audience.EVERYONE)

    assert names(None) == ["One", "Two", "Three"]


@pytest.fixture
def crowd(learner: Person) -> list[Person]:
    """Ten people with nothing particular, fresher than those a test adds."""
    wants(learner, "budget-development", priority=3, level=2)
    return [make_person(f"Crowd {number}", fresh_at=clock.now() + timedelta(hours=1)) for number in range(10)]


def test_who_shares_what_i_want_comes_first_with_that_reason(learner, sharer, crowd):
    shares(sharer, "budget-development", level=3)

    assert first(learner) == ("Sami Sharer", "shares")


def test_both_ways_comes_before_one_way(learner, sharer, crowd):
    shares(learner, "advocacy")
    for person in (sharer, crowd[0]):
        shares(person, "budget-development", level=3)
    wants(sharer, "advocacy")

    assert first(learner) == ("Sami Sharer", "both_ways")


def test_who_wants_what_i_share_is_found_too(learner, sharer, crowd):
    shares(learner, "advocacy")
    wants(sharer, "advocacy")

    assert first(learner) == ("Sami Sharer", "wants")


@pytest.mark.parametrize("why_not", ["language", "group", "hours", "break"])
def test_who_could_not_meet_me_does_not_come_first(learner, sharer, crowd, why_not):
    free_at(learner, EVENING)
    shares(sharer, "budget-development", level=3)
    assert first(learner)[0] == "Sami Sharer"

    if why_not == "language":
        sharer.languages.all().delete()
        sharer.languages.create(code="fr", rank=0)
        touch(sharer)
    elif why_not == "group":
        change(sharer, group=learner.group)
    elif why_not == "hours":
        free_at(sharer, (48 + 10, 48 + 16), never_nights=False)
    else:
        change(sharer, paused_until=clock.today() + timedelta(days=9))

    assert others(learner)[-1] == "Sami Sharer"


def test_a_level_far_below_the_one_sought_is_no_fit(learner, sharer, crowd):
    wants(learner, "advocacy", level=3)
    shares(sharer, "advocacy", level=1)

    assert others(learner)[-1] == "Sami Sharer"


@pytest.mark.parametrize("key", ["shares", "wishes", "hours", "languages"])
def test_the_order_knows_nothing_the_reader_may_not_see(learner, sharer, crowd, key):
    twin = make_person("Tam Twin", languages=("fr", "en"), fresh_at=sharer.fresh_at)
    shares(learner, "advocacy")
    for person in (learner, sharer, twin):
        free_at(person, EVENING, time_zone="Africa/Accra")
    for person in (sharer, twin):
        shown_to(person, Audience.TEAM, key)
    before = others(learner)

    shares(sharer, "budget-development", level=3) if key == "shares" else None
    wants(sharer, "advocacy") if key == "wishes" else None
    free_at(sharer, (0, 336)) if key == "hours" else None
    if key == "languages":
        sharer.languages.all().delete()
        touch(sharer)

    assert others(learner) == before


def test_a_break_shows_only_to_those_who_may_reach_them(learner, sharer):
    shares(sharer, "budget-development")
    wants(learner, "budget-development")
    change(sharer, paused_until=clock.today() + timedelta(days=9))
    assert [card.profile.takes_a_break for card in cards(learner) if not card.profile.is_own] == [True]

    shown_to(sharer, Audience.TEAM, "contact")

    assert [card.profile.takes_a_break for card in cards(learner) if not card.profile.is_own] == [False]
    assert first(learner) == ("Sami Sharer", "shares")


def test_not_everybody_meets_the_same_people_first():
    for number in range(40):
        shares(make_person(f"Sharer {number}"), "budget-development", level=3)
    firsts = set()
    for number in range(12):
        reader = make_person(f"Reader {number}")
        wants(reader, "budget-development", level=2)
        firsts.add(others(reader)[0])
        assert others(reader) == others(reader)

    assert len(firsts) > 5


def test_i_am_not_my_own_best_fit(learner, sharer, crowd):
    shares(learner, "advocacy")

    assert names(learner)[-1] == "Lena Learner"


some = st.lists(st.integers(0, 22), max_size=4, unique=True)


@pytest.mark.parametrize("fits", [True, False])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sharing=some, turns=st.lists(some, min_size=1, max_size=8))
def test_page_after_page_nobody_comes_twice_whatever_the_others_do(fits, sharing, turns):
    Person.objects.all().delete()
    forget_index()
    reader = make_person("Rea Reader")
    people = [make_person(f"P {n}", fresh_at=clock.now() - timedelta(minutes=n // 3)) for n in range(23)]
    if fits:
        wants(reader, "budget-development")
    for number in sharing:
        shares(people[number], "budget-development", level=2)
    found = page(reader, size=4)
    seen, changed = list(found.people), set[int]()
    for turn in cycle(turns):
        if not found.after:
            break
        for number in turn:
            changed.add(people[number].pk)
            free_at(people[number], EVENING, fresh_at=clock.now(), learn_limit=number % 5)
        found = page(reader, f"after={found.after}", size=4)
        seen += found.people

    assert len(seen) == len(set(seen))
    assert {reader.pk, *(person.pk for person in people)} - set(seen) <= changed


def test_all_pages_together_are_everybody(learner, crowd):
    wants(learner, "advocacy")

    assert len(everybody(learner, size=3)) == len(everybody(None, size=3)) + 11 == 11


def test_when_i_change_the_list_starts_again_and_says_so(learner, crowd):
    after = page(learner, size=4).after
    wants(learner, "advocacy")

    found = page(learner, f"after={after}", size=4)

    assert found.started_anew
    assert found.people == page(learner, size=4).people


@pytest.mark.parametrize("after", ["nonsense", "gAAAA", "%00", "é"])
def test_a_broken_cursor_starts_again(client, learner, after):
    assert client.get(f"/people/?after={after}").status_code == 200
    assert page(learner, f"after={after}").started_anew


def test_a_cursor_tells_nobody_anything(learner, crowd):
    after = page(learner, size=4).after

    assert after.startswith("gAAAA")  # sealed


def test_in_summer_hours_move_with_the_clocks(learner, sharer):
    free_at(learner, (38, 41), time_zone="Africa/Accra")
    free_at(sharer, (40, 43), time_zone="Europe/Paris")
    with time_machine.travel("2026-01-14 10:00", tick=False):
        assert others(learner, "free=1") == ["Sami Sharer"]
    with time_machine.travel("2026-07-15 10:00", tick=False):
        assert others(learner, "free=1") == []
