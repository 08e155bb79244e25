"""Who may, rule by rule: those in it, the other part, somebody from outside, a visitor; before and after agreement."""

import pytest
from django.contrib.auth.models import AnonymousUser

from letsconnect.connections import rules
from letsconnect.connections.actions.answering import accept
from letsconnect.connections.models import Connection
from letsconnect.conversations import rules as page
from letsconnect.people.models import Person
from letsconnect.people.rules import may_block
from letsconnect.summaries.rules import may_have_been

INVITED = {"learner", "sharer"}
MEMBERS = {*INVITED, "outsider", "team"}
# rule -> who may while answers are awaited, who may once a time is agreed
TABLE = {
    rules.may_answer: (INVITED, set()),
    rules.may_move: (set(), INVITED),
    rules.may_call_off: (INVITED, INVITED),
    page.may_have_entry: (set(), INVITED),
    page.may_see_meeting: (set(), INVITED),
    page.may_choose_meeting: (set(), INVITED),
    page.may_ask: (set(), {"learner"}),
    page.may_use_page: (INVITED, INVITED),
    may_have_been: (set(), set()),
    rules.may_invite: (MEMBERS, MEMBERS),
    rules.may_run_rounds: ({"team"}, {"team"}),
}


@pytest.fixture
def parts(learner: Person, sharer: Person, korean_reader: Person, liaison: Person) -> dict[str, object]:
    return {
        "learner": learner,
        "sharer": sharer,
        "outsider": korean_reader,
        "team": liaison,
        "visitor": AnonymousUser(),
    }


@pytest.mark.parametrize("rule", TABLE, ids=str)
def test_each_may_what_the_table_says_before_and_after_a_time_is_agreed(
    rule: object, parts: dict[str, Person], invitation: Connection
) -> None:
    before, after = TABLE[rule]

    assert {name for name, person in parts.items() if rule(person, invitation)} == before
    accept(invitation, invitation.times.all(), by=parts["sharer"])
    agreed = accept(invitation, invitation.times.all(), by=parts["learner"])
    assert {name for name, person in parts.items() if rule(person, agreed)} == after


def test_only_oneself_keeps_apart(learner: Person, sharer: Person) -> None:
    assert may_block(learner, learner)
    assert not may_block(sharer, learner)
