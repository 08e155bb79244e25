"""One person invites another (R54, R76), within what protects both."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.inviting import Subject, Two, reasons_for
from letsconnect.ground import clock
from letsconnect.ground.allowance import take
from letsconnect.ground.errors import Refused
from letsconnect.skills.models import Topic

A_DAY_AT_MOST = 10
A_DAY = 24 * 3600


@dataclass(frozen=True)
class Invitation:
    """What somebody asks somebody. `once`: a key of the intent; sent twice, it is one invitation."""

    subject: Subject
    kind: str
    times: tuple[datetime, ...]
    language: str
    interpreted: tuple[str, str] | None
    words: str
    once: str


def invite(two: Two, asked: Invitation) -> Connection:
    """Invite the other. Raises Refused, with words for whoever asks, where it cannot be now. Safe to repeat."""
    once = f"invite:{two.me.pk}:{asked.once}"
    known = Connection.objects.filter(intent=once).first()
    if known is not None:
        return known
    if take("invite", f"account:{two.me.pk}", at_most=A_DAY_AT_MOST, seconds=A_DAY):
        raise Refused(_("You have invited many people today. Tomorrow you can invite more; nothing you wrote is lost."))
    return propose(_proposal(two, asked, once), by=two.me)


def _proposal(two: Two, asked: Invitation, once: str) -> Proposal:
    sharer, learner = (two.other, two.me) if asked.subject.i_learn else (two.me, two.other)
    return Proposal(
        topic=Topic.objects.get(pk=asked.subject.topic.pk),
        sharer=sharer,
        learners=(learner,),
        times=asked.times,
        month=min(asked.times).date() if asked.times else clock.today(),
        kind=asked.kind,
        language=asked.language,
        interpreted=asked.interpreted,
        words=asked.words,
        reasons=reasons_for(two, asked.language),
        once=once,
    )
