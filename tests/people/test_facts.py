"""The facts about the world are whole: every country has a region and a zone that exists."""

from zoneinfo import ZoneInfo

from letsconnect.ground.folding import fold
from letsconnect.people.facts import affiliates, region_by_country, regions, zone_by_country
from letsconnect.people.models import Group


def test_every_country_has_one_of_eight_regions_and_a_real_time_zone():
    assert len(regions()) == 8
    assert len(region_by_country()) == 243
    assert set(region_by_country().values()) == set(regions())
    assert set(zone_by_country()) == set(region_by_country())
    assert all(ZoneInfo(zone) for zone in zone_by_country().values())


def test_the_capital_speaks_for_countries_with_several_zones():
    zones = zone_by_country()

    assert [zones[code] for code in ("BR", "ID", "RU", "US", "CD")] == [
        "America/Sao_Paulo",
        "Asia/Jakarta",
        "Europe/Moscow",
        "America/New_York",
        "Africa/Kinshasa",
    ]


def test_no_two_affiliates_share_a_name_or_an_alias():
    names = [fold(name) for one in affiliates() for name in (one.name, *one.aliases)]

    assert len(affiliates()) == 186
    assert len(names) == len(set(names))
    assert {one.kind for one in affiliates()} <= set(Group.Kind.values)
