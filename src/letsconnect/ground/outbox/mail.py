"""Letters by e-mail."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

from letsconnect.ground.calendars import REQUEST
from letsconnect.ground.errors import NotNow, NotThisWay, PostOfficeClosed
from letsconnect.ground.models import OutgoingLetter


def as_message(letter: OutgoingLetter) -> EmailMessage:
    """The letter as it leaves. A calendar file goes as a part of its own, which mail programs act on, and as an
    attachment, which people can open."""
    headers = {
        "Message-ID": letter.message_id,
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
        **letter.headers,
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    for method, text in letter.calendars:
        message.attach_alternative(text, f"text/calendar; method={method}")
        message.attach("invite.ics" if method == REQUEST else "cancel.ics", text.encode(), "application/ics")
    return message


def is_final(error: Exception) -> bool:
    """Whether trying again cannot help: the server said 5xx to this letter or reader, or the letter is malformed."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= 500 for code, _text in error.recipients.values())
        case smtplib.SMTPDataError():
            return error.smtp_code >= 500
        case smtplib.SMTPNotSupportedError():
            return True
    return not isinstance(error, OSError)  # SMTP errors and lost connections are OSErrors


def reason_of(error: Exception) -> str:
    """What the mail server, or another way out, said, without the address."""
    if isinstance(error, NotNow | NotThisWay | PostOfficeClosed):
        return str(error)[:250]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {text}"[:250]
    return f"{type(error).__name__}: {error}"[:250]


class PostOffice:
    """One connection to the mail server, opened when the first letter needs it and again after a failure."""

    def __init__(self) -> None:
        self.connection: Any = None

    def open(self) -> None:
        if self.connection is not None:
            return
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            raise PostOfficeClosed(reason_of(error)) from error
        self.connection = connection

    def send(self, letter: OutgoingLetter) -> None:
        self.connection.send_messages([as_message(letter)])

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(OSError):  # the letters have left; a rude goodbye changes nothing
                connection.close()
