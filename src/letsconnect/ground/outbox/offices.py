"""The other ways out: a message on Telegram, a note on a talk page."""

from typing import Any, Protocol

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from letsconnect.ground.errors import NotThisWay
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.telegram import Telegram
from letsconnect.ground.wiki.client import Wiki

LONGEST = 4000  # signs of one Telegram message


class Office(Protocol):
    """A way out. `send` raises NotNow, NotThisWay, PostOfficeClosed, or what its library raises."""

    def open(self) -> None: ...
    def send(self, letter: OutgoingLetter) -> None: ...
    def close(self) -> None: ...


class TelegramOffice:
    """The letter's words, in the chat that the reader linked."""

    def __init__(self) -> None:
        self.telegram: Any = None

    def open(self) -> None:
        self.telegram = self.telegram or Telegram()

    def send(self, letter: OutgoingLetter) -> None:
        if not settings.TELEGRAM_ON:
            raise NotThisWay("Telegram is switched off")
        self.telegram.send(letter.to, shortened(f"{letter.subject}\n\n{letter.body}"))

    def close(self) -> None:
        telegram, self.telegram = self.telegram, None
        if telegram is not None:
            telegram.close()


class TalkPages:
    """Talk pages are public: a neutral note that a letter waits on the site, never what it says."""

    def __init__(self) -> None:
        self.wiki: Any = None

    def open(self) -> None:
        self.wiki = self.wiki or Wiki()

    def send(self, letter: OutgoingLetter) -> None:
        if not settings.WIKI_ON:
            raise NotThisWay("talk pages are switched off")
        page, mark = f"User talk:{letter.to}", f"<!-- {letter.message_id.strip('<>').partition('@')[0]} -->"
        if letter.attempts > 1 and self.wiki.has(page, mark):  # the note was saved, only the answer got lost
            return
        with translation.override(letter.language):
            self.wiki.add_section(page, "Let's Connect", f"{note()} {mark} ~~~~", summary=_("A note for you"))

    def close(self) -> None:
        wiki, self.wiki = self.wiki, None
        if wiki is not None:
            wiki.close()


def note() -> str:
    """The same words for every letter."""
    words = {"address": f"{settings.SITE_URL}/me/letters/"}
    return (
        _("A letter from Let's Connect waits for you: %(address)s (you chose to be told here; change it there).")
        % words
    )


def shortened(text: str) -> str:
    """What fits into one message; the whole letter stands on the site."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 200].rsplit(maxsplit=1)[0]} …\n\n{settings.SITE_URL}/me/letters/"
