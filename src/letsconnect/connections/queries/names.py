"""What people in a connection call each other."""

from django.utils.translation import gettext as _

from letsconnect.people.audience import Audience
from letsconnect.people.models import Person


def name_among_members(person: Person) -> str:
    """The chosen name first, the username second, each only where its audience holds members."""
    if person.chosen_name and person.chosen_name_audience >= Audience.MEMBERS:
        return person.chosen_name
    if person.username and person.username_audience >= Audience.MEMBERS:
        return person.username
    return _("A member")
