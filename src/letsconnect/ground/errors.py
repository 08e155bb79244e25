"""The few ways a deed can be refused."""

from django.core.exceptions import PermissionDenied, ValidationError


class NotAllowed(PermissionDenied):
    """A rule says no. The pages answer 403."""


class Refused(ValidationError):
    """What was asked cannot be done as it stands; the message is for the person who asked."""


class TooOften(Exception):
    """Asked too often; the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def require(allowed: bool) -> None:
    """Raise NotAllowed unless the rule said yes."""
    if not allowed:
        raise NotAllowed


class PostOfficeClosed(Exception):
    """A mail server, or another way out, cannot be reached or does not let us in; no letter is to blame."""


class NotNow(OSError):
    """This letter cannot go now; after `pause` seconds it may."""

    def __init__(self, reason: str, *, pause: float = 0) -> None:
        super().__init__(reason)
        self.pause = pause


class NotThisWay(Exception):
    """This letter cannot go this way, now or later."""
