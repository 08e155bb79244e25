"""The team keeps the groups in order: names lead where they should, and nobody loses their group."""

import pytest

from letsconnect.directory.queries.groups import groups_called
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.people.actions.groups import GroupFacts, edit_group, merge_groups, name_group
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person
from letsconnect.people.queries.groups import group_called, groups_like_this, groups_with_people
from tests.cast import make_person, signed_in


@pytest.fixture
def twin(learner: Person) -> Group:
    """A second group for the same people, named a little otherwise."""
    return name_group("Exampel Group Accra", by=learner)


def test_merged_groups_keep_everybody_and_every_name(
    twin: Group, group: Group, learner: Person, liaison: Person
) -> None:
    other = make_person("Ana Another", group=twin)

    merge_groups(twin, into=group, by=liaison)

    other.refresh_from_db()
    assert other.group == learner.group == group
    assert group_called("exampel group accra") == group
    assert groups_called([twin.slug]) == {twin.slug: {group.pk: group.name}}
    assert name_group("Exampel  Group Accra", by=learner) == group


def test_an_affiliate_is_not_merged_into_an_informal_group(twin: Group, liaison: Person) -> None:
    affiliate = Group.objects.filter(recognised=True).first()

    with pytest.raises(Refused):
        merge_groups(affiliate, into=twin, by=liaison)

    assert Group.objects.filter(pk=affiliate.pk).exists()


def test_a_group_is_not_merged_into_itself(twin: Group, liaison: Person) -> None:
    with pytest.raises(Refused):
        merge_groups(twin, into=twin, by=liaison)

    assert Group.objects.filter(pk=twin.pk).exists()


def test_only_the_team_merges(twin: Group, group: Group, learner: Person) -> None:
    with pytest.raises(NotAllowed):
        merge_groups(twin, into=group, by=learner)

    assert Group.objects.filter(pk=twin.pk).exists()


def test_a_renamed_group_is_still_found_by_its_old_name(twin: Group, liaison: Person) -> None:
    renamed = edit_group(twin, GroupFacts(name="Example Group Tema", aliases=("EGT", "egt")), by=liaison)

    assert (renamed.name, renamed.aliases) == ("Example Group Tema", ["EGT", "Exampel Group Accra"])
    assert group_called("Exampel Group Accra") == renamed


def test_two_groups_never_have_one_name(twin: Group, group: Group, liaison: Person) -> None:
    page = signed_in(liaison).post(f"/team/groups/{twin.slug}/", {"name": "example GROUP", "kind": "informal"})

    assert "Example Group" in page.content.decode()
    twin.refresh_from_db()
    assert twin.name == "Exampel Group Accra"


def test_the_list_says_how_many_people_are_in_each(twin: Group, group: Group, learner: Person) -> None:
    counts = {one.name: one.people for one in groups_with_people()}

    assert (counts["Example Group"], counts["Exampel Group Accra"]) == (1, 0)
    assert groups_with_people("exampl group")[0] in (twin, group)


def test_nobody_is_counted_who_keeps_their_group_from_the_team_nor_an_example(group: Group, learner: Person) -> None:
    make_person("Quiet Quim", group=group, group_audience=Audience.ME)
    make_person("Example 1", group=group, is_demo=True)

    assert {one.name: one.people for one in groups_with_people()}["Example Group"] == 1


def test_the_pages_merge_and_say_what_is_wrong(twin: Group, group: Group, liaison: Person) -> None:
    browser = signed_in(liaison)

    wrong = browser.post(f"/team/groups/{twin.slug}/merge/", {"into": "Nobody’s Group"})
    right = browser.post(f"/team/groups/{twin.slug}/merge/", {"into": "Example Group"})

    assert "Nobody’s Group" in wrong.content.decode()
    assert right.headers["Location"] == f"/team/groups/{group.slug}/"


def test_words_that_many_groups_have_make_none_the_same(learner: Person) -> None:
    for place in ("Don", "Igbo", "Odia", "Tyap"):
        name_group(f"{place} Wikimedians User Group", by=learner)

    def suggested(words: str) -> list[str]:
        return [other.name for other in groups_like_this(name_group(words, by=learner))]

    assert suggested("Dagbany Wikimedians User Group")[:1] == ["Dagbani Wikimedians User Group"]
    assert suggested("Zyzzyva Wikimedians User Group") == []
    assert suggested("Movimento Wikimedia Brasil") == ["Grupo de Usuários Wiki Movimento Brasil"]
