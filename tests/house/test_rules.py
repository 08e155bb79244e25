"""Who may, rule by rule and part by part: a yes for each part named, a no for everybody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from letsconnect.ground import clock
from letsconnect.interpreting import rules as interpreting
from letsconnect.people import rules as people
from letsconnect.people.models import Person, Role
from letsconnect.programme import rules as programme
from letsconnect.programme.models import Passage
from letsconnect.safety import rules as safety
from tests.cast import give_role, make_person

KINDS = tuple(Role.Kind.values)
TEAM = {"support", "operating", "administrator"}
CARE = {"support", "administrator"}
BY_ROLE = {
    people.may_grant_roles: CARE,
    people.may_edit_programme: TEAM,
    people.may_edit_topics: TEAM,
    people.may_edit_countries_at_risk: TEAM,
    people.may_edit_groups: TEAM,
    people.may_import: CARE,
    people.may_review_directory: TEAM | {"reviewer"},
    people.may_see_roles: TEAM,
    people.may_see_accounts: TEAM | {"trust_safety", "ambassador"},
    programme.may_open_phase: TEAM,
    programme.may_read_comments: TEAM,
    programme.may_answer_comment: TEAM,
    safety.may_hold_key: {"trust_safety"},
    interpreting.may_assign_interpreters: TEAM,
}
TOWARDS_ANOTHER = {
    people.may_change_profile: set(),
    people.may_register: set(),
    people.may_erase: CARE,
    people.may_suspend: CARE | {"trust_safety"},
    people.may_reset_second_factor: {"administrator"},
    safety.may_read_report: set(),
    safety.may_admit_key: set(),
}


@pytest.fixture
def parts(learner: Person, stranger: Person) -> dict[str, Person | AnonymousUser]:
    """One person for each role, and those without any."""
    holders: dict[str, Person | AnonymousUser] = {}
    for kind in KINDS:
        holders[kind] = make_person(f"Part {kind}", email=f"{kind}@example.org")
        give_role(holders[kind], kind, **({"region": "SSA"} if kind == "ambassador" else {}))
    suspended = make_person("Part suspended", suspended_at=clock.now())
    give_role(suspended, Role.Kind.ADMINISTRATOR)
    return {**holders, "learner": learner, "stranger": stranger, "suspended": suspended, "visitor": AnonymousUser()}


@pytest.mark.parametrize("rule", BY_ROLE, ids=str)
def test_a_role_may_what_the_table_says_and_nobody_else(rule: object, parts: dict[str, Person]) -> None:
    assert {part for part, person in parts.items() if rule(person)} == BY_ROLE[rule]


@pytest.mark.parametrize("rule", TOWARDS_ANOTHER, ids=str)
def test_towards_another_person_a_role_may_what_the_table_says(
    rule: object, parts: dict[str, Person], sharer: Person
) -> None:
    other = None if rule in (safety.may_read_report, safety.may_admit_key) else sharer

    assert {part for part, person in parts.items() if rule(person, other)} == TOWARDS_ANOTHER[rule]


def test_everybody_changes_their_own_profile_only(parts: dict[str, Person]) -> None:
    own = {part for part, person in parts.items() if people.may_change_profile(person, person)}

    assert own == parts.keys() - {"visitor"}


def test_who_is_suspended_does_not_register_again(parts: dict[str, Person]) -> None:
    assert people.may_register(parts["stranger"], parts["stranger"])
    assert not people.may_register(parts["suspended"], parts["suspended"])


def test_a_role_ends_by_those_who_may_give_it_or_by_its_holder(parts: dict[str, Person], sharer: Person) -> None:
    role = give_role(sharer, Role.Kind.REVIEWER)

    assert {part for part, person in parts.items() if people.may_end_role(person, role)} == CARE
    assert people.may_end_role(sharer, role)


def test_nobody_resets_their_own_second_factor(parts: dict[str, Person]) -> None:
    assert not people.may_reset_second_factor(parts["administrator"], parts["administrator"])


def test_words_of_a_phase_that_is_over_stay_as_they_were(parts: dict[str, Person]) -> None:
    passage = Passage.objects.filter(phase__is_current=True).first()
    assert {part for part, person in parts.items() if programme.may_edit_passage(person, passage)} == TEAM

    passage.phase.is_current = False

    assert not any(programme.may_edit_passage(person, passage) for person in parts.values())
