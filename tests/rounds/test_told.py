"""What a round tells the team: who waits and why, how near the best it is, whom it serves."""

import pytest

from letsconnect.rounds.actions.sending import send
from letsconnect.rounds.queries.words import gap_in_words
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import signed_in
from tests.rounds.conftest import text_of


def test_who_waits_is_told_by_reason_the_reason_of_most_first(make_pair, planned, liaison):
    late = Topic.objects.create(slug="late", labels={"en": "Late topic"})
    Wish.objects.bulk_create(Wish(person=make_pair()[1], topic=late) for _number in range(3))
    Offer.objects.filter(person=make_pair(languages=("ko",))[0]).delete()
    round_ = planned()

    answer = signed_in(liaison).get(f"/team/rounds/{round_.pk}/waiting/")

    first, second = answer.context["reasons"]
    assert (first.why, first.count) == ("Nobody in this round shares it.", 3)
    assert sorted(first.people) == [(f"Learner {number}", ["Late topic"]) for number in (1, 2, 3)]
    assert (second.count, [name for name, _topics in second.people]) == (1, ["Learner 4"])
    assert "Nobody in this round shares it. (3)" in text_of(answer)


def test_many_who_wait_are_folded_by_reason(make_pair, planned, liaison):
    learners = [make_pair()[1] for _number in range(2)]
    topics = [Topic.objects.create(slug=f"late-{n}", labels={"en": f"Late topic {n}"}, position=99) for n in range(7)]
    Wish.objects.bulk_create(Wish(person=one, topic=late) for one in learners for late in topics)
    round_ = planned()

    page = signed_in(liaison).get(f"/team/rounds/{round_.pk}/waiting/").content.decode()

    assert "<details><summary>Nobody in this round shares it. (14)" in page
    assert page.count("Late topic 3") == 2


@pytest.mark.once
def test_the_gap_is_told_in_words():
    assert gap_in_words({"value": 998, "bound": 1000}).startswith("Within 0.2 % of the best")
    assert gap_in_words({"value": 99_999, "bound": 100_000}).startswith("Within 0.1 %")
    assert gap_in_words({"value": 5, "bound": 5}) == "Nothing better exists: this is proved."


def test_the_summary_says_what_is_served_and_what_one_more_sharer_would_open(make_pair, planned, liaison, topic):
    sharer, _learner = make_pair()
    for _number in range(5):
        other, _learner = make_pair()
        Offer.objects.filter(person=other).delete()
    round_ = planned()

    page = text_of(signed_in(liaison).get(f"/team/rounds/{round_.pk}/summary/"))

    assert "3 of 6 wishes are served." in page
    assert f"One more person who shares {topic}, in English" in page
    assert sharer.chosen_name not in page


def test_lines_of_few_wishes_are_put_together_so_that_they_are_about_nobody(make_pair, planned, liaison):
    make_pair()
    round_ = planned()

    page = text_of(signed_in(liaison).get(f"/team/rounds/{round_.pk}/summary/"))

    assert "Others" in page
    assert "Sub-Saharan" not in page


def test_the_teams_board_counts_a_planned_round_until_it_is_sent(make_pair, planned, liaison):
    make_pair()
    team = signed_in(liaison)
    assert "1 is waiting" not in team.get("/team/").content.decode()

    round_ = planned()

    assert "1 is waiting" in team.get("/team/").content.decode()
    send(round_, None, by=liaison)
    assert "1 is waiting" not in team.get("/team/").content.decode()
