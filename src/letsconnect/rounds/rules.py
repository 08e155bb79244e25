"""Who may, and when, in rounds."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.connections.rules import may_run_rounds
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round, RoundConnection

State = Round.State


@predicate
def is_being_prepared(_person: Person | AnonymousUser, round_: Round) -> bool:
    return round_.state == State.PREPARING


@predicate
def is_being_planned(_person: Person | AnonymousUser, round_: Round) -> bool:
    return round_.state == State.PLANNING


@predicate
def is_unsent(_person: Person | AnonymousUser, round_: Round) -> bool:
    """Planned, and nothing of it was sent."""
    return round_.state == State.PLANNED


@predicate
def is_open_to_changes(_person: Person | AnonymousUser, round_: Round) -> bool:
    """It has a plan, part of it sent or not, and is not being planned or closed."""
    return round_.state in (State.PLANNED, State.SENT)


@predicate
def is_sent(_person: Person | AnonymousUser, round_: Round) -> bool:
    return round_.state == State.SENT


@predicate
def is_not_closed(_person: Person | AnonymousUser, round_: Round) -> bool:
    return round_.state != State.CLOSED


@predicate
def is_still_a_proposal(_person: Person | AnonymousUser, proposed: RoundConnection) -> bool:
    return proposed.state in (RoundConnection.State.PROPOSED, RoundConnection.State.SKIPPED)


may_open_round = may_run_rounds
may_prepare = may_run_rounds & is_being_prepared
may_ask_for_plan = may_run_rounds & (is_being_prepared | is_unsent)
may_stop_planning = may_run_rounds & is_being_planned
may_change_proposal = may_run_rounds & is_open_to_changes
may_start_over = may_run_rounds & is_unsent
may_send = may_run_rounds & is_open_to_changes
may_follow_up = may_run_rounds
may_switch = may_run_rounds & is_not_closed
may_close = may_run_rounds & (is_being_prepared | is_unsent | is_sent)
