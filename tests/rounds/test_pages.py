"""The team runs a round through its pages, without JavaScript."""

from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.models import Connection, Place
from letsconnect.ground.working import work_off
from letsconnect.interpreting.models import Interpreter
from letsconnect.people.actions.blocking import keep_apart
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.rounds.actions.sending import send
from letsconnect.rounds.models import Round, default_policy
from letsconnect.rounds.tasks import send_marked
from letsconnect.skills.demo import load_demo
from letsconnect.skills.models import Wish
from tests.cast import signed_in
from tests.rounds.conftest import next_monday, text_of


def filled(page, **more: object) -> dict[str, object]:
    """What a browser would send of the page's last form, with these changes."""
    form = HTMLParser(page.content.decode()).css("main form")[-1]
    found = {}
    for field in form.css("input, select"):
        name = field.attributes.get("name") or ""
        if field.tag == "select":
            chosen = field.css_first("option[selected]") or (
                None if "multiple" in field.attributes else field.css_first("option")
            )
            if chosen is not None:
                found[name] = chosen.attributes["value"]
        elif field.attributes.get("type") not in ("checkbox", "radio"):
            found[name] = field.attributes.get("value") or ""
        elif "checked" in field.attributes:
            found[name] = field.attributes.get("value") or "on"
    return found | more


def test_from_opening_to_sent_in_four_presses(make_pair, liaison):
    make_pair()
    team = signed_in(liaison)
    monday = next_monday()

    opened = team.post("/team/rounds/new/", filled(team.get("/team/rounds/new/"), first_monday=monday.isoformat()))
    address = opened["Location"]
    preparing = text_of(team.get(address))
    team.post(f"{address}plan/")
    waiting = team.get(address)
    work_off()
    proposal = text_of(team.get(address))
    team.post(f"{address}send/")
    work_off()
    sent = text_of(team.get(address))

    assert "2 people are in this round" in preparing
    assert waiting["Refresh"] == "3"
    assert "1 connection. Nothing better exists: this is proved." in proposal
    assert "1 invitation sent: 0 agreed, 1 waiting for answers" in sent
    assert Connection.objects.count() == 1


def test_ticked_connections_are_locked_and_the_rest_is_planned_anew(make_pair, planned, liaison):
    make_pair(), make_pair()
    round_ = planned()
    team = signed_in(liaison)

    team.post(f"/team/rounds/{round_.pk}/chosen/", {"chosen": ["1"], "deed": "plan"})
    work_off()

    assert dict(round_.connections.values_list("number", "locked")) == {1: True, 3: False}


def test_a_tick_box_says_what_it_ticks_and_more_is_a_disclosure_away(make_pair, planned, liaison, topic):
    sharer, learner = make_pair()
    round_ = planned()

    page = HTMLParser(signed_in(liaison).get(f"/team/rounds/{round_.pk}/").content.decode())

    box = page.css_first("input[name=chosen]")
    label = page.css_first(f"label[for={box.attributes['id']}]")
    assert label.text() == f"{topic}: {sharer.chosen_name}, {learner.chosen_name}"
    assert "They share a language: English." in page.css_first(".card details").text()


def test_a_sent_round_shows_the_next_best_first_and_the_time_that_was_agreed(make_pair, planned, liaison, topic):
    for _number in range(2):
        make_pair()
    make_pair()[1].delete()
    round_ = planned()
    send(round_, None, by=liaison)
    send_marked.call(round_.pk)
    declined, agreed = (row.connection for row in round_.connections.select_related("connection"))
    decline(declined, by=declined.places.get(part=Place.Part.SHARER).person)
    for place in agreed.places.all():
        accept(agreed, agreed.times.order_by("-starts_at")[:1], by=place.person)
    agreed.refresh_from_db()
    team = signed_in(liaison)

    sent = text_of(team.get(f"/team/rounds/{round_.pk}/"))
    team.post(f"/team/rounds/{round_.pk}/next/")
    answer = team.get(f"/team/rounds/{round_.pk}/")

    first, _declined, held = answer.context["lines"]
    assert (first.row.next_best, first.is_open) == (True, True)
    assert (held.when.at, held.others) == (agreed.starts_at, ())
    assert ("With the ticked ones" in sent, "With the ticked ones" in text_of(answer)) == (False, True)
    assert "is proved" not in sent + text_of(answer)


def test_a_round_closed_before_it_was_planned_says_so_and_leads_nowhere_wrong(open_one, liaison):
    round_, team = open_one(), signed_in(liaison)
    address = f"/team/rounds/{round_.pk}/"
    team.post(f"{address}close/")

    page = team.get(address)

    assert "It was closed before anything was planned." in text_of(page)
    assert f"{address}waiting/" not in page.content.decode()
    assert [team.get(f"{address}{door}/").status_code for door in ("waiting", "summary")] == [404, 404]


def test_pressing_without_a_tick_says_so(make_pair, planned, liaison):
    make_pair()
    round_ = planned()

    page = signed_in(liaison).post(f"/team/rounds/{round_.pk}/chosen/", {"deed": "remove"}, follow=True)

    assert "Tick one or more connections first." in text_of(page)
    assert round_.connections.count() == 1


def test_a_mistake_is_shown_beside_its_field_and_nothing_typed_is_lost(liaison):
    team = signed_in(liaison)
    given = filled(team.get("/team/rounds/new/"), first_monday="2027-01-05", name="Winter", group_2="90")

    page = team.post("/team/rounds/new/", given)

    assert "This day is no Monday." in text_of(page)
    assert "Not less than for a second learner." in text_of(page)
    assert 'value="Winter"' in page.content.decode()
    assert not Round.objects.exists()


@pytest.mark.parametrize("monday", ["0001-01-01", "9999-12-27", "2020-01-06", "2090-01-02"])
def test_a_first_week_far_from_its_month_is_refused(monday, liaison):
    team = signed_in(liaison)

    page = team.post("/team/rounds/new/", filled(team.get("/team/rounds/new/"), first_monday=monday))

    assert "Choose a Monday near that month" in text_of(page)
    assert not Round.objects.exists()


def test_bookings_and_points_said_on_the_page_are_the_rounds(liaison):
    Interpreter.objects.create(name="Ira", languages=["ko", "en"])
    team = signed_in(liaison)

    team.post("/team/rounds/new/", filled(team.get("/team/rounds/new/"), bookings_0="2", reciprocity="55"))

    round_ = Round.objects.get()
    assert round_.bookings == [{"languages": ["en", "ko"], "bookings": 2}]
    assert round_.policy == default_policy() | {"reciprocity": 55}


def test_the_page_of_a_connection_offers_what_is_allowed_and_takes_it(make_pair, planned, liaison):
    (_first, _), (_second, _) = make_pair(), make_pair()
    Person.objects.update(share_limit=2)
    round_ = planned()
    row = round_.connections.first()
    team = signed_in(liaison)
    address = f"/team/rounds/{round_.pk}/{row.number}/"
    page = HTMLParser(team.get(address).content.decode())
    when = page.css("#when option")[-1].attributes["value"]
    other = page.css_first(f"#new-{row.facts['sharer']} option").attributes["value"]

    team.post(f"{address}change/", {"when": when})
    changed = text_of(team.post(f"{address}change/", {"old": row.facts["sharer"], "new": other}, follow=True))

    row.refresh_from_db()
    assert "Changed." in changed
    assert (row.facts["sharer"], f"{row.facts['week']}-{row.facts['slot']}") == (other, when)


def test_a_connection_is_added_by_hand_at_a_time_on_ones_own_clock(make_pair, planned, liaison, topic):
    sharer, learner = make_pair()
    round_ = planned()
    team = signed_in(liaison)
    team.post(f"/team/rounds/{round_.pk}/chosen/", {"chosen": ["1"], "deed": "remove"})
    address = f"/team/rounds/{round_.pk}/add/?topic={topic.slug}"
    given = {"sharer": sharer.public_id, "learners": [learner.public_id]}
    day = round_.first_monday.isoformat()

    refused = text_of(team.post(address, given | {"at": f"{day}T04:00"}))
    team.post(address, given | {"at": f"{day}T14:00"})

    assert "not all of them are free then" in refused
    [row] = round_.connections.all()
    assert (row.facts["week"], row.facts["slot"], row.locked) == (0, 28, True)


def test_people_are_found_by_name_among_the_connections(make_pair, planned, liaison):
    make_pair(), make_pair()
    round_ = planned()
    team = signed_in(liaison)

    found = text_of(team.get(f"/team/rounds/{round_.pk}/?q=sharer+2"))

    assert "Sharer 2" in found
    assert "Sharer 1" not in found


def test_a_name_kept_from_the_team_is_not_on_the_pages(make_pair, planned, liaison):
    sharer, _learner = make_pair()
    Person.objects.filter(pk=sharer.pk).update(
        chosen_name="Canaryname", username="Canaryuser", chosen_name_audience=Audience.ME, username_audience=Audience.ME
    )
    round_ = planned()
    team = signed_in(liaison)
    addresses = ("", "1/", "waiting/", "people/", "add/?topic=budget-development")

    pages = [team.get(f"/team/rounds/{round_.pk}/{address}").content.decode() for address in addresses]

    assert [page for page in pages if "Canary" in page] == []
    assert sharer.public_id in pages[0]


def test_one_of_the_team_does_not_learn_there_that_somebody_blocked_them(make_pair, planned, liaison, staff, topic):
    sharer, _learner = make_pair()
    Person.objects.filter(pk=liaison.pk).update(hours=sharer.hours, learn_limit=1)
    Wish.objects.create(person=liaison, topic=topic)
    keep_apart(sharer, liaison, by=sharer)
    round_ = planned()

    mine, theirs = (text_of(signed_in(reader).get(f"/team/rounds/{round_.pk}/waiting/")) for reader in (liaison, staff))

    assert "Nobody in this round shares it." in mine
    assert "cannot be brought together" not in mine
    assert "cannot be brought together" in theirs


def test_examples_are_asked_for_only_where_the_demonstration_is_loaded(liaison):
    team = signed_in(liaison)

    assert "of_examples" not in team.get("/team/rounds/new/").content.decode()


def test_the_demonstration_can_run_a_round_at_once_and_nobody_real_is_in_it():
    load_demo()
    team = Person.objects.get(email="team@example.org")
    client = signed_in(team)

    opened = client.post("/team/rounds/new/", filled(client.get("/team/rounds/new/")))
    client.post(f"{opened['Location']}plan/")
    work_off()

    round_ = Round.objects.get()
    people = {public_id for row in round_.connections.all() for public_id in row.people}
    assert round_.connections.count() > 20
    assert not Person.objects.filter(public_id__in=people, is_demo=False).exists()


def test_the_headings_of_a_rounds_pages_leave_no_level_out(make_pair, planned, liaison):
    make_pair()
    round_ = planned()
    team, row = signed_in(liaison), round_.connections.get()

    for path in (f"/team/rounds/{round_.pk}/", f"/team/rounds/{round_.pk}/{row.number}/"):
        page = HTMLParser(team.get(path).content.decode())
        levels = [int(heading.tag[1]) for heading in page.css("main :is(h1, h2, h3)")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
