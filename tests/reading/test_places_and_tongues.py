"""Languages, countries and groups are found under every name people use for them."""

import pytest
from babel import Locale

from letsconnect.ground.languages import INTERFACE
from letsconnect.people.facts import region_by_country
from letsconnect.reading.answers import consent_of, role_of, yes_no_of
from letsconnect.reading.countries import country_of, region_of, zone_of
from letsconnect.reading.languages import language_of, languages_in
from tests.reading.shipped import shipped_groups

GROUPS = shipped_groups()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Español", "es"),
        ("Türkçe", "tr"),
        ("Hausa", "ha"),
        ("Dagbani", "dag"),
        ("Tagalog", "tl"),
        ("العربية", "ar"),
        ("Bahasa Indonesia", "id"),
        ("Kiswahili", "sw"),
        ("한국어", "ko"),
        ("polski", "pl"),
        ("हिन्दी", "hi"),
        ("বাংলা", "bn"),
        ("francais", "fr"),
        ("coréen", "ko"),
        ("아랍어", "ar"),
        ("pt-br", "pt-BR"),
        ("FR", "fr"),
        ("Klingonish", None),
        ("", None),
    ],
)
def test_a_language_by_any_name(words, code):
    assert language_of(words) == code


@pytest.mark.parametrize(
    "cell", ["Português / English / Español", "Português, English, Español", "português;english\nespañol"]
)
def test_languages_keep_their_order(cell):
    assert languages_in(cell) == (("pt", "en", "es"), ())


def test_a_remark_beside_a_language_is_not_lost():
    assert languages_in("English (native), Klingonish") == (("en",), ("English (native)", "Klingonish"))


@pytest.mark.parametrize("reader", INTERFACE)
def test_every_country_is_found_by_its_name_in_our_languages(reader):
    names = Locale.parse(reader).territories
    missed = {code: names[code] for code in region_by_country() if country_of(names[code]) != code}

    assert missed == {}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Türkiye", "TR"),
        ("TURKEY", "TR"),
        ("튀르키예", "TR"),
        ("Cote dIvoire", "CI"),
        ("코트디부아르", "CI"),
        ("Ivory Coast", "CI"),
        ("South Korea", "KR"),
        ("대한민국", "KR"),
        ("kor", "KR"),
        ("in", "IN"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_by_any_name(words, code):
    assert country_of(words) == code


def test_region_and_zone_follow_from_the_country():
    assert (region_of("TR"), zone_of("TR")) == ("MENA", "Europe/Istanbul")
    assert (region_of("BR"), zone_of("BR")) == ("LAC", "America/Sao_Paulo")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Wikimédia France", "Wikimedia France"),
        ("wikimedia  polska", "Wikimedia Poland"),
        ("Wikimedia Côte d’Ivoire", "Wikimedia Community User Group Côte d'Ivoire"),
        ("West Bengal Wikimedians", "West Bengal Wikimedians User Group"),
        ("Wiki Movimento Brasil", "Grupo de Usuários Wiki Movimento Brasil"),
        ("Wikimedia Morocco", "Wikimedia MA User Group"),
        ("DWU", "Dagbani Wikimedians User Group"),
        ("Wikimedia Philippines", None),
        ("our campus club (not recognised yet)", None),
    ],
)
def test_a_group_by_name_acronym_or_alias(words, name):
    assert GROUPS.find(words) == name


def test_a_name_much_like_a_groups_is_offered_and_not_taken():
    assert GROUPS.find("Wikimedia Chille") is None
    assert GROUPS.near("Wikimedia Chille") == "Wikimedia Chile"
    assert GROUPS.near("our campus club") is None


def test_short_answers():
    assert [yes_no_of(word) for word in ("Yes", "아니요", "글쎄요", "oui", "لا", "hm")] == [
        "yes",
        "no",
        "maybe",
        "yes",
        "no",
        None,
    ]
    assert [role_of(word) for word in ("Board member", "핵심 팀", "I contribute actively", "king")] == [
        "board",
        "core",
        "active",
        None,
    ]
    assert [consent_of(word) for word in ("예", "Yes, only my username and topics", "아니요", "maybe")] == [
        "all",
        "username_topics",
        "none",
        None,
    ]
