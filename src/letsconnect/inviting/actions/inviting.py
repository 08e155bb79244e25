"""One person invites another, any day (R76)."""

from dataclasses import dataclass
from datetime import datetime

from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. `learns`: whether whoever invites is the learner. `languages`: one to speak, two to
    interpret between, or none said. `others`: who is asked along to learn the same, where whoever invites is a
    learner. `intent`: the same intent of the same person makes one invitation."""

    topic: Topic
    learns: bool
    intent: str
    kind: str = Connection.Kind.COFFEE
    times: tuple[datetime, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""
    others: tuple[Person, ...] = ()


def invite(person: Person, wanted: Wanted, *, by: Person) -> Connection:
    """Invite somebody. Raises Refused, with words for whoever asks, when they cannot be invited now."""
    sharer, learner = (person, by) if wanted.learns else (by, person)
    one_language = len(wanted.languages) == 1
    return propose(
        Proposal(
            topic=wanted.topic,
            sharer=sharer,
            learners=(learner, *(wanted.others if wanted.learns else ())),
            times=wanted.times,
            month=min(wanted.times).date() if wanted.times else clock.today(),
            kind=wanted.kind,
            language=wanted.languages[0] if one_language else "",
            interpreted=(wanted.languages[0], wanted.languages[1]) if len(wanted.languages) > 1 else None,
            words=wanted.words,
            reasons=[{"code": "shared_language", "language": wanted.languages[0]}] if one_language else [],
            once=intent_of(wanted.intent, by),
        ),
        by=by,
    )


def intent_of(intent: str, by: Person) -> str:
    """The key under which an intent is kept: nobody meets somebody else's by the same key."""
    return f"{by.public_id}:{intent}"
