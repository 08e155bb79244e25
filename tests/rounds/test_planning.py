"""A round is planned: who is in, what comes of it, and that it can be computed again."""

import json

import pytest

from letsconnect.ground.errors import NotAllowed
from letsconnect.matching.matchmaking import planning
from letsconnect.matching.matchmaking.planning import plan_from
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from letsconnect.rounds.actions.planning import ask_for_plan, give_up, stop_planning, work_out
from letsconnect.rounds.matchmaking.exporting import exported
from letsconnect.rounds.matchmaking.replaying import replay_of
from letsconnect.rounds.models import Round
from matchmaker.auditing import check
from matchmaker.reading import round_from
from tests.rounds.conftest import plan_now

State = Round.State


def test_people_who_can_meet_are_proposed_to_each_other(make_pair, planned):
    sharer, learner = make_pair()

    round_ = planned()

    [row] = round_.connections.all()
    assert (round_.state, row.people) == (State.PLANNED, (sharer.public_id, learner.public_id))
    assert round_.plan["value"] == round_.plan["bound"] == row.facts["value"]


def test_the_input_is_kept_as_it_was_and_the_checker_accepts_it_with_the_plan(make_pair, planned):
    make_pair(), make_pair()
    round_ = planned()

    input_, plan = exported(round_)

    assert check(round_from(input_), plan_from(plan), stated_gap=plan["gap"]).broken == ()
    assert input_["people"] == round_.input["people"]


def test_a_round_replayed_comes_out_the_same(make_pair, planned, liaison):
    make_pair(), make_pair(), make_pair()
    round_ = planned()
    round_ = plan_now(round_, liaison, lock_first=[1])

    replayed = replay_of(round_)

    assert (replayed.differing, replayed.cut, replayed.edits) == ((), False, 5)
    assert replayed.connections >= 3


def test_a_member_has_no_rounds_planned(make_pair, open_one, learner):
    make_pair()
    round_ = open_one()

    with pytest.raises(NotAllowed):
        ask_for_plan(round_, by=learner)


def test_asking_twice_is_one_plan(make_pair, open_one, liaison):
    make_pair()
    round_ = open_one()

    first, second = ask_for_plan(round_, by=liaison), ask_for_plan(round_, by=liaison)
    work_out(round_.pk, first)
    work_out(round_.pk, first)

    assert second is None
    assert round_.connections.count() == 1


def test_a_plan_nobody_has_begun_is_stopped_at_once_and_does_not_land(make_pair, open_one, liaison):
    make_pair()
    round_ = open_one()
    asked = ask_for_plan(round_, by=liaison)

    stop_planning(round_, by=liaison)
    work_out(round_.pk, asked)

    assert Round.objects.get(pk=round_.pk).state == State.PREPARING
    assert not round_.connections.exists()


def test_a_plan_that_cannot_be_computed_gives_the_round_back(make_pair, planned, liaison):
    make_pair()
    round_ = planned()
    asked = ask_for_plan(round_, by=liaison)

    give_up(round_.pk, asked)

    after = Round.objects.get(pk=round_.pk)
    assert (after.state, after.failed, after.connections.count()) == (State.PLANNED, True, 1)


def test_who_is_erased_while_the_plan_is_computed_is_not_brought_back(
    make_pair, open_one, liaison, administrator, monkeypatch
):
    sharer, _learner = make_pair()
    make_pair()
    gone = sharer.public_id
    round_ = open_one()
    asked = ask_for_plan(round_, by=liaison)
    plan_once = planning.planned

    def planned_meanwhile(*words, **facts):
        if Person.objects.filter(public_id=gone).exists():
            erase(sharer, by=administrator)
        return plan_once(*words, **facts)

    monkeypatch.setattr(planning, "planned", planned_meanwhile)
    work_out(round_.pk, asked)

    round_.refresh_from_db()
    assert round_.state == State.PLANNED
    assert gone not in json.dumps(round_.input)
    assert round_.connections.count() == 1
