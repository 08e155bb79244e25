"""In development letters go to the terminal, short enough to find a sign-in code in them."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Prints each letter: whom it goes to, the subject, the text."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            lines = [f"Letter to {', '.join(message.to)}: {message.subject}", *str(message.body).splitlines()]
            sys.stdout.write("\n" + "\n  | ".join(lines) + "\n\n")
        sys.stdout.flush()
        return len(email_messages)
