"""Tables that moved to rooms of their own, in a database that is in use: nothing is lost, on the way there and back."""

import json

from tests.ground.apart import Env, letsconnect
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture

BEFORE = {"connections": "0003_where_people_meet_and_what_they_were_told", "people": "0007_mailboxes"}
MOVED = {
    "connections": "Note SharedLink SharedFile Interpreter InterpretationRequest Summary Approval",
    "people": "Mailbox CalendarFeed",
}
ROOMS = ("conversations", "interpreting", "summaries", "mailboxes")
OLD = f"""
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
apps = MigrationExecutor(connection).loader.project_state({list(BEFORE.items())}).apps
rooms = {{name: room for room, names in {MOVED}.items() for name in names.split()}}
"""
NEW = f"""
from django.apps import apps
moved = " ".join({MOVED}.values()).split()
rooms = {{name: room for name in moved for room in {ROOMS} if name.lower() in apps.all_models[room]}}
"""
FILL = """
from django.utils import timezone
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
now, who = timezone.now(), Person.objects.create_user(email="in@example.org").pk
model = {name: apps.get_model(room, name).objects for name, room in rooms.items()}
met = apps.get_model("connections", "Connection").objects.create(topic_id=Topic.objects.first().pk, origin="round",
    state="agreed", month=now.date(), asked_at=now, agreed_at=now).pk
model["Note"].create(connection_id=met, author_id=who, text="Bring the plan", at=now)
model["SharedLink"].create(connection_id=met, author_id=who, url="https://example.org/", title="A guide", at=now)
model["SharedFile"].create(connection_id=met, author_id=who, name="a.txt", kind="text/plain", size=1, digest="d",
    content=b"a", at=now)
ines = model["Interpreter"].create(name="Ines", languages=["en", "fr"], person_id=who).pk
model["InterpretationRequest"].create(connection_id=met, one="en", other="fr", interpreter_id=ines, asked_at=now)
told = model["Summary"].create(connection_id=met, came_of_it="We met", written_by_id=who, written_at=now).pk
model["Approval"].create(summary_id=told, person_id=who, version=1, at=now)
model["Mailbox"].create(person_id=who, channel="telegram", pace={"news": "week"}, telegram_chat="42")
model["CalendarFeed"].create(person_id=who, key="the-key", made_at=now)
"""
TELL = """
import json
print(json.dumps({name: list(apps.get_model(room, name).objects.order_by("pk").values()) for name, room in
    sorted(rooms.items())}, default=str))
"""
ADD = """
from django.utils import timezone
from letsconnect.conversations.models import Note
first = Note.objects.get()
print(Note.objects.create(connection=first.connection, text="later", at=timezone.now()).pk > first.pk)
"""


def said(env: Env, *parts: str) -> str:
    return letsconnect("shell", "-v0", "-c", "".join(parts), env=env)


def back(env: Env) -> None:
    for room, migration in BEFORE.items():
        letsconnect("migrate", "-v0", room, migration, env=env)


def test_a_database_in_use_keeps_every_row_when_rooms_part(own_house: Env) -> None:  # noqa: F811 -- the fixture
    back(own_house)
    before = json.loads(said(own_house, OLD, FILL, TELL))

    letsconnect("migrate", "-v0", env=own_house)

    assert [len(rows) for rows in before.values()] == [1] * 9
    assert json.loads(said(own_house, NEW, TELL)) == before
    back(own_house)
    assert json.loads(said(own_house, OLD, TELL)) == before
    letsconnect("migrate", "-v0", env=own_house)
    assert said(own_house, ADD).strip() == "True"
