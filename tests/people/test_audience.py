"""Who may see which field: the one rule everything goes by."""

from hypothesis import given
from hypothesis import strategies as st

from letsconnect.people.audience import FIELDS, Audience, Reader, may_see, rank_towards
from letsconnect.people.models import Person

levels = st.sampled_from(list(Audience))


@given(st.sampled_from(sorted(FIELDS)), levels, levels, levels)
def test_a_wider_audience_never_hides_and_a_wider_reader_never_sees_more(key, audience, near, far):
    near, far = sorted((near, far))

    assert may_see(key, audience, rank=near, support=True) or not may_see(key, audience, rank=far, support=True)


@given(st.sampled_from(sorted(FIELDS)), levels)
def test_only_me_is_seen_by_nobody_else(key, rank):
    assert may_see(key, Audience.ME, rank=rank, support=True) == (rank == Audience.ME)


def test_of_the_team_only_the_support_team_sees_support_needs():
    assert may_see("support_needs", Audience.TEAM, rank=Audience.TEAM, support=True)
    assert not may_see("support_needs", Audience.TEAM, rank=Audience.TEAM, support=False)


def test_an_ambassador_is_team_within_their_region_only():
    ambassador = Reader(rank=Audience.MEMBERS, person_id=1, regions=frozenset({"SSA"}))

    assert rank_towards(ambassador, person_id=2, region="SSA") == Audience.TEAM
    assert rank_towards(ambassador, person_id=3, region="ESEAP") == Audience.MEMBERS


def test_a_region_nobody_told_is_in_no_scope():
    ambassador = Reader(rank=Audience.MEMBERS, person_id=1, regions=frozenset({"SSA"}))

    assert rank_towards(ambassador, person_id=2, region="") == Audience.MEMBERS


def test_nothing_is_open_to_everyone_by_default():
    assert [field.key for field in FIELDS.values() if field.default == Audience.EVERYONE] == []


def test_every_field_has_its_column():
    columns = {field.name for field in Person._meta.get_fields()}

    assert {f"{key}_audience" for key in FIELDS} <= columns
