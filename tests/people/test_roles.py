"""Who may give, end and hold roles."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from letsconnect.access.actions.accounts import enter_by_email, enter_by_wikimedia
from letsconnect.access.actions.roles import end_role, grant_role
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.ground.models import AuditEntry, OutgoingLetter
from letsconnect.people import rules
from letsconnect.people.models import Person, Role
from letsconnect.people.queries.readers import active_roles
from tests.cast import give_role, make_person, signed_in

Kind = Role.Kind
BELOW_SUPPORT = [Kind.AMBASSADOR, Kind.ADVISORY, Kind.REVIEWER, Kind.EVALUATOR, Kind.OPERATING, Kind.SUPPORT]


def role_for(person: Person, kind: str, **facts) -> Role:
    scope = {"region": "SSA"} if kind == Kind.AMBASSADOR else {}
    return Role(**{"person": person, "kind": kind, "starts_on": clock.today(), **scope, **facts})


@pytest.mark.parametrize("kind", Kind.values)
def test_an_administrator_gives_any_role(administrator, learner, kind):
    assert rules.may_grant_role(administrator, kind)


@pytest.mark.parametrize("kind", Kind.values)
def test_the_support_team_gives_no_role_higher_than_its_own(staff, kind):
    assert rules.may_grant_role(staff, kind) == (kind in BELOW_SUPPORT)


@pytest.mark.parametrize("kind", Kind.values)
def test_others_give_no_role(liaison, ambassador, evaluator, learner, stranger, kind):
    assert [p for p in (liaison, ambassador, evaluator, learner, stranger) if rules.may_grant_role(p, kind)] == []


def test_nobody_of_the_support_team_makes_themselves_administrator(staff):
    with pytest.raises(NotAllowed):
        grant_role(role_for(staff, Kind.ADMINISTRATOR), by=staff)

    assert not rules.is_administrator(staff)


def test_a_given_role_acts_at_once_and_is_told_and_recorded(staff, learner):
    assert not rules.is_operating(learner)

    role = grant_role(role_for(learner, Kind.OPERATING), by=staff)

    assert rules.is_operating(learner)
    assert OutgoingLetter.objects.get(person=learner).letter == "access/role_granted"
    entry = AuditEntry.objects.get(what="role.granted")
    assert (entry.by, entry.facts["kind"], entry.facts["role"]) == (staff, "operating", role.pk)


def test_a_role_acts_from_its_first_to_its_last_day(staff, learner):
    today = clock.today()
    first, last = today + timedelta(days=2), today + timedelta(days=5)
    grant_role(role_for(learner, Kind.ADVISORY, starts_on=first, ends_on=last), by=staff)

    held = [active_roles(learner, on=today + timedelta(days=day)).exists() for day in (1, 2, 5, 6)]

    assert held == [False, True, True, False]


def test_giving_a_role_twice_changes_nothing(staff, learner):
    first = grant_role(role_for(learner, Kind.OPERATING), by=staff)
    second = grant_role(role_for(learner, Kind.OPERATING), by=staff)

    assert (first.pk, Role.objects.filter(person=learner).count()) == (second.pk, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": Kind.AMBASSADOR, "region": "", "topic": ""},
        {"kind": Kind.AMBASSADOR, "region": "SSA", "topic": "budget"},
        {"kind": Kind.OPERATING, "region": "SSA"},
        {"kind": Kind.ADVISORY, "ends_on": clock.today() - timedelta(days=1)},
    ],
)
def test_what_cannot_be_is_refused_in_words(staff, learner, facts):
    with pytest.raises(ValidationError):
        grant_role(role_for(learner, **{"kind": Kind.ADVISORY, **facts}), by=staff)


def test_ending_a_role_acts_at_once(staff, liaison):
    end_role(active_roles(liaison).get(), by=staff)

    assert not rules.is_operating(liaison)
    assert rules.kinds_of(liaison) == frozenset()


def test_a_role_may_end_on_a_later_day(staff, liaison):
    end_role(active_roles(liaison).get(), by=staff, last_day=clock.today() + timedelta(days=3))

    assert rules.is_operating(liaison)


def test_somebody_may_lay_down_their_own_role(ambassador):
    end_role(active_roles(ambassador).get(), by=ambassador)

    assert not rules.is_ambassador(ambassador)


def test_the_support_team_cannot_end_an_administrator(staff, administrator):
    with pytest.raises(NotAllowed):
        end_role(active_roles(administrator).get(), by=staff)

    assert rules.is_administrator(administrator)


@pytest.mark.parametrize("last_day", [None, clock.today() + timedelta(days=30)])
def test_the_last_administrator_stays(administrator, last_day):
    with pytest.raises(ValidationError, match="needs an administrator"):
        end_role(active_roles(administrator).get(), by=administrator, last_day=last_day)

    assert rules.is_administrator(administrator)


def test_an_administrator_goes_once_there_is_another(administrator, learner):
    give_role(learner, Kind.ADMINISTRATOR)

    end_role(active_roles(administrator).get(), by=administrator)

    assert not rules.is_administrator(administrator)


def test_a_suspended_administrator_does_not_count_as_another(administrator, learner):
    give_role(learner, Kind.ADMINISTRATOR)
    learner.suspended_at = clock.now()
    learner.save()

    with pytest.raises(ValidationError):
        end_role(active_roles(administrator).get(), by=administrator)


# --- the doors ------------------------------------------------------------------------------------------------
def test_a_role_is_given_and_ended_on_the_page(staff, learner):
    team = signed_in(staff)
    typed = {"who": learner.email, "kind": "ambassador", "region": "SSA", "starts_on": clock.today().isoformat()}

    assert team.post("/team/roles/", typed).status_code == 302
    assert rules.is_ambassador(learner)
    assert "Lena Learner" in team.get("/team/roles/").content.decode()

    team.post(f"/team/roles/{active_roles(learner).get().pk}/end/")
    assert not rules.is_ambassador(learner)


def test_the_page_offers_only_what_may_be_given_and_keeps_what_was_typed(staff):
    answer = signed_in(staff).post("/team/roles/", {"who": "nobody there", "kind": "administrator"})

    page = answer.content.decode()
    assert 'value="nobody there"' in page
    assert 'value="administrator"' not in page
    assert "Nobody here has this name" in page


def test_a_change_of_role_acts_on_the_very_next_request(liaison):
    browser = signed_in(liaison)
    assert browser.get("/team/roles/").status_code == 200

    Role.objects.filter(person=liaison).update(ends_on=clock.today() - timedelta(days=1))

    assert browser.get("/team/roles/").status_code == 403


@pytest.mark.parametrize("part", ["learner", "ambassador", "evaluator", "stranger"])
def test_who_holds_what_is_for_the_team(request, administrator, part):
    answer = signed_in(request.getfixturevalue(part)).get("/team/roles/")

    assert (answer.status_code, "Ada Administrator" in answer.content.decode()) == (403, False)


def test_a_link_from_a_topic_fills_the_form_in(staff, learner):
    page = signed_in(staff).get("/team/roles/?kind=ambassador&topic=budget").content.decode()
    typed = {"who": "Lena Learner", "kind": "ambassador", "topic": "budget", "starts_on": clock.today().isoformat()}

    assert 'value="budget"' in page
    assert '<option value="ambassador" selected>' in page
    signed_in(staff).post("/team/roles/", typed)
    assert active_roles(learner).get().topic == "budget"


def test_a_region_is_shown_by_its_name(staff, ambassador):
    page = signed_in(staff).get("/team/roles/").content.decode()

    assert ">Sub-Saharan Africa</td>" in page


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/team/roles/").url == "/sign-in/?next=/team/roles/"


# --- the first administrator ----------------------------------------------------------------------------------
def test_the_first_administrator_is_named_by_command(learner):
    call_command("make_administrator", "lena_Learner")

    assert rules.is_administrator(learner)


def test_an_address_nobody_has_becomes_an_administrator_who_signs_in_with_it():
    call_command("make_administrator", "First@example.org")

    assert rules.is_administrator(enter_by_email("first@example.org"))
    assert Person.objects.count() == 1


def test_a_name_some_file_put_beside_an_administrators_address_lets_nobody_in():
    imported = make_person("Ada", email="ada@example.org", confirmed_at=None, username="Somebody else")

    call_command("make_administrator", "ada@example.org")

    with pytest.raises(ValidationError, match="signs in by e-mail"):
        enter_by_wikimedia("666", "Somebody else")
    assert enter_by_email("ada@example.org") == imported


def test_a_name_nobody_has_is_refused():
    with pytest.raises(CommandError, match="Nobody here is called"):
        call_command("make_administrator", "Nobody There")
    assert not Role.objects.exists()


def test_the_command_run_twice_changes_nothing():
    make_person("Ada")
    call_command("make_administrator", "Ada")
    call_command("make_administrator", "Ada")

    assert Role.objects.count() == 1
