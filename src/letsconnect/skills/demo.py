"""A demonstration programme: invented people over all eight regions, badged, left out of every number."""

import random
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.people.actions.ledger import touch_all
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person, Role, SpokenLanguage
from letsconnect.skills.models import Offer, Topic, Wish

HOW_MANY = 72
EVENINGS = (36, 44)  # half-hours of a day: 18:00-22:00
WEEKEND = (20, 26)  # 10:00-13:00


class Place(NamedTuple):
    """Where example people come from: how they say "Example", which languages they use, best first."""

    country: str
    region: str
    zone: str
    word: str
    languages: tuple[str, ...]


PLACES = (
    Place("KR", "ESEAP", "Asia/Seoul", "예시", ("ko", "en")),
    Place("MA", "MENA", "Africa/Casablanca", "مثال", ("ar", "fr")),
    Place("NG", "SSA", "Africa/Lagos", "Misali", ("ha", "en")),
    Place("FR", "NWE", "Europe/Paris", "Exemple", ("fr", "en")),
    Place("BR", "LAC", "America/Sao_Paulo", "Exemplo", ("pt", "en", "es")),
    Place("IN", "SA", "Asia/Kolkata", "उदाहरण", ("hi", "en", "bn")),
    Place("PL", "CEECA", "Europe/Warsaw", "Przykład", ("pl", "en")),
    Place("CA", "NA", "America/Toronto", "Example", ("en", "fr")),
    Place("TZ", "SSA", "Africa/Dar_es_Salaam", "Mfano", ("sw", "en")),
    Place("EG", "MENA", "Africa/Cairo", "مثال", ("ar", "en")),
    Place("ID", "ESEAP", "Asia/Jakarta", "Contoh", ("id", "en")),
    Place("CL", "LAC", "America/Santiago", "Ejemplo", ("es", "en")),
    Place("UA", "CEECA", "Europe/Kyiv", "Приклад", ("uk", "en")),
    Place("BD", "SA", "Asia/Dhaka", "উদাহরণ", ("bn", "en")),
    Place("CI", "SSA", "Africa/Abidjan", "Exemple", ("fr",)),
    Place("TR", "MENA", "Europe/Istanbul", "Örnek", ("tr", "en")),
    Place("NZ", "ESEAP", "Pacific/Auckland", "Example", ("en", "mi")),
    Place("MX", "LAC", "America/Mexico_City", "Ejemplo", ("es",)),
    Place("GE", "CEECA", "Asia/Tbilisi", "მაგალითი", ("ka", "en")),
    Place("NP", "SA", "Asia/Kathmandu", "उदाहरण", ("ne", "en")),
    Place("DE", "NWE", "Europe/Berlin", "Beispiel", ("de", "en")),
    Place("US", "NA", "America/Los_Angeles", "Example", ("en", "es")),
    Place("GH", "SSA", "Africa/Accra", "Example", ("en", "dag")),
    Place("JP", "ESEAP", "Asia/Tokyo", "例", ("ja", "en")),
)
NOTES = {
    "ko": "우리 모임에서 두 번 해 보았고, 첫 번째는 잘되지 않았습니다.",
    "ar": "جرّبنا ذلك مرتين في مجموعتنا، ولم تنجح المرة الأولى كما أردنا.",
    "fr": "Nous l’avons fait deux fois dans notre groupe ; la première n’a pas bien marché.",
    "es": "Lo hicimos dos veces en nuestro grupo; la primera no salió bien.",
    "pt": "Fizemos isto duas vezes no nosso grupo; a primeira não correu bem.",
    "en": "We did this twice in our group; the first time it did not go well.",
}
OPEN = ("chosen_name", "shares", "wishes", "languages", "region")


@transaction.atomic
def load_demo() -> int:
    """Make the example people, and accounts for participant@example.org and team@example.org. Returns how many were
    made: 0 when a demonstration is there already."""
    if Person.objects.filter(is_demo=True).exists():
        return 0
    chance = random.Random(20220325)  # noqa: S311 -- examples, not secrets
    groups = [_group(number) for number in range(1, 13)]
    topics = list(Topic.objects.filter(merged_into=None))
    people = [_person(number, groups, chance) for number in range(1, HOW_MANY + 1)]
    for person in people:
        _skills(person, topics, chance)
    _account(people[7], "participant@example.org")
    team = _account(people[15], "team@example.org")
    Role.objects.create(person=team, kind=Role.Kind.SUPPORT, starts_on=clock.today())
    Role.objects.create(person=team, kind=Role.Kind.ADMINISTRATOR, starts_on=clock.today())
    touch_all(person.pk for person in people)
    return len(people)


@transaction.atomic
def remove_demo() -> int:
    """Take all example people and their groups away; returns how many people there were."""
    people = list(Person.objects.filter(is_demo=True).values_list("pk", flat=True))
    Person.objects.filter(pk__in=people).delete()
    Group.objects.filter(slug__startswith="example-group-").exclude(
        pk__in=Person.objects.exclude(group=None).values("group")
    ).delete()
    touch_all(people)
    return len(people)


def _group(number: int) -> Group:
    name = f"Example Group {number}"
    group, _made = Group.objects.get_or_create(
        folded=name.lower(), defaults={"slug": f"example-group-{number}", "name": name, "kind": Group.Kind.USER_GROUP}
    )
    return group


def _person(number: int, groups: list[Group], chance: random.Random) -> Person:
    place = PLACES[(number - 1) % len(PLACES)]
    said = clock.now() - timedelta(days=chance.randrange(80), hours=number)
    shown: dict[str, Any] = {f"{key}_audience": Audience.EVERYONE for key in OPEN} if number % 3 == 0 else {}
    person = Person.objects.create_user(
        chosen_name=f"{place.word} {number}",
        group=groups[number % len(groups)],
        group_role=chance.choice(Person.GroupRole.values),
        country=place.country,
        region=place.region,
        time_zone=place.zone,
        hours=_hours(chance).to_bytes(42, "little"),
        learn_limit=chance.choice((1, 1, 2)),
        share_limit=chance.choice((1, 1, 2)),
        contact=Person.Contact.NOBODY,
        registered_at=said,
        confirmed_at=said,
        fresh_at=said,
        is_demo=True,
        **shown,
    )
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, code=code, rank=rank, level=4 - min(rank, 2))
        for rank, code in enumerate(place.languages)
    )
    return person


def _hours(chance: random.Random) -> int:
    free = 0
    for day in chance.sample(range(5), 3):
        free |= _stretch(day, *EVENINGS)
    return free | _stretch(chance.choice((5, 6)), *WEEKEND)


def _stretch(day: int, start: int, end: int) -> int:
    return sum(1 << (day * 48 + half_hour) for half_hour in range(start, end))


def _skills(person: Person, topics: list[Topic], chance: random.Random) -> None:
    shares = chance.sample(topics, chance.choice((0, 1, 1, 2, 3)))
    wants = chance.sample([topic for topic in topics if topic not in shares], chance.choice((1, 2, 2, 3)))
    first = next(iter(person.languages.values_list("code", flat=True)))
    Offer.objects.bulk_create(
        Offer(person=person, topic=topic, level=chance.randint(1, 4), note=NOTES.get(first, NOTES["en"]))
        for topic in shares
    )
    Wish.objects.bulk_create(
        Wish(person=person, topic=topic, priority=chance.randint(1, 3), level=chance.randint(1, 3)) for topic in wants
    )


def _account(person: Person, address: str) -> Person:
    """Give an example person an address to sign in with; a real account with that address keeps it."""
    if not Person.objects.filter(email=address).exists():
        person.email = address
        person.save(update_fields=["email"])
    return person
