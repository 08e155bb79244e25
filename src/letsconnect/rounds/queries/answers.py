"""What came of a round's invitations."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.rounds.models import Round, RoundConnection
from letsconnect.rounds.queries.words import gap_in_words


@dataclass(frozen=True)
class Answers:
    """How many invitations are where; never who said no, or why."""

    sent: int
    waiting: int
    agreed: int
    ended: int
    unanswered_places: int


def answers_to(round_: Round) -> Answers:
    """The state of everything sent in the round."""
    sent = Connection.objects.filter(pk__in=round_.connections.exclude(connection=None).values("connection"))
    states = Counter(dict(sent.order_by().values_list("state").annotate(count=Count("pk"))))
    open_places = Place.objects.filter(
        connection__in=sent, connection__state=Connection.State.PROPOSED, answer=Place.Answer.NONE
    )
    return Answers(
        sent=states.total(),
        waiting=states[Connection.State.PROPOSED],
        agreed=states[Connection.State.AGREED],
        ended=states[Connection.State.ENDED],
        unanswered_places=open_places.count(),
    )


def came_to_nothing(round_: Round) -> QuerySet[RoundConnection]:
    """Sent connections that ended and were not followed up yet."""
    return round_.connections.filter(
        state=RoundConnection.State.SENT, followed_up=False, connection__state=Connection.State.ENDED
    )


@dataclass(frozen=True)
class Standing:
    """Where a planned round stands. `gap`: until it is sent; from then on the answers decide. `to_follow`: ended
    invitations whose next best was not looked for yet."""

    gap: str
    answers: Answers
    unsent: int
    sending: int
    to_follow: int


def standing_of(round_: Round) -> Standing:
    """How far the round has come, in words and numbers."""
    states = Counter(dict(round_.connections.order_by().values_list("state").annotate(count=Count("pk"))))
    return Standing(
        gap=gap_in_words(round_.plan) if round_.plan and round_.state == Round.State.PLANNED else "",
        answers=answers_to(round_),
        unsent=states[RoundConnection.State.PROPOSED],
        sending=states[RoundConnection.State.SENDING],
        to_follow=came_to_nothing(round_).count(),
    )
