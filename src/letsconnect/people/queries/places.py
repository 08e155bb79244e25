"""Names of regions and countries in the reader's language."""

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.folding import fold
from letsconnect.people.facts import region_by_country

REGION_NAMES: dict[str, Promise] = {
    "CEECA": _("Central & Eastern Europe and Central Asia"),
    "ESEAP": _("East, Southeast Asia & Pacific"),
    "LAC": _("Latin America & Caribbean"),
    "MENA": _("Middle East & North Africa"),
    "NA": _("North America"),
    "NWE": _("Northern & Western Europe"),
    "SA": _("South Asia"),
    "SSA": _("Sub-Saharan Africa"),
}


def region_name(code: str) -> str:
    """The region's name; its code where we do not know it."""
    return str(REGION_NAMES.get(code, code))


def country_name(code: str) -> str:
    """The country's name by CLDR; its code where CLDR has none."""
    return str(Locale.parse(get_language() or "en", sep="-").territories.get(code, code))


def is_country(code: str) -> bool:
    """Whether this is a country's code (ISO 3166, two capital letters)."""
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories


def country_choices() -> list[tuple[str, str]]:
    """All countries by name, in the order of the names in the reader's language."""
    return sorted(((code, country_name(code)) for code in region_by_country()), key=lambda pair: fold(pair[1]))
