"""Opening, changing, starting over and closing a round."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.rounds.actions.writing import write_edit
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit, default_policy
from letsconnect.rounds.rules import may_close, may_open_round, may_prepare, may_start_over, may_switch


@dataclass(frozen=True)
class RoundFacts:
    """What the team decides when it opens a round. Empty filters take everybody."""

    name: str
    month: date
    first_monday: date
    weeks: int = 4
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    policy: dict[str, Any] = field(default_factory=default_policy)
    bookings: tuple[dict[str, Any], ...] = ()
    resend_by_itself: bool = False
    of_examples: bool = False


@transaction.atomic
def open_round(facts: RoundFacts, *, by: Person) -> Round:
    """Open a round for a month; nothing is planned yet."""
    require(may_open_round(by))
    _require_examples(facts)
    round_ = Round.objects.create(**_columns(facts), opened_by=by, opened_at=clock.now())
    record("round.opened", round_, by=by)
    return round_


@transaction.atomic
def prepare_round(round_: Round, facts: RoundFacts, *, by: Person) -> Round:
    """Change what was decided, as long as nothing is planned."""
    round_ = lock(round_)
    require(may_prepare(by, round_))
    _require_examples(facts)
    Round.objects.filter(pk=round_.pk).update(**_columns(facts))
    record("round.prepared", round_, by=by)
    return Round.objects.get(pk=round_.pk)


@transaction.atomic
def start_over(round_: Round, *, by: Person) -> None:
    """Give the proposal up and take everybody in anew, as they are now; what was done stays on record. Safe to
    repeat."""
    round_ = lock(round_)
    if round_.state == Round.State.PREPARING:
        return
    require(may_start_over(by, round_))
    round_.connections.all().delete()
    round_.state, round_.input, round_.plan, round_.failed = Round.State.PREPARING, None, None, False
    round_.save(update_fields=["state", "input", "plan", "failed"])
    write_edit(round_, RoundEdit.Kind.OVER, by=by)
    record("round.started_over", round_, by=by)


@transaction.atomic
def switch_resending(round_: Round, by_itself: bool, *, by: Person) -> None:
    """Whether the next best is sent by itself when an invitation comes to nothing."""
    round_ = lock(round_)
    require(may_switch(by, round_))
    round_.resend_by_itself = by_itself
    round_.save(update_fields=["resend_by_itself"])
    record("round.switched", round_, by=by, resend_by_itself=by_itself)


@transaction.atomic
def close_round(round_: Round, *, by: Person) -> None:
    """Nothing more is proposed or sent in it, not even what is marked; invitations already sent go on. Safe to
    repeat."""
    round_ = lock(round_)
    if round_.state == Round.State.CLOSED:
        return
    require(may_close(by, round_))
    round_.state = Round.State.CLOSED
    round_.save(update_fields=["state"])
    marked = round_.connections.filter(state=RoundConnection.State.SENDING)
    marked.update(state=RoundConnection.State.PROPOSED)
    record("round.closed", round_, by=by)


def _columns(facts: RoundFacts) -> dict[str, Any]:
    columns = asdict(facts)
    return columns | {key: list(columns[key]) for key in ("regions", "languages", "topics", "bookings")}


def _require_examples(facts: RoundFacts) -> None:
    if facts.of_examples and not Person.objects.filter(is_demo=True).exists():
        raise Refused(_("There are no examples here: load the demonstration first."))
