"""What `letsconnect check --deploy` asks beyond Django's own checklist."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

TERMINAL = "letsconnect.ground.outbox.terminal.EmailBackend"


@register(Tags.security, deploy=True)
def letters_leave_the_house(**_facts: Any) -> list[CheckMessage]:
    """Without a mail server letters, sign-in codes among them, would stand in the log."""
    if settings.EMAIL_BACKEND != TERMINAL:
        return []
    return [checks.Warning("Letters are printed, not sent.", hint="Set EMAIL_URL.", id="letsconnect.W001")]


@register(Tags.security, deploy=True)
def letters_link_home(**_facts: Any) -> list[CheckMessage]:
    """Links in letters begin with SITE_URL."""
    if settings.SITE_URL.startswith("https://"):
        return []
    return [checks.Warning("Links in letters lead nowhere.", hint="Set SITE_URL=https://...", id="letsconnect.W002")]
