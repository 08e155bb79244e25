"""What is swept among people by itself."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings

from letsconnect.ground import clock
from letsconnect.ground.errors import NotNow, PostOfficeClosed
from letsconnect.ground.tasks import every, task
from letsconnect.people.actions.letters import bind_letters
from letsconnect.people.actions.presence import ask_if_still_true
from letsconnect.people.actions.telegram import read_telegram
from letsconnect.people.models import Change, Person, Session
from letsconnect.people.queries.freshness import people_to_ask
from letsconnect.people.queries.mailboxes import held_letters

KEEP_CHANGES = timedelta(days=7)


@every(hours=24)
@task
def sweep_changes() -> None:
    """Copies of the directory have long seen these lines; the newest stays, so that a copy knows where it is."""
    newest = Change.objects.order_by("-pk").first()
    if newest is not None:
        Change.objects.filter(at__lt=clock.now() - KEEP_CHANGES, pk__lt=newest.pk).delete()


@every(hours=6)
@task
def sweep_sessions() -> None:
    """Sessions that ended by themselves."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()


@every(hours=24)
@task
def ask_whose_profile_is_old() -> None:
    """Everybody whose profile nobody confirmed for ninety days gets one letter."""
    for person in people_to_ask().iterator():
        ask_if_still_true(person)


@every(minutes=10)
@task
def bind_what_waits() -> None:
    """Letters that people want together, once their hour has come."""
    for person_id, about in held_letters().order_by().values_list("person_id", "about").distinct():
        bind_for.enqueue(person_id, about)


@task
def bind_for(person_id: int, about: str) -> None:
    person = Person.objects.filter(pk=person_id).first()
    if person is not None:
        bind_letters(person, about)


@every(seconds=15, when=lambda: settings.TELEGRAM_ON)
@task(attempts=1)
def read_what_telegram_has() -> None:
    """People who press Start wait for an answer. Where Telegram is not there, the next turn comes soon; letters that
    wait for it say so in the log."""
    with suppress(NotNow, PostOfficeClosed):
        read_telegram()
