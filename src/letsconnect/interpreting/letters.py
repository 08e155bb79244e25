"""Letters about interpretation: to those in a conversation, and to who interprets, with the signed address in it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from letsconnect.connections.letters import write_in
from letsconnect.connections.models import Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.ground import clock
from letsconnect.ground.calendars import CANCEL, CANCELLED, CONFIRMED, REQUEST, Entry
from letsconnect.ground.languages import supported
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.interpreting.queries import task_of
from letsconnect.mailboxes.letters import write_to_address
from letsconnect.mailboxes.queries.mailboxes import language_of

INTERPRETER_SALT = "letsconnect.connections.interpreters"  # stands in the links of letters sent long ago


def tell_interpretation(place: Place, request: InterpretationRequest, *, version: str) -> None:
    """Whether there is interpretation: confirmed, not available and what one can do, or asked for anew."""
    write_in(place, "interpreting/interpretation", version, interpretation=request)


def tell_interpreter(request: InterpretationRequest, interpreter: Interpreter, *, is_off: bool = False) -> None:
    """What an interpreter is asked to do, or that it will not take place at that time: topic, words, names, when."""
    address = interpreter.email or (interpreter.person.email if interpreter.person else "")
    if not address:
        return
    language = language_of_interpreter(interpreter)
    here = interpreter_address(interpreter)
    with translation.override(language):
        task = task_of(request, interpreter)
        entry = _interpreters_entry(request, interpreter, here, is_off=is_off)
    facts: dict[str, Any] = {"task": task, "here": here, "is_off": is_off}
    write_to_address(address, language, "interpreting/interpreter", whose=interpreter.person, calendar=[entry], **facts)


def _interpreters_entry(request: InterpretationRequest, interpreter: Interpreter, here: str, *, is_off: bool) -> Entry:
    """The entry in an interpreter's calendar: one for each session and interpreter, for life. Its sequence is the
    second of the change, which only rises."""
    now = clock.now()
    starts_at = request.connection.starts_at or now
    return Entry(
        uid=f"interpretation-{request.pk}-{interpreter.pk}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=int(now.timestamp()),
        starts_at=starts_at,
        ends_at=starts_at + SESSION,
        title=_("Interpreting for Let's Connect"),
        stamp=now,
        url=here,
        status=CANCELLED if is_off else CONFIRMED,
        method=CANCEL if is_off else REQUEST,
    )


def language_of_interpreter(interpreter: Interpreter) -> str:
    """The language to write in: the person's own, else the first of theirs that the interface speaks."""
    if interpreter.person:
        return language_of(interpreter.person)
    return next((found for code in interpreter.languages if (found := supported(code))), settings.LANGUAGE_CODE)


def interpreter_address(interpreter: Interpreter) -> str:
    """The signed address of the sessions an interpreter has been given; another e-mail address makes it void."""
    token = signing.dumps([interpreter.pk, interpreter.email], salt=INTERPRETER_SALT)
    return settings.SITE_URL + reverse("interpreting:from_letter", args=[token])


def read_interpreter_address(token: str) -> tuple[int, str]:
    """The interpreter and the e-mail address in a signed address. Raises signing.BadSignature."""
    interpreter, email = signing.loads(token, salt=INTERPRETER_SALT)
    return interpreter, email
