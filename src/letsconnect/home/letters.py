"""Every letter of the house with its example, for the team to read in any language."""

from functools import lru_cache

from django.utils import translation

from letsconnect.access import examples as of_access
from letsconnect.connections import examples as of_connections
from letsconnect.ground.outbox.actions import Draft
from letsconnect.interpreting import examples as of_interpreting
from letsconnect.inviting import examples as of_inviting
from letsconnect.joining import examples as of_joining
from letsconnect.mailboxes import examples as of_mailboxes
from letsconnect.mailboxes.letters import drafted
from letsconnect.safety import examples as of_safety
from letsconnect.summaries import examples as of_summaries

KEPT = 500  # names: the letters of the house in its languages
EXAMPLES = {
    name: facts
    for room in (
        of_access,
        of_connections,
        of_interpreting,
        of_inviting,
        of_joining,
        of_mailboxes,
        of_safety,
        of_summaries,
    )
    for name, facts in sorted(room.LETTERS.items())
}


def preview(letter: str, language: str) -> Draft:
    """The letter as a reader of that language would get it."""
    with translation.override(language):
        facts = {"person": of_mailboxes.somebody(), **EXAMPLES[letter]()}
    return drafted(letter, "", language, facts)


@lru_cache(maxsize=KEPT)
def name_of(letter: str, language: str) -> str:
    """What the team calls a letter: its subject, the topic left open. One that is written no more keeps its code."""
    return preview(letter, language).subject.replace(of_connections.A_TOPIC, "…") if letter in EXAMPLES else letter
