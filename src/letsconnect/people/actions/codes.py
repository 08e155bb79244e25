"""The letter with the sign-in code. It goes to an address, known or unknown alike, so no profile is asked."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def post_code(email: str, code: str, *, minutes: int) -> None:
    """Send the code in the language of the page it was asked on."""
    words = render_to_string(
        "people/letters/code.txt", {"code": code, "minutes": minutes, "site_url": settings.SITE_URL}
    )
    subject, body = words.split("\n", 1)
    send_mail(subject.strip(), body.strip() + "\n", None, [email])
