"""Private words to the team (R196)."""

import pytest

from letsconnect.ground.errors import NotAllowed
from letsconnect.people.actions.leaving import erase
from letsconnect.people.audience import Audience
from letsconnect.people.queries.export import export_of
from letsconnect.programme.actions.comments import leave_comment, mark_answered
from letsconnect.programme.models import Comment
from letsconnect.programme.queries.comments import all_comments, comments_of, open_comments
from tests.cast import signed_in

WORDS = "The sessions are at four in the morning here."


def test_somebody_signed_out_writes_to_the_team(client):
    response = client.post("/comment/", {"text": WORDS, "reply_to": "someone@example.org"}, follow=True)

    comment = Comment.objects.get()
    assert (comment.text, comment.reply_to, comment.person) == (WORDS, "someone@example.org", None)
    assert "Thank you" in response.content.decode()


def test_somebody_signed_in_writes_under_their_name(learner):
    signed_in(learner).post("/comment/", {"text": WORDS})

    assert list(comments_of(learner)) == [Comment.objects.get()]


def test_an_address_that_is_none_is_said_beside_the_field_and_the_words_are_kept(client):
    page = client.post("/comment/", {"text": WORDS, "reply_to": "not an address"}).content.decode()

    assert WORDS in page
    assert 'id="id_reply_to_error"' in page
    assert 'aria-invalid="true"' in page
    assert Comment.objects.count() == 0


def test_writing_again_and_again_is_slowed_down(client):
    answers = [client.post("/comment/", {"text": WORDS}).status_code for _time in range(11)]

    assert answers == [302] * 10 + [429]


def test_the_public_discussion_page_is_one_tap_away(client):
    assert 'href="https://meta.wikimedia.org/wiki/Grants_talk:' in client.get("/comment/").content.decode()


def test_the_team_reads_and_marks_comments(liaison):
    comment = leave_comment(WORDS, language="en", by=None)
    team = signed_in(liaison)

    assert WORDS in team.get("/team/comments/").content.decode()
    team.post(f"/team/comments/{comment.pk}/answered/", {"answered": "yes"})

    assert not open_comments().exists()
    assert Comment.objects.get().answered_by == liaison


def test_marking_twice_changes_nothing(liaison, staff):
    comment = leave_comment(WORDS, language="en", by=None)

    mark_answered(comment, by=liaison)
    mark_answered(comment, by=staff)

    assert Comment.objects.get().answered_by == liaison


def test_open_comments_come_first(liaison):
    older = leave_comment(WORDS, language="en", by=None)
    newer = leave_comment(WORDS, language="en", by=None)
    mark_answered(newer, by=liaison)

    assert list(all_comments()) == [older, newer]


@pytest.mark.parametrize("part", ["learner", "ambassador", "stranger", "evaluator"])
def test_nobody_else_reads_what_was_told_to_the_team(part, request):
    comment = leave_comment(WORDS, language="en", by=None)
    visitor = signed_in(request.getfixturevalue(part))

    response = visitor.get("/team/comments/")

    assert response.status_code == 403
    assert WORDS not in response.content.decode()
    assert visitor.post(f"/team/comments/{comment.pk}/answered/").status_code == 403
    with pytest.raises(NotAllowed):
        mark_answered(comment, by=request.getfixturevalue(part))


def test_somebody_signed_out_is_asked_to_sign_in_first(client):
    assert client.get("/team/comments/").headers["Location"].startswith("/sign-in/")


def test_whoever_leaves_takes_along_what_they_wrote_signed_in_or_not(learner, sharer):
    leave_comment(WORDS, language="en", by=learner)
    leave_comment(WORDS, language="en", by=None, reply_to=learner.email.upper())
    kept = leave_comment(WORDS, language="en", by=sharer)

    erase(learner, by=learner)

    assert list(Comment.objects.all()) == [kept]


def test_what_one_answered_for_others_is_not_in_ones_own_data(learner, liaison):
    mark_answered(leave_comment(WORDS, language="en", by=learner), by=liaison)

    assert WORDS in str(export_of(learner))
    assert WORDS not in str(export_of(liaison))


def test_a_name_kept_to_oneself_stays_hidden_from_the_team(learner, liaison):
    learner.chosen_name_audience = learner.username_audience = Audience.ME
    learner.save(update_fields=["chosen_name_audience", "username_audience"])
    leave_comment(WORDS, language="en", by=learner)

    page = signed_in(liaison).get("/team/comments/").content.decode()

    assert learner.public_id in page
    assert learner.chosen_name not in page
