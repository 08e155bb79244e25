"""The team keeps the topics in order, and nothing that referred to them is lost."""

import pytest

from letsconnect.ground.audit import history_of
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.ground.folding import fold
from letsconnect.people.audience import Audience
from letsconnect.people.models import Change, Role
from letsconnect.skills.actions.merging import merge_topics, undo_merge
from letsconnect.skills.actions.own_words import assign_words, set_words_aside
from letsconnect.skills.actions.splitting import split_topic
from letsconnect.skills.actions.topics import TopicFacts, add_topic, edit_topic
from letsconnect.skills.models import Category, Offer, OwnWords, Suggestion, Topic, Wish
from letsconnect.skills.queries.nearest import topic_called
from letsconnect.skills.queries.upkeep import own_words_groups
from tests.cast import give_role, make_person, signed_in


@pytest.fixture
def tea() -> Topic:
    return Topic.objects.create(
        slug="tea", labels={"en": "Making tea", "ko": "차 끓이기"}, synonyms={"en": ["Brewing"]}
    )


@pytest.fixture
def coffee() -> Topic:
    return Topic.objects.create(slug="coffee", labels={"en": "Making coffee"})


def say(person, words: str, side: str = "share") -> OwnWords:
    return OwnWords.objects.create(person=person, side=side, words=words, folded=fold(words))


def test_everything_that_named_a_topic_names_the_one_it_was_merged_into(liaison, learner, sharer, tea, coffee):
    offer = Offer.objects.create(person=sharer, topic=tea, note="at the camp")
    wish = Wish.objects.create(person=learner, topic=tea)
    hint = Suggestion.objects.create(person=learner, topic=tea, why="saw it")
    role = give_role(sharer, Role.Kind.AMBASSADOR, topic="tea")
    older = Topic.objects.create(slug="chai", labels={"en": "Chai"}, merged_into=tea)

    merge_topics(tea, into=coffee, by=liaison)

    for row in (offer, wish, hint, older, role, tea, coffee):
        row.refresh_from_db()
    assert offer.topic == wish.topic == hint.topic == older.merged_into == tea.merged_into == coffee
    assert role.topic == "coffee"
    assert topic_called("차 끓이기") == topic_called("brewing") == coffee
    assert {change.person_id for change in Change.objects.all()} >= {learner.pk, sharer.pk}
    assert history_of(coffee)[0].what == "topic.took_in"


def test_of_two_statements_of_one_person_the_stronger_stays_with_the_words_of_both(liaison, sharer, tea, coffee):
    Offer.objects.create(person=sharer, topic=tea, level=4, note="for the king", in_clinic="yes")
    Offer.objects.create(person=sharer, topic=coffee, level=2, note="for the queen", in_clinic="no")
    Wish.objects.create(person=sharer, topic=tea, priority=1, context="some day")
    Wish.objects.create(person=sharer, topic=coffee, priority=3, stage="running")

    merge_topics(tea, into=coffee, by=liaison)

    offer, wish = Offer.objects.get(person=sharer), Wish.objects.get(person=sharer)
    assert (offer.topic, offer.level, offer.in_clinic) == (coffee, 4, "yes")
    assert "for the king" in offer.note
    assert "for the queen" in offer.note
    assert (wish.topic, wish.priority, wish.stage, wish.context) == (coffee, 3, "running", "some day")


def test_what_a_person_said_beats_what_an_import_assumed(liaison, sharer, tea, coffee):
    Offer.objects.create(person=sharer, topic=tea, level=4, assumed=True)
    Offer.objects.create(person=sharer, topic=coffee, level=1)

    merge_topics(tea, into=coffee, by=liaison)

    assert Offer.objects.get(person=sharer).level == 1


def test_a_merge_can_be_undone(liaison, learner, sharer, tea, coffee):
    moved = Offer.objects.create(person=learner, topic=tea)
    Offer.objects.create(person=sharer, topic=tea, level=3, note="tea words")
    Offer.objects.create(person=sharer, topic=coffee, level=4, note="coffee words")
    role = give_role(sharer, Role.Kind.AMBASSADOR, topic="tea")
    merge_topics(tea, into=coffee, by=liaison)
    since = Offer.objects.create(person=make_person("Later"), topic=coffee)

    undo_merge(tea, by=liaison)

    for row in (moved, since, role, coffee):
        row.refresh_from_db()
    assert moved.topic == tea
    assert since.topic == coffee
    assert role.topic == "tea"
    assert {offer.topic: offer.level for offer in Offer.objects.filter(person=sharer)} == {tea: 3, coffee: 4}
    assert "tea words" in Offer.objects.get(person=sharer, topic=tea).note
    assert coffee.synonyms == {}
    assert topic_called("brewing") == tea


def test_a_topic_is_not_merged_into_itself_or_twice(liaison, tea, coffee):
    with pytest.raises(Refused):
        merge_topics(tea, into=tea, by=liaison)
    merge_topics(tea, into=coffee, by=liaison)

    with pytest.raises(Refused):
        merge_topics(tea, into=coffee, by=liaison)
    with pytest.raises(Refused):
        undo_merge(coffee, by=liaison)


@pytest.mark.parametrize("keep", [False, True])
def test_a_split_moves_or_copies_what_was_chosen(liaison, learner, sharer, tea, coffee, keep):
    chosen = Offer.objects.create(person=sharer, topic=tea, note="espresso")
    other = Offer.objects.create(person=learner, topic=tea)
    wish = Wish.objects.create(person=learner, topic=tea)

    split_topic(tea, to=coffee, offers=[chosen.pk], wishes=[wish.pk], keep=keep, by=liaison)

    assert Offer.objects.get(person=sharer, topic=coffee).note == "espresso"
    assert Wish.objects.filter(person=learner, topic=coffee).exists()
    assert Offer.objects.filter(pk=other.pk, topic=tea).exists()
    assert Offer.objects.filter(person=sharer, topic=tea).exists() == keep
    assert Wish.objects.filter(person=learner, topic=tea).exists() == keep


def test_what_people_keep_to_themselves_is_neither_shown_nor_split(liaison, sharer, tea, coffee):
    sharer.shares_audience = Audience.ME
    sharer.save()
    hidden = Offer.objects.create(person=sharer, topic=tea, note="my own affair")
    say(sharer, "my very own words")

    split_topic(tea, to=coffee, offers=[hidden.pk], wishes=[], keep=False, by=liaison)

    hidden.refresh_from_db()
    assert hidden.topic == tea
    for page in ("/team/topics/tea/split/", "/team/own-words/"):
        text = signed_in(liaison).get(page).content.decode()
        assert "my own affair" not in text
        assert "my very own words" not in text


def test_own_words_become_an_assumed_offer_or_wish_of_everybody_who_said_them(liaison, learner, sharer, tea):
    say(learner, "Tee kochen")
    say(sharer, "tee  KOCHEN")
    say(sharer, "Tee kochen", "learn")
    say(sharer, "something else")

    assert assign_words("share", fold("Tee kochen"), to=tea, by=liaison) == 2
    assign_words("learn", fold("Tee kochen"), to=tea, by=liaison)

    offer, wish = Offer.objects.get(person=learner), Wish.objects.get(person=sharer)
    assert (offer.topic, offer.assumed, offer.note, offer.provenance) == (
        tea,
        True,
        "Tee kochen",
        "own words: Tee kochen",
    )
    assert (wish.topic, wish.assumed, wish.context) == (tea, True, "Tee kochen")
    assert [row.words for row in OwnWords.objects.all()] == ["something else"]


def test_own_words_beside_an_offer_that_stands_are_added_to_it(liaison, learner, tea):
    Offer.objects.create(person=learner, topic=tea, level=4, note="since 2009")
    say(learner, "Tee kochen")

    assign_words("share", fold("Tee kochen"), to=tea, by=liaison)

    offer = Offer.objects.get(person=learner)
    assert (offer.level, offer.assumed, offer.note) == (4, False, "since 2009\n\nTee kochen")


def test_own_words_are_listed_most_frequent_first_with_the_nearest_topic(liaison, learner, sharer, tea):
    say(learner, "unheard of things")
    say(learner, "making the tea")
    say(sharer, "Making the Tea")

    groups, count = own_words_groups("share")

    assert count == 2
    assert (groups[0].people, groups[0].nearest[0]) == (2, tea)


def test_words_set_aside_leave_the_list_and_stay_with_the_person(liaison, learner):
    row = say(learner, "just being there")

    set_words_aside("share", row.folded, by=liaison)

    assert own_words_groups("share") == ([], 0)
    assert OwnWords.objects.filter(person=learner).exists()


def test_a_new_topic_gets_an_address_that_nobody_has(liaison, tea, coffee):
    merge_topics(tea, into=coffee, by=liaison)

    assert add_topic(TopicFacts({"en": "Tea"}), by=liaison).slug == "tea-2"


def test_editing_keeps_languages_the_form_does_not_know_and_the_history_what_was_said_before(liaison, tea):
    tea.labels["ha"] = "Yin shayi"
    tea.save()
    facts = TopicFacts({"en": "Tea making", "ko": ""}, categories=(Category.objects.first(),))

    edit_topic(tea, facts, by=liaison)

    tea.refresh_from_db()
    assert tea.labels == {"en": "Tea making", "ha": "Yin shayi"}
    assert history_of(tea)[0].facts["before"]["labels"]["en"] == "Making tea"


def test_only_the_team_changes_topics(learner, ambassador, evaluator, tea, coffee):
    for person in (learner, ambassador, evaluator):
        with pytest.raises(NotAllowed):
            merge_topics(tea, into=coffee, by=person)
        with pytest.raises(NotAllowed):
            add_topic(TopicFacts({"en": "Mine"}), by=person)
        for page in ("", "new/", "tea/", "tea/merge/", "tea/split/", "../own-words/"):
            assert signed_in(person).get(f"/team/topics/{page}", follow=True).status_code in (403, 404)


def test_the_team_adds_a_topic_for_what_somebody_said(liaison, learner):
    row = say(learner, "Knitting with editors")
    browser = signed_in(liaison)
    choice = {"side": "share", "folded": row.folded, "words": row.words, "means": "+new"}

    page = browser.post("/team/own-words/", choice)
    form = browser.get(page["Location"])
    answer = browser.post(page["Location"], {"label_en": "Knitting", "label_ko": "뜨개질", "highlighted": "on"})

    assert "Knitting with editors" in form.content.decode()
    topic = Topic.objects.get(slug="knitting")
    assert answer["Location"] == "/team/topics/knitting/"
    assert topic.labels == {"en": "Knitting", "ko": "뜨개질"}
    assert Offer.objects.get(person=learner).topic == topic


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"label_en": ""}, "required"),
        ({"label_en": "making  COFFEE"}, "There is a topic of that name"),
        ({"label_en": "Tea", "wikidata_qid": "42"}, "like Q42"),
    ],
)
def test_a_topic_form_says_what_is_wrong_and_keeps_what_was_typed(liaison, tea, coffee, facts, message):
    typed = {"about_en": "kept words", **facts}

    text = signed_in(liaison).post("/team/topics/tea/", typed).content.decode()

    assert message in text
    assert "kept words" in text
    tea.refresh_from_db()
    assert tea.labels["en"] == "Making tea"


def test_merging_splitting_and_undoing_on_the_pages(liaison, learner, tea, coffee):
    Offer.objects.create(person=learner, topic=tea, note="from the garden")
    browser = signed_in(liaison)

    browser.post("/team/topics/tea/merge/", {"into": coffee.pk})
    merged = browser.get("/team/topics/tea/").content.decode()
    browser.post("/team/topics/tea/undo/")
    split = browser.get("/team/topics/tea/split/").content.decode()
    offer = Offer.objects.get()
    browser.post("/team/topics/tea/split/", {"name": "Herbs", "keep": "move", "offers": [offer.pk]})

    assert "Making coffee" in merged
    assert "from the garden" in split
    offer.refresh_from_db()
    assert offer.topic.slug == "herbs"
    assert "split" in browser.get("/team/topics/tea/").content.decode()
