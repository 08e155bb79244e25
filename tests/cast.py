"""The cast: one fixture for each part played in the programme, named for it.

`stranger` has an account and nothing else; `outsider` (an anonymous visitor) is simply `client` without sign-in.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from letsconnect.ground import clock
from letsconnect.people.models import Group, Person, Role, SpokenLanguage


def make_person(name: str, *, languages: tuple[str, ...] = ("en",), **facts: Any) -> Person:
    """A registered, confirmed person whose fields have the default audiences."""
    slug = name.lower().replace(" ", "-")
    person = Person.objects.create_user(
        email=facts.pop("email", f"{slug}@example.org"),
        **{
            "chosen_name": name,
            "username": name,
            "registered_at": clock.now(),
            "confirmed_at": clock.now(),
            "fresh_at": clock.now(),
            "country": "GH",
            "region": "SSA",
            "time_zone": "Africa/Accra",
            **facts,
        },
    )
    for rank, code in enumerate(languages):
        SpokenLanguage.objects.create(person=person, code=code, rank=rank, level=3)
    return person


def give_role(person: Person, kind: str, **scope: str) -> Role:
    return Role.objects.create(person=person, kind=kind, starts_on=clock.today() - timedelta(days=1), **scope)


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def group() -> Group:
    return Group.objects.create(slug="example-group", name="Example Group", folded="example group")


@pytest.fixture
def learner(group: Group) -> Person:
    return make_person("Lena Learner", group=group)


@pytest.fixture
def sharer() -> Person:
    return make_person("Sami Sharer", languages=("fr", "en"), country="FR", region="NWE", time_zone="Europe/Paris")


@pytest.fixture
def korean_reader() -> Person:
    return make_person(
        "예시 읽는이",
        languages=("ko", "en"),
        country="KR",
        region="ESEAP",
        time_zone="Asia/Seoul",
        ui_language="ko",
        email="ko@example.org",
    )


@pytest.fixture
def arabic_reader() -> Person:
    return make_person(
        "قارئ مثال",
        languages=("ar", "fr"),
        country="MA",
        region="MENA",
        time_zone="Africa/Casablanca",
        ui_language="ar",
        email="ar@example.org",
    )


@pytest.fixture
def ambassador() -> Person:
    person = make_person("Ama Ambassador")
    give_role(person, Role.Kind.AMBASSADOR, region="SSA")
    return person


@pytest.fixture
def liaison() -> Person:
    """Working Group, operating team."""
    person = make_person("Lio Liaison")
    give_role(person, Role.Kind.OPERATING)
    return person


@pytest.fixture
def staff() -> Person:
    """The support team (T8)."""
    person = make_person("Sol Support")
    give_role(person, Role.Kind.SUPPORT)
    return person


@pytest.fixture
def evaluator() -> Person:
    """Evaluates, and is not registered as a participant."""
    person = make_person("Eve Evaluator", registered_at=None)
    give_role(person, Role.Kind.EVALUATOR)
    return person


@pytest.fixture
def administrator() -> Person:
    person = make_person("Ada Administrator")
    give_role(person, Role.Kind.ADMINISTRATOR)
    return person


@pytest.fixture
def stranger() -> Person:
    """Has an account, has not registered."""
    return make_person("Stan Stranger", registered_at=None)
