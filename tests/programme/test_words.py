"""The words the programme starts with, and who changes them."""

import pytest

from letsconnect.ground.audit import history_of
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.ground.languages import INTERFACE
from letsconnect.programme.actions.passages import add_passage, change_passage, move_passage, remove_passage
from letsconnect.programme.actions.phases import change_phase, open_phase
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.queries.passages import current_phase, known_answers, questions, some_of_today, words

Kind = Passage.Kind


def line(slug: str) -> Passage:
    return Passage.objects.get(phase__is_current=True, kind=Kind.CULTURE, slug=slug)


def test_every_text_of_the_first_phase_is_there_in_all_six_languages():
    lacking = [
        (passage.kind, passage.slug)
        for passage in Passage.objects.all()
        if passage.title.keys() != set(INTERFACE) or (passage.body and passage.body.keys() != set(INTERFACE))
    ]

    assert lacking == []
    assert current_phase().name.keys() == set(INTERFACE)


@pytest.mark.parametrize(
    ("kind", "count"),
    [(Kind.CULTURE, 12), (Kind.SPACE, 2), (Kind.SUPPORT, 3), (Kind.ROLE, 3), (Kind.QUESTION, 5), (Kind.EXCLUSION, 3)],
)
def test_the_programme_says_what_its_description_says(kind, count):
    assert len(words(kind)[kind]) == count


def test_both_ranges_of_the_pilot_stand_in_the_timeline_with_their_own_labels():
    ranges = {
        (str(milestone.starts_on), str(milestone.ends_on)): milestone.body["en"]
        for milestone in words(Kind.MILESTONE)[Kind.MILESTONE]
        if milestone.slug.startswith("pilot")
    }

    assert ranges["2022-03-01", "2022-09-30"] == "As the programme's timeline gives it."
    assert ranges["2022-04-01", "2022-08-31"] == "As the pilot's summary report counts them."


def test_every_rule_and_place_of_the_outcomes_exists():
    known = known_answers(current_phase())
    places = {place.slug for place in words(Kind.PLACE)[Kind.PLACE]}

    for outcome in words(Kind.OUTCOME)[Kind.OUTCOME]:
        assert set(outcome.places) <= places
        for alternative in outcome.when:
            assert all(set(answers) <= set(known[question]) for question, answers in alternative.items())


def test_in_twelve_days_at_most_every_culture_line_is_seen(time_machine):
    lines = words(Kind.CULTURE)[Kind.CULTURE]
    seen = set()

    for day in range(1, 5):
        time_machine.move_to(f"2026-03-0{day}T12:00:00Z")
        seen |= {passage.slug for passage in some_of_today(lines, 3)}

    assert seen == {passage.slug for passage in lines}


def test_the_team_changes_a_text_and_the_audit_says_which_in_which_language(liaison):
    changed = change_passage(
        line("curiosity"), by=liaison, title={**line("curiosity").title, "ko": "궁금해도 좋습니다"}
    )

    assert line("curiosity").title["ko"] == "궁금해도 좋습니다"
    assert history_of(changed)[0].facts == {"fields": ["title:ko"]}


@pytest.mark.parametrize("part", ["learner", "ambassador", "stranger", "evaluator"])
def test_nobody_else_changes_the_programmes_words(part, request):
    with pytest.raises(NotAllowed):
        change_passage(line("curiosity"), by=request.getfixturevalue(part), title={"en": "Taken over"})

    assert line("curiosity").title["en"] == "Curiosity is welcome"


def test_a_passage_is_added_at_the_end_and_moves_up(liaison):
    before = [passage.slug for passage in words(Kind.CULTURE)[Kind.CULTURE]]

    added = add_passage(
        Passage(phase=current_phase(), kind=Kind.CULTURE, slug="tea", title={"en": "Tea helps"}), by=liaison
    )
    move_passage(added, by=liaison, up=True)

    assert [passage.slug for passage in words(Kind.CULTURE)[Kind.CULTURE]] == [*before[:-1], "tea", before[-1]]


def test_two_passages_of_a_kind_do_not_share_a_short_name(liaison):
    with pytest.raises(Refused):
        add_passage(Passage(phase=current_phase(), kind=Kind.CULTURE, slug="safety", title={"en": "x"}), by=liaison)


def test_a_question_an_outcome_relies_on_stays_until_the_outcome_changes(liaison):
    question = next(question for question in questions() if question.slug == "alone")

    with pytest.raises(Refused, match="own-edits"):
        remove_passage(question, by=liaison)

    assert Passage.objects.filter(pk=question.pk).exists()


def test_an_answer_nobody_relies_on_can_go(liaison):
    answer = Passage.objects.get(slug="none", parent__slug="part")

    remove_passage(answer, by=liaison)

    assert "none" not in known_answers(current_phase())["part"]


def test_a_new_phase_begins_as_a_copy_and_the_old_one_stays_as_it_was(staff):
    old = current_phase()
    before = old.passages.count()

    new = open_phase(name={"en": "Phase 4"}, by=staff)
    change_passage(line("curiosity"), by=staff, title={"en": "Ask anything"})

    assert current_phase() == new
    assert (old.passages.count(), new.passages.count()) == (before, before)
    assert old.passages.get(kind=Kind.CULTURE, slug="curiosity").title["en"] == "Curiosity is welcome"
    assert known_answers(new) == known_answers(old)


def test_an_earlier_phase_is_not_changed_any_more(staff):
    passage = line("curiosity")
    open_phase(name={"en": "Phase 4"}, by=staff)

    with pytest.raises(NotAllowed):
        change_passage(passage, by=staff, title={"en": "Ask anything"})


def test_nobody_else_opens_or_renames_a_phase(ambassador):
    with pytest.raises(NotAllowed):
        open_phase(name={"en": "Mine"}, by=ambassador)
    with pytest.raises(NotAllowed):
        change_phase(name={"en": "Mine"}, discussion_url="", by=ambassador)

    assert Phase.objects.count() == 1
