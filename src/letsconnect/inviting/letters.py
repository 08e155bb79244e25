"""The letter that tells, now and then, that there is somebody to meet."""

from collections.abc import Sequence

from letsconnect.directory.queries.reasons import Reason
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.models import Person


def tell_suggestions(person: Person, reasons: Sequence[Reason], *, turn: int) -> None:
    """Why it is worth looking; who it is stands on the page only, as long as it holds. Once a turn."""
    write_to(person, "inviting/suggestions", about="suggestions", once=f"suggestions:{turn}", reasons=reasons)
