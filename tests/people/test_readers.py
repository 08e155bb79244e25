"""Who is reading, as a value."""

from django.utils import timezone

from letsconnect.people.audience import STRANGER, Audience
from letsconnect.people.models import Role
from letsconnect.people.queries.readers import reader_of
from tests.cast import give_role


def test_a_registered_person_reads_as_a_member(learner):
    assert reader_of(learner).rank == Audience.MEMBERS


def test_an_account_without_registration_reads_as_everyone(stranger):
    assert reader_of(stranger).rank == Audience.EVERYONE


def test_a_suspended_person_reads_as_everyone_even_with_a_role(liaison):
    liaison.suspended_at = timezone.now()

    assert reader_of(liaison).rank == Audience.EVERYONE


def test_a_liaison_reads_as_team_but_not_as_support(liaison):
    reader = reader_of(liaison)

    assert (reader.rank, reader.support) == (Audience.TEAM, False)


def test_roles_asleep_read_as_a_member(staff):
    assert reader_of(staff, roles_awake=False).rank == Audience.MEMBERS


def test_an_evaluator_sees_no_more_than_everyone(evaluator):
    assert reader_of(evaluator).rank == Audience.EVERYONE


def test_nobody_reads_as_a_stranger():
    assert reader_of(None) == STRANGER


def test_a_reviewer_reads_as_a_member_without_being_a_participant(stranger):
    give_role(stranger, Role.Kind.REVIEWER)

    assert reader_of(stranger).rank == Audience.MEMBERS
