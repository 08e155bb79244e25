"""What looks the same to a person compares the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letsconnect.ground.folding import fold, fold_letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("TÜRKİYE", "Türkiye"),
        ("Wikimédia  France ", "wikimedia france"),
        ("العَرَبِيَّة", "العربية"),
        ("polski", "POLSKI"),
        ("ｆｕｌｌ", "full"),
        ("PAWS, Quarry, WDQS", "paws quarry wdqs"),
    ],
)
def test_the_same_to_a_person_is_the_same(one, other):
    assert fold(one) == fold(other)


def test_marks_that_carry_meaning_stay():
    assert fold("हिन्दी") != fold("हनद")


def test_korean_stays_whole_syllables():
    assert "위키" in fold_letters("한국 위키미디어")


@example("Ǽ")
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
