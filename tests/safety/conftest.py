"""The case team, each with a key; and somebody who reports."""

import pytest

from letsconnect.people.models import Person, Role
from letsconnect.safety import sealing
from letsconnect.safety.actions.keys import admit_key, make_key
from letsconnect.safety.actions.reports import receive_report
from letsconnect.safety.models import Report, TeamKey
from letsconnect.safety.queries.reports import report_with_code
from tests.cast import give_role, make_person

PASSPHRASE = "four quiet herons walking"
CANARY = "zebra-lantern-4417"


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stretching of a passphrase costs a tenth of a second each time; its strength is not what is tested."""
    monkeypatch.setattr(sealing, "ROUNDS", 1)
    monkeypatch.setattr(sealing, "MEBIBYTES", 1)


@pytest.fixture
def reader() -> Person:
    """Of the case team, with a key."""
    person = make_person("Tara Trusted")
    give_role(person, Role.Kind.TRUST_SAFETY)
    make_key(PASSPHRASE, shown_as="Tara Trusted (Example Group)", by=person)
    return person


@pytest.fixture
def second_reader(reader: Person) -> Person:
    person = make_person("Theo Careful")
    give_role(person, Role.Kind.TRUST_SAFETY)
    admit_key(make_key(PASSPHRASE, shown_as="Theo Careful", by=person), by=reader)
    return person


@pytest.fixture
def code(reader: Person) -> str:
    """The code of a report that the reader may open."""
    return receive_report({"what": CANARY, "where": "the coffee hour", "reach": "under the oak"}, once="f" * 64)


@pytest.fixture
def report(code: str) -> Report:
    found = report_with_code(code)
    assert found
    return found


def key_of(person: Person) -> TeamKey:
    return TeamKey.objects.get(person=person, replaced_at=None)
