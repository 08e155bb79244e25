"""Who may do what with a round, and when: the team, in the states where it makes sense; nobody else, ever."""

import pytest
from django.contrib.auth.models import AnonymousUser

from letsconnect.people.models import Person
from letsconnect.rounds import rules
from letsconnect.rounds.models import Round, RoundConnection

State = Round.State
ALL = frozenset(State)
OPEN = frozenset({State.PLANNED, State.SENT})
WHEN = {
    "may_prepare": frozenset({State.PREPARING}),
    "may_ask_for_plan": frozenset({State.PREPARING, State.PLANNED}),
    "may_stop_planning": frozenset({State.PLANNING}),
    "may_change_proposal": OPEN,
    "may_start_over": frozenset({State.PLANNED}),
    "may_send": OPEN,
    "may_follow_up": ALL,
    "may_switch": ALL - {State.CLOSED},
    "may_close": frozenset({State.PREPARING, State.PLANNED, State.SENT}),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("rule", WHEN)
def test_the_team_may_when_it_makes_sense_and_nobody_else_may(rule, state, liaison, learner, ambassador, stranger):
    may, round_ = getattr(rules, rule), Round(state=state)

    assert may(liaison, round_) == (state in WHEN[rule])
    for somebody in (learner, ambassador, stranger, AnonymousUser()):
        assert not may(somebody, round_)


def test_the_team_opens_rounds(liaison: Person, staff: Person, learner: Person):
    assert [rules.may_open_round(person) for person in (liaison, staff, learner)] == [True, True, False]


@pytest.mark.parametrize("state", RoundConnection.State)
def test_what_is_sent_is_a_proposal_no_more(state, liaison):
    unsent = (RoundConnection.State.PROPOSED, RoundConnection.State.SKIPPED)

    assert rules.is_still_a_proposal(liaison, RoundConnection(state=state)) == (state in unsent)
