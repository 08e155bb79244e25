"""Languages of the interface: names, fallbacks, direction; and texts that the team writes in several."""

from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, get_supported_language_variant

INTERFACE = ("en", "ko", "es", "fr", "pt", "ar")
RIGHT_TO_LEFT = frozenset(
    {
        "ar",
        "arc",
        "arz",
        "azb",
        "ckb",
        "dv",
        "fa",
        "glk",
        "ha-arab",
        "he",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "skr",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)


def supported(code: str | None) -> str | None:
    """The interface language nearest to a BCP 47 code ("pt-BR" -> "pt"), or None."""
    try:
        return get_supported_language_variant(code.lower()) if code else None
    except LookupError:
        return None


def is_right_to_left(code: str) -> bool:
    """Whether the language with this BCP 47 code is written from right to left."""
    code = code.lower()
    return code in RIGHT_TO_LEFT or code.split("-")[0] in RIGHT_TO_LEFT


def direction(code: str) -> str:
    """ "rtl" or "ltr", for the `dir` attribute."""
    return "rtl" if is_right_to_left(code) else "ltr"


# Languages of the movement's wikis that CLDR has no name for; the name people use, the same for every reader.
BEYOND_CLDR = {
    "als": "Alemannisch",
    "ami": "Pangcah",
    "azb": "تۆرکجه",
    "bcl": "Bikol Central",
    "bdr": "Bajau Sama",
    "ber": "Tamazight",
    "bfi": "British Sign Language",
    "bh": "भोजपुरी",
    "blk": "ပအိုဝ်ႏ",
    "bol": "Bole",
    "btm": "Batak Mandailing",
    "bxr": "Буряад",
    "cbk": "Chavacano",
    "dag": "Dagbani",
    "dga": "Dagaare",
    "diq": "Zazaki",
    "dty": "डोटेली",
    "eml": "Emigliàn-rumagnòl",
    "gcr": "Guianan Creole",
    "gom": "कोंकणी",
    "gpe": "Ghanaian Pidgin",
    "guw": "Gun",
    "hyw": "Արեւմտահայերէն",
    "igl": "Igala",
    "kbp": "Kabɩyɛ",
    "kge": "Komering",
    "kmr": "Kurmancî",
    "knc": "Kanuri",
    "kus": "Kusaal",
    "lbe": "Лакку",
    "lld": "Ladin",
    "mhr": "Олык марий",
    "mnw": "မန်",
    "nah": "Nāhuatl",
    "nrm": "Nouormand",
    "nup": "Nupe",
    "olo": "Livvinkarjala",
    "pih": "Norfuk",
    "pnb": "پنجابی",
    "prs": "دری",
    "pwn": "Pinayuanan",
    "rmy": "Romani",
    "rsk": "Руски",
    "skr": "سرائیکی",
    "syl": "ꠍꠤꠟꠐꠤ",
    "szy": "Sakizaya",
    "tay": "Tayal",
    "tdd": "ᥖᥭᥰ ᥖᥬᥳ ᥑᥨᥒᥰ",
    "yua": "Màaya T'àan",
}


def is_language(code: str) -> bool:
    """Whether the first part of a BCP 47 code is a language we have a name for."""
    first = code.split("-")[0].lower()
    return first in BEYOND_CLDR or first in Locale("en").languages


@cache
def autonym(code: str) -> str:
    """The language's own name for itself; the code where CLDR does not know it."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return BEYOND_CLDR.get(code, code)


def language_name(code: str, reader: str | None = None) -> str:
    """The language's name in the reader's language (BCP 47); the name people use where CLDR has none."""
    return _language_name(code, reader or get_language() or "en")


@lru_cache(maxsize=10_000)
def _language_name(code: str, reader: str) -> str:
    try:
        names = Locale.parse(reader, sep="-").languages
    except (UnknownLocaleError, ValueError):
        names = Locale("en").languages
    key = code.replace("-", "_")
    return names.get(key) or BEYOND_CLDR.get(code) or Locale("en").languages.get(key) or code


def in_language(texts: dict[str, str], *languages: str) -> str:
    """The text in the first of these languages that has one, else the interface's, else English, else any."""
    for code in (*languages, get_language() or "en", "en", *texts):
        if texts.get(code):
            return texts[code]
    return ""


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: direction, and the languages one can switch to."""
    return {
        "direction": "rtl" if get_language_bidi() else "ltr",
        "interface_languages": [(code, autonym(code)) for code in INTERFACE],
        "site_url": settings.SITE_URL,
    }
