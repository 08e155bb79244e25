"""The team's list of countries at risk."""

import pytest

from letsconnect.ground.errors import NotAllowed
from letsconnect.people.actions.countries import put_at_risk, take_off_risk
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import countries_at_risk
from tests.cast import signed_in

LIST = "/team/countries-at-risk/"


def test_the_team_hides_a_country_from_the_public_at_once(client, sharer: Person, staff: Person):
    fields = ("chosen_name", "country", "time_zone")
    Person.objects.filter(pk=sharer.pk).update(**{f"{key}_audience": Audience.EVERYONE for key in fields})
    page = f"/people/{sharer.public_id}/"
    team = signed_in(staff)

    shown = [page_says(client, page)]
    team.post(LIST, {"country": "FR"})
    shown.append(page_says(client, page))
    team.post(f"{LIST}FR/take-off/")
    shown.append(page_says(client, page))

    assert shown == [True, False, True]


def page_says(client, page: str) -> bool:
    answer = client.get(page)
    assert answer.status_code == 200
    return "France" in answer.content.decode()


def test_a_country_twice_is_once_and_what_is_no_country_is_told(staff: Person):
    team = signed_in(staff)

    for code in ("GH", "GH", "Narnia", ""):
        answer = team.post(LIST, {"country": code})

    assert 'aria-invalid="true"' in answer.content.decode()
    assert countries_at_risk() == {"GH"}
    assert "Ghana" in team.get(LIST).content.decode()


def test_only_the_team_changes_the_list(learner: Person, evaluator: Person):
    for person in (learner, evaluator):
        for change in (put_at_risk, take_off_risk):
            with pytest.raises(NotAllowed):
                change("GH", by=person)
