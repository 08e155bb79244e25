"""What rounds do in the background. All of it may be killed at any point and begun again."""

import logging
from collections.abc import Collection

from django.db import transaction

from letsconnect.ground.tasks import every, task
from letsconnect.people.models import Person
from letsconnect.rounds.actions.following import look_for_next_best
from letsconnect.rounds.actions.planning import ask_for_plan, give_up, work_out
from letsconnect.rounds.actions.sending import send, send_one
from letsconnect.rounds.models import Round, RoundConnection

log = logging.getLogger(__name__)
AGAIN = 1_000  # a worker that dies is no fault of the round: whoever takes over goes on


@task(attempts=AGAIN)
def plan(round_id: int, asked: int) -> None:
    """Compute the plan that was asked for. What cannot be computed gives the round back, rather than try for ever."""
    try:
        work_out(round_id, asked)
    except Exception:
        log.exception("Round %s could not be planned", round_id)
        give_up(round_id, asked)


@task(attempts=AGAIN)
def send_marked(round_id: int) -> None:
    """Send what is marked in a round, one by one."""
    for proposed in RoundConnection.objects.filter(round=round_id, state=RoundConnection.State.SENDING):
        send_one(proposed)


@transaction.atomic
def have_planned(round_: Round, *, by: Person, lock_first: Collection[int] = ()) -> None:
    """Ask for a plan and have it computed; nothing where one is being computed already."""
    asked = ask_for_plan(round_, by=by, lock_first=lock_first)
    if asked is not None:
        plan.enqueue(round_.pk, asked)


@transaction.atomic
def have_sent(round_: Round, numbers: Collection[int] | None, *, by: Person) -> int:
    """Mark connections (None: all) and have them sent; answers how many were marked now."""
    marked = send(round_, numbers, by=by)
    if marked:
        send_marked.enqueue(round_.pk)
    return marked


@every(minutes=10)
@task
def follow_up() -> None:
    """Propose the next best where invitations came to nothing; send it where the round does so by itself, and
    whatever was marked and left."""
    for round_ in Round.objects.filter(state=Round.State.SENT):
        look_for_next_best(round_, by=None)
        send_marked.call(round_.pk)
