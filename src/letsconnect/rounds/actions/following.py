"""After sending: when an invitation comes to nothing, the next best for the people it left free."""

from django.db import transaction

from letsconnect.connections.models import Connection, Place
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.matching.matchmaking import around, gathering, planning
from letsconnect.people.models import Person
from letsconnect.rounds.actions.sending import mark
from letsconnect.rounds.actions.writing import write_connections, write_edit
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit
from letsconnect.rounds.queries.answers import came_to_nothing
from letsconnect.rounds.rules import may_follow_up

State, Answer = RoundConnection.State, Place.Answer
SECONDS = 20
HELD = (State.PROPOSED, State.SENDING)


@transaction.atomic
def look_for_next_best(round_: Round, *, by: Person | None) -> int:
    """For the people whom invitations that came to nothing left free, propose the next best; it waits for the team,
    or is marked to be sent where the round does so by itself. Who said "not this time" or did not answer is not
    asked again. Answers how many connections are proposed. Safe to repeat: each ended invitation is followed once."""
    round_ = lock(round_)
    require(by is None or may_follow_up(by, round_))
    ended = list(came_to_nothing(round_)) if round_.state == Round.State.SENT else []
    if not ended:
        return 0
    round_.connections.filter(pk__in=[row.pk for row in ended]).update(followed_up=True)
    freed, out = _freed(round_)
    freed &= {name for row in ended for name in row.people}
    if not freed:
        return 0
    found = _found(round_, freed, out, by)
    record("round.next_best", round_, by=by, ended=len(ended), proposed=len(found))
    if round_.resend_by_itself and found:
        mark(round_, found, by=None)
    return len(found)


def _found(round_: Round, freed: set[str], out: set[str], by: Person | None) -> list[int]:
    """Plan the small round and write what it finds; the numbers of the connections."""
    held = [row.facts for row in round_.connections.filter(state__in=HELD)]
    live = round_.connections.filter(state=State.SENT).exclude(connection__state=Connection.State.ENDED)
    whole = around.beside(gathering.gathered(round_), held, held + [row.facts for row in live])
    small = gathering.written(around.around(whole, freed, out=out))
    plan, cut = planning.planned(small, seed=round_.seed, seconds=SECONDS)
    first = round_.last_number + 1
    found = planning.numbered(around.with_one_of(plan["connections"], freed), {}, first)
    if not found:
        return []
    write_connections(round_, found, next_best=True)
    facts = {"seed": round_.seed, "seconds": SECONDS, "cut": cut, "first": first}
    write_edit(round_, RoundEdit.Kind.NEXT_BEST, by=by, input=small, around=sorted(freed), **facts)
    return sorted(found)


def _freed(round_: Round) -> tuple[set[str], set[str]]:
    """Of everybody in an invitation of this round that ended: who may be asked again, and who is left in peace."""
    places = Place.objects.filter(
        connection__in=round_.connections.filter(connection__state=Connection.State.ENDED).values("connection")
    )
    freed: set[str] = set()
    out: set[str] = set()
    told = places.values_list("person__public_id", "answer", "connection__ended")
    for name, answer, ended in told:
        silent = answer == Answer.NONE and ended == Connection.Ended.NO_ANSWER
        (out if answer == Answer.NO or silent else freed).add(name)
    return freed - out, out
