"""Having a round planned, in the background. Whoever computes may die at any point: the plan lands in one piece or
not at all, and is computed anew."""

from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.matching.matchmaking import gathering, planning
from letsconnect.people.models import Person
from letsconnect.rounds.actions.locking import lock_connections
from letsconnect.rounds.actions.writing import write_connections, write_edit
from letsconnect.rounds.models import Round, RoundEdit
from letsconnect.rounds.queries.proposal import kept_in, pairs_kept_apart_in
from letsconnect.rounds.rules import may_ask_for_plan, may_stop_planning

State, Kind = Round.State, RoundEdit.Kind
TELL_EVERY = 0.5  # seconds between two notes of the progress
Json = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A plan and what it was made from."""

    input: Json
    plan: Json
    seconds: int
    cut: bool


@transaction.atomic
def ask_for_plan(round_: Round, *, by: Person, lock_first: Collection[int] = ()) -> int | None:
    """Have the round planned: the whole of it, or again around the locked connections (`lock_first`: numbers to lock
    before). Answers the number of the asking, for the task; None when a plan is being computed already."""
    round_ = lock(round_)
    if round_.state == State.PLANNING:
        return None
    require(may_ask_for_plan(by, round_))
    if lock_first:
        lock_connections(round_, lock_first, by=by)
    edit = write_edit(round_, Kind.ASKED, by=by)
    round_.state, round_.asked, round_.progress = State.PLANNING, edit.pk, None
    round_.stop_asked, round_.failed = False, False
    round_.save(update_fields=["state", "asked", "progress", "stop_asked", "failed"])
    record("round.plan_asked", round_, by=by)
    return edit.pk


@transaction.atomic
def stop_planning(round_: Round, *, by: Person) -> None:
    """End the search: the best plan so far is kept. Where nobody has begun, the round is as before. Safe to repeat."""
    round_ = lock(round_)
    if round_.state != State.PLANNING:
        return
    require(may_stop_planning(by, round_))
    if round_.progress is None:
        _back(round_)
        return
    round_.stop_asked = True
    round_.save(update_fields=["stop_asked"])


def work_out(round_id: int, asked: int) -> None:
    """Compute the plan that was asked for, telling of the progress, and let it land. Does nothing when the asking is
    over: answered, stopped or replaced. Safe to repeat."""
    round_ = Round.objects.filter(pk=round_id, state=State.PLANNING, asked=asked).first()
    if round_ is None:
        return
    _tell(round_id, asked, {"phase": "gathering", "fraction": 0.0, "value": 0, "bound": None})
    input_ = round_.input or gathering.written(gathering.gathered(round_))
    kept = kept_in(round_)
    effective = planning.with_wishes_of_the_team(input_, kept.values(), pairs_kept_apart_in(round_))
    seconds = planning.seconds_for(input_)
    plan, cut = planning.planned(
        effective, seed=round_.seed, seconds=seconds, before=round_.plan, told=Telling(round_id, asked)
    )
    if not land(round_id, asked, Made(input_, plan, seconds, cut)):
        work_out(round_id, asked)


@transaction.atomic
def land(round_id: int, asked: int, made: Made) -> bool:
    """The plan becomes the proposal: all of it, once. False when somebody in it has left meanwhile: it would bring
    them back, and is computed again."""
    round_ = Round.objects.select_for_update().filter(pk=round_id, state=State.PLANNING, asked=asked).first()
    if round_ is None:
        return True
    if _is_outdated(round_, made.input):
        return False
    kept, first = kept_in(round_), round_.last_number + 1
    found = planning.numbered(made.plan["connections"], kept, first)
    round_.connections.filter(locked=False).delete()
    round_.state, round_.input, round_.plan = State.PLANNED, made.input, made.plan
    round_.asked, round_.progress, round_.stop_asked = None, None, False
    round_.save(update_fields=["state", "input", "plan", "asked", "progress", "stop_asked"])
    write_connections(round_, found)
    write_edit(
        round_, Kind.PLANNED, by=None, asked=asked, seed=round_.seed, seconds=made.seconds, cut=made.cut, first=first
    )
    record("round.planned", round_, by=None, connections=len(found))
    return True


@transaction.atomic
def give_up(round_id: int, asked: int) -> None:
    """The plan cannot be computed: the round is as before, and its page says so."""
    round_ = Round.objects.select_for_update().filter(pk=round_id, state=State.PLANNING, asked=asked).first()
    if round_ is not None:
        _back(round_)
        round_.failed = True
        round_.save(update_fields=["failed"])
        record("round.plan_failed", round_, by=None)


class Telling:
    """Writes the progress down now and then; answers whether to go on."""

    def __init__(self, round_id: int, asked: int) -> None:
        self.round_id, self.asked = round_id, asked
        self.last = 0.0

    def __call__(self, progress: Json) -> bool:
        if monotonic() - self.last < TELL_EVERY:
            return True
        self.last = monotonic()
        return _tell(self.round_id, self.asked, progress)


def _tell(round_id: int, asked: int, progress: Json) -> bool:
    mine = Round.objects.filter(pk=round_id, state=State.PLANNING, asked=asked)
    mine.update(progress=progress)
    return mine.filter(stop_asked=False).exists()


def _is_outdated(round_: Round, input_: Json) -> bool:
    if round_.input is not None:
        return bool(round_.input != input_)
    ids = [person["id"] for person in input_["people"]]
    return Person.objects.filter(public_id__in=ids).count() != len(ids)


def _back(round_: Round) -> None:
    round_.state = State.PREPARING if round_.plan is None else State.PLANNED
    round_.asked, round_.progress, round_.stop_asked = None, None, False
    round_.save(update_fields=["state", "asked", "progress", "stop_asked"])
