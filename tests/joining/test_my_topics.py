"""What I share and want to learn, on my own page: added, told more about, suggested, taken back."""

from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic, Wish
from tests.cast import signed_in
from tests.joining.steps import post


def test_a_topic_to_share_is_looked_for_added_and_told_more_about(learner: Person, topic: Topic):
    page = signed_in(learner).get("/me/shares/", {"q": "recaudación de fondos"}).content.decode()
    post(learner, "shares", {"words": "recaudación de fondos", "pick": "fundraising"})
    more = {"level": "4", "note": "a raffle", "one_to_one": "yes", "in_clinic": "no", "written": "ask"}
    post(learner, "share", more, "fundraising")

    offer = Offer.objects.get(person=learner)
    assert 'value="fundraising"' in page
    assert (offer.level, offer.note, offer.in_clinic, offer.assumed) == (4, "a raffle", "no", False)


def test_own_words_stay_when_no_topic_fits_and_can_be_taken_back(learner: Person):
    post(learner, "wishes", {"words": "tea ceremonies", "pick": "own-words"})
    row = OwnWords.objects.get(person=learner)
    said = (row.side, row.words)

    post(learner, "own_words", {}, row.pk)
    post(learner, "own_words", {}, row.pk)

    assert said == ("learn", "tea ceremonies")
    assert not OwnWords.objects.exists()


def test_nobody_takes_back_the_words_of_another(learner: Person, sharer: Person):
    row = OwnWords.objects.create(person=sharer, side="share", words="mine", folded="mine")

    post(learner, "own_words", {}, row.pk)

    assert OwnWords.objects.filter(pk=row.pk).exists()


def test_a_wish_has_priority_stage_and_a_day(learner: Person, topic: Topic):
    post(learner, "wishes", {"other": "fundraising"})
    more = {"priority": "3", "level": "1", "context": "our first call", "stage": "proposal", "matters_on": "2030-05-01"}
    post(learner, "wish", more, "fundraising")

    wish = Wish.objects.get(person=learner)
    assert (wish.priority, wish.level, wish.stage, str(wish.matters_on)) == (3, 1, "proposal", "2030-05-01")


def test_a_wish_is_taken_back_twice_without_harm(learner: Person, topic: Topic):
    Wish.objects.create(person=learner, topic=topic)

    first = post(learner, "wish", {"remove": "1"}, "fundraising")
    again = post(learner, "wish", {"remove": "1"}, "fundraising")

    assert (first.status_code, again.status_code) == (302, 302)
    assert not Wish.objects.exists()


def test_a_wrong_day_is_told_beside_the_field(learner: Person, topic: Topic):
    Wish.objects.create(person=learner, topic=topic)

    page = post(
        learner, "wish", {"priority": "2", "level": "2", "matters_on": "soon", "context": "kept words"}, topic.slug
    )

    assert page.status_code == 200
    assert "kept words" in page.content.decode()


def test_a_suggestion_is_accepted_once(learner: Person, staff: Person, topic: Topic):
    hint = Suggestion.objects.create(person=learner, topic=topic, why="your report", by=staff)
    page = signed_in(learner).get("/me/").content.decode()

    post(learner, "suggestion", {"answer": "yes"}, hint.pk)
    post(learner, "suggestion", {"answer": "no"}, hint.pk)

    hint.refresh_from_db()
    assert "your report" in page
    assert hint.answer == "yes"
    assert Offer.objects.filter(person=learner, topic=topic).exists()


def test_a_declined_suggestion_shares_nothing(learner: Person, topic: Topic):
    hint = Suggestion.objects.create(person=learner, topic=topic, why="your report")

    post(learner, "suggestion", {"answer": "no"}, hint.pk)

    assert not Offer.objects.exists()
    assert "your report" not in signed_in(learner).get("/me/").content.decode()


def test_nobody_answers_for_another(learner: Person, sharer: Person, topic: Topic):
    hint = Suggestion.objects.create(person=sharer, topic=topic, why="your report")

    assert post(learner, "suggestion", {"answer": "yes"}, hint.pk).status_code == 404
