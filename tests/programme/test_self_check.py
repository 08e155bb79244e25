"""Is this for me? The outcomes as a table, and the rules behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import as_outcome, words
from letsconnect.programme.self_check import Outcome, UnreadableRule, holds, outcomes_for, read_rule, write_rule

ORGANISER = {"group": "yes", "part": "core", "aim": "both", "organising": "both", "wiki": "train"}

TABLE = [
    (ORGANISER, ["yes", "as-learner", "as-sharer"]),
    (ORGANISER | {"organising": "learn"}, ["yes", "as-learner"]),
    (ORGANISER | {"organising": "share"}, ["yes", "as-sharer"]),
    (ORGANISER | {"organising": "neither"}, ["yes"]),
    (ORGANISER | {"wiki": "spaces"}, ["yes", "as-learner", "as-sharer", "as-ambassador"]),
    (ORGANISER | {"aim": "programme"}, ["yes", "as-learner", "as-sharer", "as-working-group"]),
    (ORGANISER | {"group": "forming"}, ["yes-forming", "as-learner", "as-sharer"]),
    ({"group": "yes"}, ["yes"]),
    (ORGANISER | {"alone": "no", "first-steps": "no", "no-organising": "no"}, ["yes", "as-learner", "as-sharer"]),
    # R19: on one's own, for one's own contributions
    (ORGANISER | {"alone": "yes"}, ["own-edits"]),
    ({"group": "no", "aim": "self"}, ["own-edits"]),
    ({"group": "no", "wiki": "own"}, ["own-edits"]),
    # R20: first steps, whatever else is said
    (ORGANISER | {"first-steps": "yes"}, ["beginners"]),
    ({"first-steps": "yes", "alone": "yes"}, ["beginners"]),
    # R21: no organising
    (ORGANISER | {"no-organising": "yes"}, ["not-organising"]),
    ({"group": "yes", "organising": "neither", "wiki": "own"}, ["not-organising"]),
    # R14: thinks like an organiser, has no group yet
    (ORGANISER | {"group": "no"}, ["find-a-group"]),
]


@pytest.mark.parametrize(("answers", "expected"), TABLE)
def test_answers_lead_where_the_table_says(answers, expected):
    outcomes = [as_outcome(passage) for passage in words(Passage.Kind.OUTCOME)[Passage.Kind.OUTCOME]]

    assert outcomes_for(answers, outcomes) == expected


def test_nobody_is_left_without_an_outcome_and_every_other_place_is_named(client):
    for answers, expected in TABLE:
        page = client.post("/is-this-for-me/", answers).content.decode()

        outcome = Passage.objects.get(kind=Passage.Kind.OUTCOME, slug=expected[0])
        assert outcome.title["en"] in page.replace("&#x27;", "'")
        assert ('href="/register/">Join with' in page) == (outcome.verdict == "yes")
        if outcome.verdict == "elsewhere":
            assert outcome.places
            assert page.count('<li class="card">') == len(outcome.places)


def test_the_self_check_keeps_nothing(client):
    response = client.post("/is-this-for-me/", ORGANISER)

    assert response.cookies.keys() <= {"csrftoken"}


def test_no_answer_at_all_is_met_with_words(client):
    assert "Choose at least one answer" in client.post("/is-this-for-me/", {}).content.decode()


slugs = st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True)
rules = st.lists(st.dictionaries(slugs, st.lists(slugs, min_size=1, unique=True), min_size=1, max_size=3), max_size=3)


@given(rules)
def test_a_rule_reads_back_as_it_was_written(rule):
    known = {question: answers for alternative in rule for question, answers in alternative.items()}
    for alternative in rule:
        for question, answers in alternative.items():
            known[question] = [*known[question], *answers]

    assert read_rule(write_rule(rule), known) == rule


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_rule_or_is_refused(text):
    known = {"group": ["yes", "no"]}

    try:
        rule = read_rule(text, known)
    except UnreadableRule:
        return

    assert all(
        set(answers) <= set(known[question]) for alternative in rule for question, answers in alternative.items()
    )


def test_an_empty_rule_always_holds():
    assert holds([], {})


def test_an_answer_not_given_fulfils_nothing():
    assert not holds([{"group": ["no"]}], {})


def test_of_several_plain_yeses_only_the_first_is_said():
    outcomes = [Outcome("first", "yes", []), Outcome("second", "yes", [])]

    assert outcomes_for({}, outcomes) == ["first"]
