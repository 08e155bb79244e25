"""The start page: culture before any form; then what waits for me."""

from datetime import timedelta

import pytest

from letsconnect.connections.actions.answering import accept
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.ground import clock
from letsconnect.home.queries.waiting import waiting_for
from letsconnect.people.actions.ledger import touch, write_consent
from letsconnect.people.queries.policies import POLICIES
from letsconnect.programme.models import Passage
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import signed_in

Kind = Passage.Kind


def promise(person):
    for policy in POLICIES:
        write_consent(person, policy.what, "yes", how="page", text_version=policy.version)


def doors_waiting_for(person):
    return [thing.title for thing in waiting_for(person)]


@pytest.mark.parametrize("kind", [Kind.PURPOSE, Kind.ORIGIN, Kind.SPACE, Kind.SUPPORT, Kind.ROLE, Kind.MILESTONE])
@pytest.mark.parametrize("code", ["en", "ko", "ar"])
def test_the_first_visit_tells_everything_in_the_readers_language(client, kind, code):
    page = client.get("/", {"uselang": code}).content.decode().replace("&#x27;", "'")

    assert [passage.slug for passage in Passage.objects.filter(kind=kind) if passage.title[code] not in page] == []


def test_twelve_culture_lines_three_in_the_open_and_one_thing_that_did_not_work_are_on_the_first_page(client):
    page = client.get("/").content.decode().replace("&#x27;", "'")
    before_opening = page.partition("<details><summary>All the ways we learn together")[0]

    lines = [line.title["en"] for line in Passage.objects.filter(kind=Kind.CULTURE)]
    assert sum(line in before_opening for line in lines) == 3
    assert sum(line in page for line in lines) == 12
    assert sum(line.title["en"] in page for line in Passage.objects.filter(kind=Kind.LESSON)) == 1


def test_the_first_page_says_where_it_comes_from_and_leads_to_its_pictures_slides_and_reports(client):
    page = client.get("/", {"uselang": "fr"}).content.decode()

    assert "Les communautés l’ont demandé" in page
    assert 'href="https://meta.wikimedia.org/wiki/Special:MyLanguage/Grants:Knowledge_Sharing/Connect"' in page


def test_the_two_boxes_lead_to_registering(client):
    page = client.get("/").content.decode()

    assert '<form action="/register/"' in page
    assert 'name="share"' in page
    assert 'name="learn"' in page


def test_the_first_visit_asks_the_database_twice(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the programme's words; whether people have told what did not work
        client.get("/")


def test_the_first_visit_is_light(client):
    page = client.get("/", headers={"accept-encoding": "gzip"})
    style = client.get("/static/css/site.css", headers={"accept-encoding": "gzip"})

    assert len(page.content) <= 9_000
    assert len(b"".join(style.streaming_content)) <= 40_000  # as it is; about a quarter once compressed


def test_somebody_who_has_not_registered_is_asked_for_two_answers(stranger):
    assert doors_waiting_for(stranger) == ["Finish joining"]


def test_an_imported_profile_waits_to_be_confirmed(learner):
    promise(learner)
    learner.confirmed_at = None

    assert doors_waiting_for(learner) == ["Is this still you?"]


def test_promises_not_yet_made_wait(learner):
    assert doors_waiting_for(learner) == ["Two promises we all make"]


def test_after_ninety_days_the_words_about_oneself_wait_to_be_looked_at(learner):
    promise(learner)
    learner.fresh_at = clock.now() - timedelta(days=91)

    assert doors_waiting_for(learner) == ["Still true?"]


def test_when_nothing_waits_the_next_door_is_people(learner):
    promise(learner)

    page = signed_in(learner).get("/").content.decode()

    assert doors_waiting_for(learner) == []
    assert "Nothing is waiting" in page
    assert "Lena Learner" in page


def test_the_privacy_page_names_every_line_of_a_profile(client):
    page = client.get("/privacy/").content.decode()

    assert page.count('<th scope="row">') == 21


def test_the_start_page_suggests_people_with_a_reason(learner, sharer):
    topic = Topic.objects.get(slug="governance")
    Wish.objects.create(person=learner, topic=topic)
    Offer.objects.create(person=sharer, topic=topic, level=3)
    touch(learner, sharer)

    page = signed_in(learner).get("/").content.decode()

    assert f"/people/{sharer.public_id}/" in page
    assert "Shares Governance, which you want to learn" in page


def test_nobody_is_suggested_whose_offers_are_closed_to_members(learner, sharer):
    topic = Topic.objects.get(slug="governance")
    Wish.objects.create(person=learner, topic=topic)
    Offer.objects.create(person=sharer, topic=topic, level=3)
    sharer.shares_audience = 1
    sharer.save()
    touch(learner, sharer)

    assert "Shares Governance" not in signed_in(learner).get("/").content.decode()


def test_invitations_and_sessions_wait_in_order_of_time(learner, sharer):
    topics = Topic.objects.order_by("slug")[:2]
    for topic, days in zip(topics, (9, 4), strict=True):
        at = clock.now() + timedelta(days=days)
        invite = propose(Proposal(topic, sharer, (learner,), (at,), month=clock.today()), by=None)
        accept(invite, invite.times.all(), by=sharer)
    accept(invite, invite.times.all(), by=learner)
    later = propose(Proposal(topics[0], sharer, (learner,), (clock.now() + timedelta(days=3),), clock.today()), by=None)

    titles = doors_waiting_for(learner)

    wanted = [f"You are invited: {later.topic}", f"You meet: {topics[1]}", f"You are invited: {topics[0]}"]
    assert [title for title in titles if title.startswith("You ")] == wanted
