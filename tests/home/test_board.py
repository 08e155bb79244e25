"""The team's board: doors by role."""

import pytest

from letsconnect.home.queries.board import DOORS, doors_of
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, Role
from letsconnect.programme.actions.comments import leave_comment
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Topic
from tests.cast import give_role, make_person, signed_in


def addresses(person):
    return {door.href for door in doors_of(person)}


def test_the_team_finds_the_programmes_words_and_the_open_comments(liaison):
    leave_comment("Too early in the morning", language="en", by=None)

    page = signed_in(liaison).get("/team/").content.decode()

    assert 'href="/team/programme/"' in page
    assert "1 is waiting" in page


@pytest.mark.parametrize("part", ["learner", "stranger"])
def test_the_board_is_closed_to_those_without_a_part_in_it(part, request):
    person = request.getfixturevalue(part)
    leave_comment("Too early in the morning", language="en", by=None)

    response = signed_in(person).get("/team/")

    assert response.status_code == 403
    assert "1 is waiting" not in response.content.decode()


def test_an_ambassador_sees_the_accounts_of_their_region(ambassador):
    assert addresses(ambassador) == {"/team/people/", "/team/numbers/", "/team/connections/"}
    assert 'href="/team/"' in signed_in(ambassador).get("/topics/").content.decode()


def test_an_ambassador_for_a_topic_finds_its_people_there_and_no_accounts(learner: Person, sharer: Person):
    give_role(learner, Role.Kind.AMBASSADOR, topic="governance")
    offer_topic(sharer, Topic.objects.get(slug="governance"), by=sharer)
    Person.objects.filter(pk=sharer.pk).update(chosen_name_audience=Audience.TEAM, username_audience=Audience.TEAM)
    mine, others = signed_in(learner), signed_in(make_person("Mia Member"))

    assert addresses(learner) == {"/topics/governance/", "/team/numbers/", "/team/connections/"}
    assert "Sami Sharer" in mine.get("/topics/governance/").content.decode()
    assert "Sami Sharer" not in others.get("/topics/governance/").content.decode()
    for page in ("/team/people/", "/team/people/?state=suspended", f"/team/people/{sharer.public_id}/"):
        assert mine.get(page).status_code == 403


def test_an_evaluator_finds_the_numbers_and_nothing_else(evaluator):
    assert addresses(evaluator) == {"/team/numbers/", "/team/connections/"}


def test_the_case_team_sees_its_own_door_and_the_accounts(learner):
    give_role(learner, Role.Kind.TRUST_SAFETY)

    assert addresses(learner) == {"/report/team/", "/team/people/"}


def test_every_door_of_the_board_opens_for_somebody_who_may(administrator):
    give_role(administrator, Role.Kind.TRUST_SAFETY)
    browser = signed_in(administrator)

    assert len(addresses(administrator)) == len(DOORS)
    assert {browser.get(address).status_code for address in addresses(administrator)} == {200}


def test_somebody_signed_out_signs_in_first(client):
    assert client.get("/team/").headers["Location"].startswith("/sign-in/")
