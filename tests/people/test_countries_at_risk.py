"""The team's list of countries at risk."""

import pytest

from letsconnect.ground.errors import NotAllowed
from letsconnect.people.actions.countries import put_at_risk, take_off_risk
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person
from letsconnect.people.queries.audiences import fields_to_ask_about
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

    assert shown == [True, False, False]


def test_when_a_country_leaves_the_list_its_people_are_asked_before_anybody_sees_it(
    client, sharer: Person, staff: Person
):
    group = Group.objects.create(slug="fr", name="Groupe de Lyon", folded="groupe de lyon", country="FR")
    fields = ("chosen_name", "country", "region", "time_zone", "group")
    facts = {f"{key}_audience": Audience.EVERYONE for key in fields}
    Person.objects.filter(pk=sharer.pk).update(group=group, **facts)
    page, me = f"/people/{sharer.public_id}/", signed_in(sharer)
    put_at_risk("FR", by=staff)

    take_off_risk("FR", by=staff)

    told = client.get(page).content.decode()
    assert "Sami Sharer" in told
    assert not [word for word in ("France", "Europe", "Groupe de Lyon") if word in told]
    assert "Who may see your country?" in me.get("/").content.decode()

    form = me.get("/me/audiences/").context["form"]
    me.post("/me/audiences/", {name: form[name].value() for name in form.fields} | {"country_audience": "3"})

    assert "Who may see your country?" not in me.get("/").content.decode()
    assert page_says(client, page)
    assert "Groupe de Lyon" not in client.get(page).content.decode()


def test_nobody_is_asked_about_a_country_they_had_not_opened(sharer: Person, staff: Person):
    put_at_risk("FR", by=staff)

    take_off_risk("FR", by=staff)

    assert fields_to_ask_about(sharer) == frozenset()
    assert "Who may see your country?" not in signed_in(sharer).get("/").content.decode()


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
