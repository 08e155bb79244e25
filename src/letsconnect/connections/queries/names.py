"""What people in a connection call each other."""

from django.utils.translation import gettext as _

from letsconnect.people.audience import Audience
from letsconnect.people.models import Person


def name_among_members(person: Person) -> str:
    """The chosen name first, the username second, each only where its audience holds members."""
    return public_name(person) or _("A member")


def public_name(person: Person) -> str:
    """The name of somebody who chose to be named in public: what members call them; empty where they hide it."""
    if person.chosen_name and person.chosen_name_audience >= Audience.MEMBERS:
        return person.chosen_name
    if person.username and person.username_audience >= Audience.MEMBERS:
        return person.username
    return ""
