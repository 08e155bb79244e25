"""Every field, opened to every audience, looked for by every reader on every page that shows people (S3, P3).

A canary is planted in each field of one person. Where the rule of `people.audience` says no, the canary must be
nowhere: not on a page, not in a search, not by a filter, not in the API. Where it says yes, the person's page shows it.
"""

from typing import Any

import pytest
from django.test import Client

from letsconnect.ground.folding import fold
from letsconnect.people.actions.ledger import touch
from letsconnect.people.audience import FIELDS, Audience, may_see
from letsconnect.people.models import Group, Person, Role
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from tests.cast import give_role, make_person, signed_in

WORDS = {
    "chosen_name": "Canaryname",
    "username": "Canaryuser",
    "full_name": "Canaryfullname",
    "email": "canarymail@example.org",
    "group": "Canarygroup",
    "share_notes": "canarysharenote",
    "wish_notes": "canarywishnote",
    "roles_wished": "canaryrole",
    "support_needs": "canarysupport",
    "remarks": "canaryremark",
    "shares": "canaryofferwords",
    "wishes": "canarywishwords",
}
LABELS = {  # shown as words of ours, that filters list too: looked for on the person's page and in the API only
    "group_role": "Board member",
    "country": "São Tomé",
    "languages": "Dagbani",
    "limits": "as sharer: 3",
}
FILTERS = {
    "group": "group=canarygroup",
    "country": "country=ST",
    "region": "region=SSA",
    "languages": "language=dag",
    "shares": "share=fundraising",
    "wishes": "learn=governance",
    "hours": "free=1",
    "chosen_name": "q=canaryname",
    "username": "q=canaryuser",
    "share_notes": "q=canarysharenote",
    "wish_notes": "q=canarywishnote",
}
HOURS = ((1 << 336) - 1).to_bytes(42, "little")
RANKS = {
    "visitor": Audience.EVERYONE,
    "stranger": Audience.EVERYONE,
    "evaluator": Audience.EVERYONE,
    "member": Audience.MEMBERS,
    "ambassador elsewhere": Audience.MEMBERS,
    "ambassador here": Audience.TEAM,
    "ambassador of the topic": Audience.TEAM,
    "liaison": Audience.TEAM,
    "support": Audience.TEAM,
    "self": Audience.ME,
}


@pytest.fixture
def subject() -> Person:
    """Somebody with a canary in every field."""
    group = Group.objects.create(slug="canarygroup", name=WORDS["group"], folded=fold(WORDS["group"]))
    person = make_person(
        WORDS["chosen_name"],
        username=WORDS["username"],
        full_name=WORDS["full_name"],
        email=WORDS["email"],
        contact=Person.Contact.EMAIL,
        group=group,
        group_role=Person.GroupRole.BOARD,
        country="ST",
        time_zone="Africa/Sao_Tome",
        languages=("dag",),
        hours=HOURS,
        never_nights=False,
        learn_limit=2,
        share_limit=3,
        ambassador_wish=Person.Scope.TOPIC,
        ambassador_about=WORDS["roles_wished"],
        support_needs=WORDS["support_needs"],
        remarks=WORDS["remarks"],
    )
    topics = {slug: Topic.objects.get(slug=slug) for slug in ("fundraising", "governance")}
    Offer.objects.create(person=person, topic=topics["fundraising"], note=WORDS["share_notes"])
    Wish.objects.create(person=person, topic=topics["governance"], context=WORDS["wish_notes"])
    for side, key in (("share", "shares"), ("learn", "wishes")):
        OwnWords.objects.create(person=person, side=side, words=WORDS[key], folded=WORDS[key])
    return person


@pytest.fixture
def readers(subject: Person) -> dict[str, Client]:
    """Each kind of reader, with hours and a language in common with the subject."""

    def reader(name: str, role: str = "", region: str = "", topic: str = "", **facts: Any) -> Client:
        person = make_person(name, languages=("dag",), hours=HOURS, never_nights=False, **facts)
        if role:
            give_role(person, role, region=region, topic=topic)
        return signed_in(person)

    return {
        "visitor": Client(),
        "stranger": reader("Stan", registered_at=None),
        "evaluator": reader("Eva", Role.Kind.EVALUATOR, registered_at=None),
        "member": reader("Mem"),
        "ambassador elsewhere": reader("Amb", Role.Kind.AMBASSADOR, region="ESEAP"),
        "ambassador here": reader("Ama", Role.Kind.AMBASSADOR, region="SSA"),
        "ambassador of the topic": reader("Ato", Role.Kind.AMBASSADOR, topic="fundraising"),
        "liaison": reader("Lia", Role.Kind.OPERATING),
        "support": reader("Sup", Role.Kind.SUPPORT),
        "self": signed_in(subject),
    }


def open_only(subject: Person, key: str, audience: Audience) -> None:
    """Everything closed but the field, a name so that the person can be listed at all, and, to the team, the region
    and the topic that put them into an ambassador's care."""
    for other in FIELDS:
        setattr(subject, f"{other}_audience", Audience.TEAM if other in ("region", "shares") else Audience.ME)
    if key not in ("chosen_name", "username"):
        subject.chosen_name_audience = Audience.EVERYONE
    if key.endswith("_notes"):
        setattr(subject, "shares_audience" if key == "share_notes" else "wishes_audience", Audience.EVERYONE)
    setattr(subject, f"{key}_audience", audience)
    subject.save()
    touch(subject)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code in (200, 302, 401, 403, 404), (address, answer.status_code)
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.mark.parametrize("key", sorted(FIELDS))
def test_a_field_is_nowhere_for_those_it_is_not_open_to(key, subject, readers, settings):
    settings.DIRECTORY_PAGES = 10_000
    canary, wrong, cells = WORDS.get(key, LABELS.get(key)), [], 0
    for audience in [level for level in Audience if level <= FIELDS[key].widest]:
        open_only(subject, key, audience)
        for name, client in readers.items():
            allowed = may_see(key, audience, rank=RANKS[name], support=name == "support")
            page = text_of(client, f"/people/{subject.public_id}/")
            pages = {"page": page, "api": text_of(client, f"/api/v1/people/{subject.public_id}")}
            if key in WORDS and not allowed:
                pages |= {
                    "list": text_of(client, "/people/"),
                    "topic": text_of(client, "/topics/fundraising/") + text_of(client, "/topics/governance/"),
                    "api list": text_of(client, "/api/v1/people"),
                    "start": text_of(client, "/"),
                    "invitation": text_of(client, f"/people/{subject.public_id}/invite/"),
                    "accounts": text_of(client, "/team/people/?q=canary"),
                    "account": text_of(client, f"/team/people/{subject.public_id}/"),
                    "own words": text_of(client, "/team/own-words/"),
                }
            cells += len(pages) + 2
            if canary and not allowed:
                wrong += [(audience.name, name, where) for where, text in pages.items() if canary in text]
            if canary and allowed and canary not in page:
                wrong.append((audience.name, name, "missing on the page"))
            if bool(page) != bool(pages["api"]):
                wrong.append((audience.name, name, "the page and the API disagree on whom they know"))
            if key in FILTERS and name not in ("visitor", "stranger", "evaluator", "self"):
                listed = f"/people/{subject.public_id}/" in text_of(client, f"/people/?{FILTERS[key]}")
                if listed != allowed:
                    wrong.append((audience.name, name, f"filter: listed {listed}"))
    print(f"\nfields, {key}: {cells} cells, {len(wrong)} wrong")
    assert wrong == [], wrong


ON_CARDS = {"chosen_name", "username", "group", "shares", "wishes"}
MAKES_A_SUGGESTION = {"shares", "languages", "hours"}


@pytest.mark.parametrize("key", sorted({*WORDS, *MAKES_A_SUGGESTION}))
def test_a_suggestion_is_made_of_what_members_see_and_shows_no_more(key, subject, readers):
    for other in Person.objects.exclude(pk=subject.pk):
        Wish.objects.create(person=other, topic=Topic.objects.get(slug="fundraising"))
    canary, here, wrong = WORDS.get(key), f"/people/{subject.public_id}/", []
    for audience in (Audience.TEAM, Audience.MEMBERS):
        for other in FIELDS:
            setattr(subject, f"{other}_audience", min(Audience.MEMBERS, FIELDS[other].widest))
        setattr(subject, f"{key}_audience", min(audience, FIELDS[key].widest))
        subject.save()
        touch(subject)
        for name in ("member", "liaison"):
            allowed = may_see(key, getattr(subject, f"{key}_audience"), rank=RANKS[name])
            pages = {path: text_of(readers[name], path) for path in ("/suggestions/", f"{here}invite/")}
            suggested = here in pages["/suggestions/"]
            if suggested != (audience >= Audience.MEMBERS or key not in MAKES_A_SUGGESTION):
                wrong.append((audience.name, name, "suggested"))
            if canary and not allowed:
                wrong += [(audience.name, name, path) for path, text in pages.items() if canary in text]
            if key in ON_CARDS and suggested and allowed and canary not in pages["/suggestions/"]:
                wrong.append((audience.name, name, "missing"))
    assert wrong == [], wrong
