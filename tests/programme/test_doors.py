"""The team's editor, through its doors."""

import pytest

from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.queries.passages import current_phase
from tests.cast import signed_in

CURIOSITY = {"title_en": "Curiosity is welcome", "title_ko": "궁금해도 좋습니다"}


def passage(slug: str, **more: str) -> Passage:
    return Passage.objects.get(phase__is_current=True, slug=slug, **more)


def address(slug: str, **more: str) -> str:
    return f"/team/programme/{passage(slug, **more).pk}/"


def test_the_team_sees_every_section(liaison):
    page = signed_in(liaison).get("/team/programme/").content.decode()

    assert [kind for kind in Passage.Kind.values if f'id="{kind}"' not in page] == ["answer"]


def test_a_changed_text_shows_at_once_to_everybody(client, liaison):
    signed_in(liaison).post(address("curiosity"), CURIOSITY)

    assert "궁금해도 좋습니다" in client.get("/culture/", {"uselang": "ko"}).content.decode()


def test_the_page_of_a_text_tells_who_changed_it(liaison):
    team = signed_in(liaison)
    team.post(address("curiosity"), CURIOSITY)

    page = team.get(address("curiosity")).content.decode()

    assert "passage.changed" in page
    assert "Lio Liaison" in page


def test_markup_in_a_text_stays_text(client, liaison):
    signed_in(liaison).post(address("curiosity"), {"title_en": "<script>alert(1)</script>"})

    assert "<script>" not in client.get("/culture/").content.decode()


def test_a_text_without_any_language_is_not_taken_and_what_was_typed_is_kept(liaison):
    page = signed_in(liaison).post(address("curiosity"), {"body_en": "Kept words"}).content.decode()

    assert "at least one language" in page
    assert "Kept words" in page
    assert passage("curiosity").title["en"] == "Curiosity is welcome"


def test_a_rule_that_names_an_unknown_answer_is_said_beside_the_field(liaison):
    sent = {"title_en": "x", "verdict": "as", "when": "group = perhaps"}

    page = signed_in(liaison).post(address("as-learner"), sent).content.decode()

    assert "group = perhaps" in page
    assert 'id="id_when_error"' in page


def test_the_team_changes_which_answers_lead_where(client, liaison):
    sent = {"title_en": "As a learner", "verdict": "as", "when": "group = forming", "places": ["help"]}

    signed_in(liaison).post(address("as-learner"), sent)

    assert "As a learner" in client.post("/is-this-for-me/", {"group": "forming"}).content.decode()


def test_a_question_with_answers_is_added_and_asked(client, liaison):
    team = signed_in(liaison)
    team.post("/team/programme/new/question/", {"title_en": "Do you like tea?", "slug": "tea"})
    team.post(f"{address('tea')}new/answer/", {"title_en": "Very much", "slug": "much"})

    page = client.get("/is-this-for-me/").content.decode()

    assert "Do you like tea?" in page
    assert 'name="tea" value="much"' in page


def test_a_taken_short_name_is_said_and_nothing_is_lost(liaison):
    sent = {"title_en": "Another one", "slug": "group"}

    page = signed_in(liaison).post("/team/programme/new/question/", sent).content.decode()

    assert "has this short name already" in page
    assert "Another one" in page


def test_removing_what_a_rule_needs_is_refused_with_the_reason(liaison):
    page = signed_in(liaison).post(f"{address('alone')}remove/", follow=True).content.decode()

    assert "own-edits" in page
    assert passage("alone")


def test_the_order_changes_with_a_button(liaison):
    signed_in(liaison).post(f"{address('mistakes')}move/", {"to": "up"})

    assert passage("mistakes").position < passage("curiosity").position


def test_a_new_phase_is_opened_and_the_earlier_one_can_be_read(liaison):
    earlier = current_phase()
    team = signed_in(liaison)

    team.post("/team/programme/phases/new/", {"name_en": "Phase 4"})

    assert current_phase().name == {"en": "Phase 4"}
    page = team.get(f"/team/programme/phases/{earlier.pk}/").content.decode()
    assert "Curiosity is welcome" in page
    assert "Add one" not in page


def test_the_discussion_page_can_change(client, liaison):
    sent = {"name_en": "Phase 3", "discussion_url": "https://meta.wikimedia.org/wiki/Talk:Elsewhere"}

    signed_in(liaison).post("/team/programme/phase/", sent)

    assert sent["discussion_url"] in client.get("/comment/").content.decode()


@pytest.mark.parametrize("part", ["learner", "ambassador", "stranger", "evaluator"])
@pytest.mark.parametrize("door", ["", "phase/", "phases/new/", "new/culture/"])
def test_the_editor_is_closed_to_everybody_else(part, door, request):
    visitor = signed_in(request.getfixturevalue(part))

    assert visitor.get(f"/team/programme/{door}").status_code == 403
    assert visitor.post(f"/team/programme/{door}", {"name_en": "Mine"}).status_code in {403, 405}
    assert Phase.objects.count() == 1


@pytest.mark.parametrize("deed", ["", "move/", "remove/"])
def test_nobody_else_changes_moves_or_removes_a_text(deed, ambassador):
    before = passage("curiosity")

    answer = signed_in(ambassador).post(f"{address('curiosity')}{deed}", {"title_en": "Mine", "to": "down"})

    assert answer.status_code == 403
    assert (passage("curiosity").title, passage("curiosity").position) == (before.title, before.position)


@pytest.mark.parametrize("path", ["/culture/", "/is-this-for-me/", "/comment/"])
@pytest.mark.parametrize("code", ["ko", "ar"])
def test_the_public_pages_speak_the_readers_language(client, path, code):
    assert f'<html lang="{code}"' in client.get(path, {"uselang": code}).content.decode()
