"""How a person wants letters."""

from django.conf import settings

from letsconnect.ground.languages import supported
from letsconnect.people.models import Person


def language_of(person: Person) -> str:
    """The language they chose; else the best of theirs that the interface speaks; English where there is none."""
    if chosen := supported(person.ui_language):
        return chosen
    codes = person.languages.values_list("code", flat=True)
    return next((found for code in codes if (found := supported(code))), settings.LANGUAGE_CODE)
