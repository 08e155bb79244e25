"""The locks hold, and open for whom they should."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letsconnect.safety.sealing import (
    WrongKeyError,
    code_from,
    code_key,
    digest,
    lock,
    new_key,
    new_once,
    seal_words,
    shown_code,
    tidy_code,
    unlock,
    unseal_words,
)


@given(st.text(max_size=3000))
@settings(max_examples=50)
def test_words_in_any_script_come_back_as_they_were_written(text):
    public, private = new_key()

    assert unseal_words(seal_words({"what": text}, public), private) == {"what": text}


def test_another_key_does_not_open_what_was_sealed():
    public, _private = new_key()
    _public, other = new_key()

    with pytest.raises(WrongKeyError):
        unseal_words(seal_words({"what": "secret"}, public), other)


def test_a_private_key_opens_with_its_passphrase_only():
    _public, private = new_key()
    locked = lock(private, "four quiet herons walking")

    assert unlock(locked, "four quiet herons walking") == private
    with pytest.raises(WrongKeyError):
        unlock(locked, "four quiet herons sleeping")


def test_short_texts_of_different_length_look_alike_when_sealed():
    public, _private = new_key()

    assert len(seal_words({"what": "no"}, public)) == len(seal_words({"what": "no" * 100}, public))


@given(st.sampled_from(["", " ", "-"]), st.booleans())
def test_a_code_is_found_however_it_is_typed(between, shouting):
    code = code_from(new_once())
    typed = between.join(code[start : start + 4] for start in range(0, 16, 4))

    assert tidy_code(typed.upper() if shouting else typed) == code == tidy_code(shown_code(code))


def test_a_code_stands_for_the_same_key_every_time_and_no_two_codes_for_one():
    one, two = code_from(new_once()), code_from(new_once())

    assert code_key(one) == code_key(one)
    assert code_key(one) != code_key(two)


def test_the_same_words_from_another_form_are_other_words():
    once = new_once()

    assert digest(once, {"what": "again"}) == digest(once, {"what": "again"})
    assert digest(once, {"what": "again"}) != digest(new_once(), {"what": "again"})
