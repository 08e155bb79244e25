"""What happens to letters and mailboxes by itself."""

from contextlib import suppress

from django.conf import settings

from letsconnect.ground.errors import NotNow, PostOfficeClosed
from letsconnect.ground.tasks import every, task
from letsconnect.mailboxes.actions.letters import bind_letters
from letsconnect.mailboxes.actions.telegram import read_telegram
from letsconnect.mailboxes.queries.mailboxes import held_letters
from letsconnect.people.models import Person


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
