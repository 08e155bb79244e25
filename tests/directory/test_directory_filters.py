"""The directory's filters: any of the values within one, all of them across; never by what the reader may not see."""

import pytest

from letsconnect.people.actions.ledger import touch
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person
from letsconnect.skills.models import Category, OwnWords
from tests.cast import make_person
from tests.directory.searching import asked, change, free_at, names, others, page, shares, shown_to, topic, wants

EVENING = (36, 44)  # Monday 18:00-22:00


@pytest.fixture
def reader() -> Person:
    return make_person("Rea Reader", languages=(), region="", country="", group=None)


@pytest.fixture
def budgeter(reader: Person) -> Person:
    person = make_person("Bea Budget", languages=("fr", "pt-BR"), country="FR", region="NWE", time_zone="Europe/Paris")
    shares(person, "budget-development", note="three grants for the museum")
    wants(person, "partnerships", context="with libraries")
    return person


@pytest.fixture
def fundraiser(reader: Person) -> Person:
    person = make_person("Fay Funds", languages=("ar", "en"), country="MA", region="MENA")
    shares(person, "fundraising")
    wants(person, "advocacy")
    return person


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("share=budget-development", ["Bea Budget"]),
        ("share=budget-development&share=fundraising", ["Bea Budget", "Fay Funds"]),
        ("share=budget-development&learn=advocacy", []),
        ("share=fundraising&learn=advocacy", ["Fay Funds"]),
        ("learn=partnerships", ["Bea Budget"]),
        ("language=fr", ["Bea Budget"]),
        ("language=fr&language=ar", ["Bea Budget", "Fay Funds"]),
        ("language=pt", ["Bea Budget"]),
        ("language=pt-PT", []),
        ("language=PT-br", ["Bea Budget"]),
        ("region=MENA", ["Fay Funds"]),
        ("region=mena&region=NWE", ["Bea Budget", "Fay Funds"]),
        ("language=en&region=NWE", []),
        ("q=bea", ["Bea Budget"]),
        ("q=museum", ["Bea Budget"]),
        ("q=grants+budget", ["Bea Budget"]),
        ("q=grants+funds", []),
        ("q=MUSÉUM", ["Bea Budget"]),
        ("q=", ["Bea Budget", "Fay Funds"]),
        ("share=", ["Bea Budget", "Fay Funds"]),
    ],
)
def test_filters_combine(reader, budgeter, fundraiser, address, expected):
    assert sorted(others(reader, address)) == expected


def test_a_category_means_all_its_topics(reader, budgeter, fundraiser):
    category = Category.objects.create(slug="money", labels={"en": "Money"})
    category.topics.set([topic("budget-development"), topic("fundraising")])

    assert sorted(others(reader, "share=money")) == ["Bea Budget", "Fay Funds"]


def test_the_old_name_of_a_merged_topic_finds_the_new_one(reader, budgeter):
    old, older = topic("fundraising"), topic("advocacy")
    old.merged_into, older.merged_into = topic("budget-development"), old
    old.save()
    older.save()

    assert others(reader, "share=fundraising") == ["Bea Budget"]
    assert others(reader, "share=advocacy") == ["Bea Budget"]


@pytest.mark.parametrize(
    "address",
    [
        "share=nonsense",
        "learn=nonsense",
        "language=xx-nonsense",
        "region=EUROPE",
        "country=QQ",
        "country=FRA",
        "group=nobody",
        "free=yes",
        "share=%00",
    ],
)
def test_an_unknown_value_is_named_and_matches_nobody(client, reader, budgeter, address):
    change(budgeter, **{f"{key}_audience": Audience.EVERYONE for key in ("chosen_name", "shares", "languages")})

    found = names(None, address)

    assert asked(address).unknown or "%00" in address
    assert found == ([] if asked(address).unknown else ["Bea Budget"])
    assert client.get(f"/people/?{address}").status_code == 200


def test_beside_an_unknown_value_the_known_one_still_counts(reader, budgeter):
    assert others(reader, "share=nonsense&share=budget-development") == ["Bea Budget"]


def test_a_group_is_found_by_slug_name_or_acronym(reader, budgeter):
    group = Group.objects.create(slug="wm-xx", name="Wikimédia Exemple", folded="wikimedia exemple", acronym="WMXX")
    change(budgeter, group=group)

    for address in ("group=wm-xx", "group=wikimedia+EXEMPLE", "group=wmxx", "q=exemple", "q=wmxx"):
        assert others(reader, address) == ["Bea Budget"], address


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("한국어사용자모임 예시", "사용자"),
        ("مجموعة المتطوعين", "متطوع"),
        ("مُتَطَوِّع", "متطوع"),
        ("Ümit Łódź", "umit lodz"),
        ("Straße", "STRASSE"),
        ("उदाहरण व्यक्ति", "व्यक्ति"),
        ("Ｆｕｌｌ width", "full"),
    ],
)
def test_text_is_found_in_any_script(reader, name, words):
    person = make_person("Somebody", chosen_name=name, username=None)
    touch(person)

    assert others(reader, f"q={words}") == [name]


def test_own_words_are_found_too(reader, budgeter):
    OwnWords.objects.create(person=budgeter, side="share", words="Running a bus tour", folded="running a bus tour")
    touch(budgeter)

    assert others(reader, "q=bus") == ["Bea Budget"]


def test_text_never_matches_across_two_peoples_words(reader, budgeter):
    assert others(reader, "q=museum%0Awith") == []
    assert others(reader, "q=%00") == ["Bea Budget"]


def test_free_when_i_am_free_across_time_zones(reader, budgeter, fundraiser):
    free_at(reader, EVENING, time_zone="Africa/Accra")
    free_at(budgeter, (39, 43), time_zone="Europe/Paris")  # 19:30-21:30 there is 18:30-20:30 or 17:30-19:30 here
    free_at(fundraiser, (42, 44), time_zone="Africa/Accra")  # an hour is too short for a session

    assert others(reader, "free=1") == ["Bea Budget"]


def test_who_has_not_told_their_hours_is_asked_for_them(reader, budgeter):
    free_at(budgeter, EVENING)

    found = page(reader, "free=1")

    assert found.people == []
    assert found.needs_hours


def test_at_night_nobody_is_free_who_said_so(reader, budgeter):
    free_at(reader, (44, 48), never_nights=False)
    free_at(budgeter, (44, 48), time_zone="Africa/Accra", never_nights=False)
    assert others(reader, "free=1") == ["Bea Budget"]

    change(budgeter, never_nights=True)

    assert others(reader, "free=1") == []


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("shares", "share=budget-development"),
        ("wishes", "learn=partnerships"),
        ("languages", "language=fr"),
        ("region", "region=NWE"),
        ("country", "country=FR"),
        ("group", "group=example-group"),
        ("group", "q=example"),
        ("hours", "free=1"),
        ("username", "q=secretuser"),
        ("share_notes", "q=museum"),
        ("shares", "q=museum"),
        ("wish_notes", "q=libraries"),
        ("wishes", "q=libraries"),
    ],
)
def test_a_filter_finds_nobody_by_what_they_do_not_show(reader, budgeter, group, liaison, key, address):
    open_fields = ("chosen_name", "username", "wish_notes", "country", "share_notes", "shares", "wishes", "languages")
    shown_to(budgeter, Audience.MEMBERS, *open_fields, "region", "group", "hours")
    change(budgeter, group=group, username="Secretuser")
    for person in (budgeter, reader, liaison):
        free_at(person, EVENING)
    for person in (reader, liaison):
        shown_to(person, Audience.ME, "hours", "group")
    assert others(reader, address) == ["Bea Budget"]

    shown_to(budgeter, Audience.TEAM, key)

    assert others(reader, address) == []
    assert others(liaison, address) == ["Bea Budget"]


def test_a_count_leaves_examples_out(reader, budgeter):
    change(budgeter, is_demo=True)

    found = page(reader, "share=budget-development")

    assert (found.count, found.examples, len(found.people)) == (0, 1, 1)


def test_filters_offer_only_what_somebody_shows(reader, budgeter):
    assert "fr" in page(reader).values.languages
    assert page(reader).values.countries == ()

    shown_to(budgeter, Audience.TEAM, "languages")

    assert "fr" not in page(reader).values.languages


def test_each_filter_in_use_can_be_taken_away_alone(reader):
    understood = asked("share=advocacy&share=fundraising&free=1&q=two+words")

    assert [(one.facet, one.value, one.without) for one in understood.chosen] == [
        ("share", "advocacy", "?share=fundraising&free=1&q=two+words"),
        ("share", "fundraising", "?share=advocacy&free=1&q=two+words"),
        ("free", "1", "?share=advocacy&share=fundraising&q=two+words"),
        ("q", "two words", "?share=advocacy&share=fundraising&free=1"),
    ]
