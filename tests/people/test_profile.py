"""What a person says about themself: saved, marked, open only as far as they chose."""

from datetime import timedelta

import pytest

from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.people.actions.groups import name_group
from letsconnect.people.actions.profile import say, set_audiences
from letsconnect.people.audience import Audience
from letsconnect.people.models import Change, Consent, CountryAtRisk, Group, Person
from letsconnect.people.queries.audiences import widest_for
from letsconnect.people.queries.groups import groups_like
from tests.cast import make_person


def test_what_is_said_is_marked_as_said_fresh_and_no_longer_assumed(learner: Person):
    learner.assumed, learner.fresh_at = ["limits", "time_zone"], clock.now() - timedelta(days=100)
    learner.save()

    say(learner, by=learner, facts={"learn_limit": 3})

    learner.refresh_from_db()
    assert learner.learn_limit == 3
    assert list(learner.said) == ["limits"]
    assert learner.assumed == ["time_zone"]
    assert learner.fresh_at > clock.now() - timedelta(minutes=1)
    assert Change.objects.filter(person_id=learner.pk).exists()


def test_two_tabs_never_lose_each_others_fields(learner: Person):
    one_tab, other_tab = Person.objects.get(pk=learner.pk), Person.objects.get(pk=learner.pk)

    say(one_tab, by=one_tab, facts={"chosen_name": "Lena"})
    say(other_tab, by=other_tab, facts={"remarks": "tea, please"})

    learner.refresh_from_db()
    assert (learner.chosen_name, learner.remarks) == ("Lena", "tea, please")
    assert sorted(learner.said) == ["chosen_name", "remarks"]


def test_nobody_changes_the_profile_of_another(learner: Person, staff: Person):
    with pytest.raises(NotAllowed):
        say(learner, by=staff, facts={"chosen_name": "Not mine"})
    with pytest.raises(NotAllowed):
        set_audiences(learner, {"country": 3}, by=staff)

    learner.refresh_from_db()
    assert (learner.chosen_name, learner.country_audience) == ("Lena Learner", Audience.TEAM)


def test_a_changed_audience_is_a_line_of_the_ledger_and_an_unchanged_one_is_not(learner: Person):
    set_audiences(learner, {"country": Audience.MEMBERS, "region": learner.region_audience}, by=learner)

    assert [(line.what, line.choice) for line in Consent.objects.filter(subject=learner.public_id)] == [
        ("audience:country", "members")
    ]


def test_no_field_opens_wider_than_it_may(learner: Person):
    set_audiences(learner, {"support_needs": Audience.EVERYONE, "hours": Audience.EVERYONE}, by=learner)

    learner.refresh_from_db()
    assert (learner.support_needs_audience, learner.hours_audience) == (Audience.TEAM, Audience.MEMBERS)


def test_the_country_of_a_person_from_a_country_at_risk_is_never_public(learner: Person):
    CountryAtRisk.objects.create(code="GH")

    set_audiences(learner, {"country": Audience.EVERYONE}, by=learner)

    learner.refresh_from_db()
    assert learner.country_audience == Audience.MEMBERS
    assert widest_for(learner, "country") == Audience.MEMBERS


def test_moving_to_a_country_at_risk_closes_a_public_country(learner: Person):
    set_audiences(learner, {"country": Audience.EVERYONE}, by=learner)
    CountryAtRisk.objects.create(code="FR")

    say(learner, by=learner, facts={"country": "FR"})

    learner.refresh_from_db()
    assert (learner.country, learner.country_audience) == ("FR", Audience.MEMBERS)


def test_region_and_time_zone_follow_from_the_country():
    newcomer = make_person("New Comer", country="", region="", time_zone="")

    said = say(newcomer, by=newcomer, facts={"country": "KR"})

    assert (said.region, said.time_zone) == ("ESEAP", "Asia/Seoul")
    assert "time_zone" in said.assumed


def test_a_time_zone_the_person_chose_stays_when_the_country_changes(learner: Person):
    say(learner, by=learner, facts={"time_zone": "Asia/Kathmandu"})

    said = say(learner, by=learner, facts={"country": "KR"})

    assert (said.country, said.time_zone) == ("KR", "Asia/Kathmandu")


def test_a_guessed_time_zone_follows_the_next_country():
    newcomer = make_person("New Comer", country="", region="", time_zone="")
    say(newcomer, by=newcomer, facts={"country": "KR"})

    said = say(newcomer, by=newcomer, facts={"country": "FR"})

    assert said.time_zone == "Europe/Paris"


def test_two_spellings_of_a_name_are_one_group(learner: Person, sharer: Person):
    one = name_group("Wiki Café  Accra", by=learner)
    other = name_group("wiki cafe accra", by=sharer)

    assert one == other
    assert (one.name, one.kind) == ("Wiki Café Accra", Group.Kind.INFORMAL)


def test_an_affiliate_is_found_by_its_alias(learner: Person):
    assert name_group("Wikimedia Österreich", by=learner).name == "Wikimedia Austria"


def test_groups_whose_names_fold_to_no_latin_letter_have_addresses(learner: Person):
    one, other = name_group("위키 모임", by=learner), name_group("ويكي مجموعة", by=learner)

    assert one.slug
    assert other.slug
    assert one.slug != other.slug


def test_similar_names_are_suggested(learner: Person):
    assert "Wikimedia Ghana" not in [group.name for group in groups_like("zzzzqqq")]
    assert "Wikimedia Argentina" in [group.name for group in groups_like("Wikimedia Argentinna")]
