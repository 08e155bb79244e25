"""Where people meet, for those who said yes; what it costs in data; and what suits everybody's line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from letsconnect.connections.models import Connection, Place
from letsconnect.people.models import Person

Meeting, Need = Connection.Meeting, Person.Bandwidth
# About, for an hour and a half; a picture of 360 lines.
COST_MB = {"sound_mb": 50, "down_mb": 400, "up_mb": 700}
SOUND_ONLY = "#config.startAudioOnly=true"


@dataclass(frozen=True)
class Where:
    """`link`: to press, where there is one; `sound`: the same without pictures (the platform's rooms know how)."""

    kind: str
    label: str
    words: str = ""
    link: str = ""
    sound: str = ""


def where(connection: Connection) -> Where:
    """The meeting place as it is now."""
    label, kept = str(connection.get_meeting_display()), connection.meeting_where
    match connection.meeting:
        case Meeting.ROOM:
            link = room(connection)
            return Where(connection.meeting, label, link=link, sound=link + SOUND_ONLY)
        case Meeting.LINK:
            return Where(connection.meeting, label, link=kept)
    return Where(connection.meeting, label, words=kept)


def room(connection: Connection) -> str:
    """A room of their own: its name cannot be guessed, stays the same, and is another one once somebody has left."""
    key = salted_hmac(
        "letsconnect.connections.room", f"{connection.public_id}:{connection.rooms_left}", algorithm="sha256"
    )
    return f"{settings.JITSI_URL.rstrip('/')}/LetsConnect-{key.hexdigest()[:32]}"


def suits_everybody(places: Iterable[Place]) -> str:
    """The richest way of talking that is not too heavy for anybody who comes: "picture", "sound" or "writing". Whose
    line is thin is nobody's business."""
    needs = {need for place in places if place.answer != Place.Answer.NO for need in place.person.low_bandwidth}
    if Need.TEXT_ONLY in needs:
        return "writing"
    return "sound" if needs & {Need.NO_VIDEO, Need.DIAL_IN, Need.SMALL_FILES} else "picture"
