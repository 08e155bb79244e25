"""The letter that asks for a brief summary, and the signed address in it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from letsconnect.connections.letters import write_in
from letsconnect.connections.models import Place

SUMMARY_SALT = "letsconnect.connections.summaries"  # stands in the links of letters sent long ago


def ask_for_summary(place: Place) -> None:
    """The one gentle question what came of it, with a link that opens the short form signed in or out."""
    token = signing.dumps(place.pk, salt=SUMMARY_SALT)
    here = settings.SITE_URL + reverse("summaries:from_letter", args=[token])
    write_in(place, "summaries/summary", place.connection.public_id, about="reminders", here=here)


def read_summary_address(token: str) -> int:
    """The place in a signed address. Raises signing.BadSignature."""
    return int(signing.loads(token, salt=SUMMARY_SALT))
