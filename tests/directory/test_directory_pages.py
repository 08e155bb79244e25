"""The pages of the directory: what each reader reads there, and what a page costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from letsconnect.ground import clock
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Group, Person
from letsconnect.skills.models import OwnWords
from tests.cast import give_role, make_person, signed_in
from tests.directory.searching import change, free_at, shares, shown_to, topic, wants

CANARIES = {
    "chosen_name": "canary-chosen",
    "username": "Canary-user",
    "full_name": "canary-full",
    "email": "canary-mail@example.org",
    "group": "canary-group",
    "country": "Tuvalu",
    "region": "Central &amp; Eastern Europe",
    "time_zone": "Nepal",
    "languages": "Cornish",
    "shares": "canary-own-share",
    "share_notes": "canary-share-note",
    "wishes": "canary-own-wish",
    "wish_notes": "canary-wish-note",
    "low_bandwidth": "canary-bandwidth",
    "roles_wished": "canary-role",
    "support_needs": "canary-needs",
    "remarks": "canary-remarks",
    "contact": "User_talk:Canary-user",
    "group_role": "I contribute actively",
    "limits": "As learner: 4, as sharer: 3",
}


@pytest.fixture
def canary() -> Person:
    """Somebody with a word to recognise in every field."""
    group = Group.objects.create(slug="canary", name="canary-group", folded="canary group")
    person = make_person(
        "canary-chosen",
        languages=("kw",),
        username="Canary-user",
        full_name="canary-full",
        email="canary-mail@example.org",
        group=group,
        group_role="active",
        country="TV",
        region="CEECA",
        time_zone="Asia/Kathmandu",
        low_bandwidth=["canary-bandwidth"],
        ambassador_wish="topic",
        ambassador_about="canary-role",
        support_needs="canary-needs",
        remarks="canary-remarks",
        learn_limit=4,
        share_limit=3,
    )
    for side, words in (("share", "canary-own-share"), ("learn", "canary-own-wish")):
        OwnWords.objects.create(person=person, side=side, words=words, folded=words)
    shares(person, "advocacy", note="canary-share-note")
    wants(person, "fundraising", context="canary-wish-note")
    return person


def readers() -> dict[str, tuple[Client, Audience, bool]]:
    """A browser for each kind of reader, with their rank and whether they are the support team."""
    people = {name: make_person(name.title(), languages=(), region="", country="") for name in ("member", "operating")}
    people |= {
        name: make_person(name.title(), languages=(), region="", country="") for name in ("support", "ambassador")
    }
    give_role(people["operating"], "operating")
    give_role(people["support"], "support")
    give_role(people["ambassador"], "ambassador", topic="advocacy")
    found = {name: (signed_in(person), Audience.TEAM, name == "support") for name, person in people.items()}
    member = (found["member"][0], Audience.MEMBERS, False)
    stranger = (signed_in(make_person("Stranger", registered_at=None)), Audience.EVERYONE, False)
    return {**found, "member": member, "stranger": stranger, "signed out": (Client(), Audience.EVERYONE, False)}


def visible(key: str, level: Audience, rank: Audience, support: bool) -> bool:
    """The rule once more, in the test's own words."""
    field = FIELDS[key]
    level = min(level, field.widest)
    if field.narrow and level == Audience.TEAM == rank:
        return support
    return level >= rank


@pytest.mark.parametrize("level", list(Audience))
def test_each_reader_reads_on_a_persons_page_what_its_audience_says(canary, level):
    shown_to(canary, level, *FIELDS)
    shown_to(canary, Audience.EVERYONE, "chosen_name")
    wrong = []
    for name, (browser, rank, support) in readers().items():
        page = browser.get(f"/people/{canary.public_id}/").content.decode()
        for key, word in CANARIES.items():
            needed = {"contact": ("contact", "username"), "share_notes": ("shares", "share_notes")}
            needed |= {"wish_notes": ("wishes", "wish_notes")}
            expected = key == "chosen_name" or all(visible(k, level, rank, support) for k in needed.get(key, (key,)))
            if (word in page) != expected:
                wrong.append((name, key, level.name, expected))

    assert wrong == []


@pytest.mark.parametrize("key", sorted(CANARIES))
def test_what_is_for_the_team_is_in_no_members_page(canary, key):
    shown_to(canary, Audience.MEMBERS, *FIELDS)
    shown_to(canary, Audience.TEAM, key)
    word = CANARIES[key]
    browser = signed_in(make_person("Member", languages=(), region="", country=""))
    addresses = ["/people/", "/people/?q=canary", "/topics/", "/topics/advocacy/", "/topics/fundraising/"]
    pages = {address: browser.get(address).content.decode() for address in [*addresses, f"/people/{canary.public_id}/"]}

    leaks = [at for at, page in pages.items() if word in page]

    filters_name_it = ["/people/", "/people/?q=canary"] if key == "region" else []
    assert leaks == filters_name_it


def test_what_nobody_shows_is_in_no_public_page(client, canary):
    shown_to(canary, Audience.MEMBERS, *FIELDS)
    addresses = ["/people/", "/people/?q=anary", "/people/?share=advocacy", "/topics/", "/topics/advocacy/"]

    for address in addresses:
        assert "canary" not in client.get(address).content.decode().lower(), address
    assert "1 can share" not in client.get("/topics/").content.decode()


@pytest.mark.parametrize("seen_as", ["everyone", "members", "team"])
def test_my_page_as_others_see_it_is_what_they_see(canary, seen_as):
    """P3: the preview and the real page show the same facts."""
    shown_to(canary, Audience.EVERYONE, "chosen_name", "shares")
    reader = {
        "everyone": Client(),
        "members": signed_in(make_person("Any Member", languages=())),
        "team": readers()["operating"][0],
    }
    preview = signed_in(canary).get(f"/people/{canary.public_id}/", {"as": seen_as}).content.decode()
    real = reader[seen_as].get(f"/people/{canary.public_id}/").content.decode()

    def shown(page: str) -> set[str]:
        main = page.partition("<main")[2].partition("</main>")[0]  # below it stands the reader's own time zone
        return {key for key, word in CANARIES.items() if word in main}

    assert shown(preview) == shown(real)


def test_nobody_else_can_preview(learner, canary):
    shown_to(canary, Audience.TEAM, "country")

    page = signed_in(learner).get(f"/people/{canary.public_id}/", {"as": "team"}).content.decode()

    assert "Tuvalu" not in page
    assert "As members see it" not in page


def test_one_whom_nobody_may_know_is_told_so(canary):
    shown_to(canary, Audience.ME, *FIELDS)

    page = signed_in(canary).get(f"/people/{canary.public_id}/?as=members")

    assert page.status_code == 200
    assert "They see nothing of you" in page.content.decode()


def test_exact_hours_are_shown_to_nobody_only_those_in_common(learner, canary):
    free_at(canary, (48 + 20, 48 + 30), time_zone="Africa/Accra")
    free_at(learner, (48 + 26, 48 + 40), time_zone="Africa/Accra")
    browser = signed_in(learner)

    page = browser.get(f"/people/{canary.public_id}/").content.decode()

    assert "1 p.m." in page
    assert "3 p.m." in page
    assert "10 a.m." not in page
    assert "Hours a week when you are both free: 2" in page
    shown_to(canary, Audience.TEAM, "hours")
    assert "both free" not in browser.get(f"/people/{canary.public_id}/").content.decode()


def test_mail_is_offered_only_to_those_who_may_see_the_address(learner, canary):
    change(canary, contact=Person.Contact.EMAIL)
    browser = signed_in(learner)
    assert "mailto:" not in browser.get(f"/people/{canary.public_id}/").content.decode()

    shown_to(canary, Audience.MEMBERS, "email")

    assert "mailto:canary-mail@example.org" in browser.get(f"/people/{canary.public_id}/").content.decode()


def test_an_example_says_so_and_cannot_be_written_to(learner, canary):
    change(canary, is_demo=True)

    page = signed_in(learner).get(f"/people/{canary.public_id}/").content.decode()

    assert '<span class="tag">Example</span>' in page
    assert "User_talk" not in page


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=SUM(A1)", "{{ 7 }}"]
)
def test_markup_stays_text(learner, words):
    group = Group.objects.create(slug="g", name=words, folded="g")
    person = make_person("X", chosen_name=words, username=words, group=group)
    shares(person, "advocacy", note=words)
    OwnWords.objects.create(person=person, side="share", words=words, folded="w")
    browser = signed_in(learner)

    for address in ("/people/", f"/people/{person.public_id}/", "/topics/advocacy/"):
        page = browser.get(address).content.decode()
        assert words == "=SUM(A1)" or words == "{{ 7 }}" or words not in page
        assert "<img src=x" not in page
    asked = browser.get("/people/", {"q": words, "group": words, "share": words}).content.decode()
    assert "<img src=x" not in asked
    assert "<script>alert" not in asked


FILTERS = (
    "",
    "share=advocacy",
    "share=advocacy&share=fundraising&learn=partnerships",
    "language=en&language=fr",
    "region=SSA",
    "country=GH",
    "group=example-group&group=other",
    "free=1",
    "q=member+group",
    "share=advocacy&learn=fundraising&language=en&region=SSA&group=example-group&free=1&q=a",
)


def statements(browser: Client, address: str) -> int:
    browser.get(f"/people/?{address}")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(f"/people/?{address}").status_code == 200
    return len(captured)


def crowd(number: int, group: Group) -> None:
    for one in range(number):
        person = make_person(f"Member {group.pk} {number} {one}", languages=("en", "fr"), group=group)
        shares(person, "advocacy")
        wants(person, "fundraising")
        free_at(person, (36, 44))


def test_a_page_of_people_costs_at_most_twelve_statements_however_many_there_are(learner, group):
    shares(learner, "fundraising")
    free_at(learner, (36, 44))
    browser = signed_in(learner)
    crowd(3, group)
    few = {address: statements(browser, address) for address in FILTERS}
    crowd(40, group)
    many = {address: statements(browser, address) for address in FILTERS}

    assert few == many
    assert max(many.values()) <= 12


def test_nobody_reads_faster_than_a_person_can(settings, learner, staff):
    settings.DIRECTORY_PAGES = 3
    browser = signed_in(learner)
    answers = [browser.get("/people/").status_code for _again in range(4)]
    team = signed_in(staff)

    assert answers == [200, 200, 200, 429]
    assert [team.get("/people/").status_code for _again in range(4)] == [200] * 4


def test_the_old_address_of_a_topic_leads_on(client):
    old = topic("fundraising")
    old.merged_into = topic("advocacy")
    old.save()

    assert client.get("/topics/fundraising/")["Location"] == "/topics/advocacy/"
    assert client.get("/topics/nonsense/").status_code == 404


def test_counts_of_topics_leave_out_examples_and_what_is_not_shown(client, learner, sharer):
    shares(sharer, "advocacy")
    shares(make_person("Example", is_demo=True), "advocacy")
    browser = signed_in(learner)
    assert "1 can share" in browser.get("/topics/").content.decode()

    shown_to(sharer, Audience.TEAM, "shares")

    assert "can share" not in browser.get("/topics/").content.decode()


@pytest.mark.parametrize("language", ["ko", "ar", "es", "fr", "pt", "en"])
def test_every_page_opens_in_every_language(client, canary, language):
    browser = signed_in(canary)
    shown_to(canary, Audience.EVERYONE, *FIELDS)

    for address in ("/people/", f"/people/{canary.public_id}/", "/topics/", "/topics/advocacy/"):
        for who in (client, browser):
            page: Any = who.get(address, {"uselang": language})
            assert page.status_code == 200
            assert f'lang="{language}"' in page.content.decode()


def test_the_moment_of_freshness_is_nobodys_business(learner, canary):
    change(canary, fresh_at=clock.now())

    page = signed_in(learner).get(f"/people/{canary.public_id}/").content.decode()

    assert clock.now().strftime("%B") not in page
