"""How the time a search has is spent."""

import pytest

from matchmaker import effort
from matchmaker.effort import Effort


class Clock:
    """Stands still but for what is added."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(effort, "time", found)
    return found


def faded(clock: Clock, seconds: float, each: float, count: int) -> list[float]:
    """The steps from 10 to 0.1 of a search that spends so long on each, and leaves 20 seconds."""
    found = []
    for step in Effort(seconds).fading(10.0, 0.1, count, 20.0):
        found.append(step)
        clock.now += each
    return found


def test_with_time_enough_steps_fade_in_equal_ratios_whatever_each_takes(clock):
    steps = faded(clock, seconds=100, each=0.01, count=3)

    assert steps == pytest.approx([10, 1, 0.1])
    assert faded(clock, seconds=100, each=1.0, count=40) == faded(clock, seconds=100, each=0.5, count=40)


@pytest.mark.parametrize("each", [1.0, 7.0])
def test_with_too_little_time_steps_fade_sooner_and_the_time_to_spare_remains(clock, each):
    steps = faded(clock, seconds=100, each=each, count=500)

    assert steps == sorted(steps, reverse=True)
    assert steps[-1] == pytest.approx(0.1, rel=0.5)
    assert 80 - each <= clock.now <= 80 + each


def test_a_search_that_is_stopped_takes_no_further_step(clock):
    search, steps = Effort(100, watch=lambda _: False), []
    for step in search.fading(10.0, 0.1, 40, 20.0):
        steps.append(step)
        search.tell("pricing", 0.0, 0, None)

    assert steps == [10.0]


def test_what_is_gone_and_what_is_held_back_is_not_there_to_search(clock):
    search = Effort(100, gone=15)
    search.held_back = 10
    clock.now += 30

    assert search.left() == pytest.approx(100 - 15 - 10 - 30)
    assert search.spent() == pytest.approx(45)


@pytest.mark.parametrize(("each", "taken"), [(1.0, 6), (19.0, 5), (30.0, 3), (60.0, 1)])
def test_no_turn_begins_that_would_not_end_in_time(clock, each, taken):
    turns = []
    for turn in Effort(100).turns(6):
        turns.append(turn)
        clock.now += each

    assert turns == list(range(taken))


def test_a_turn_that_is_sure_is_taken_without_any_time(clock):
    search = Effort(100, gone=100)

    assert list(search.turns(6)) == []
    assert list(search.turns(6, sure=1)) == [0]
