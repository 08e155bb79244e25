"""Languages by any name people use for them."""

import re
from functools import cache

from babel import Locale, localedata

from letsconnect.ground.languages import BEYOND_CLDR
from letsconnect.people.facts import language_aliases
from letsconnect.reading.keys import key_of
from letsconnect.reading.splitting import parts_of

OURS = ("en", "ko", "es", "fr", "pt", "ar")
SEPARATOR = re.compile(r"[,，、،/·•&+]")
NOTE = re.compile(r"\s*(?:[(（].*[)）]|[:–—-]\s.*)\s*$", re.DOTALL)
TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")


@cache
def codes_by_name() -> dict[str, str]:
    """Folded name to BCP 47 code: our aliases, names beyond CLDR, CLDR in our languages, each language's own name."""
    codes: dict[str, str] = {}
    for name, code in language_aliases():
        codes.setdefault(key_of(name), code)
    for code, name in BEYOND_CLDR.items():
        codes.setdefault(key_of(name), code)
    for ours in OURS:
        for code, name in Locale.parse(ours).languages.items():
            codes.setdefault(key_of(name), code.replace("_", "-"))
    for code in sorted(identifier for identifier in localedata.locale_identifiers() if "_" not in identifier):
        codes.setdefault(key_of(str(Locale.parse(code).languages.get(code, ""))), code)
    codes.pop("", None)
    return codes


@cache
def known_codes() -> dict[str, str]:
    """Codes in lower case to the way BCP 47 writes them."""
    codes = [str(code).replace("_", "-") for code in Locale.parse("en").languages]
    return {code.lower(): code for code in [*codes, *BEYOND_CLDR, *(code for _, code in language_aliases())]}


def language_of(words: str) -> str | None:
    """The code of the language these words name; None when we do not know it."""
    words = words.strip()
    named = codes_by_name().get(key_of(words))
    if named or not TAG.match(words):
        return named
    tag = words.replace("_", "-").lower()
    return known_codes().get(tag) or known_codes().get(tag.split("-")[0])


def languages_in(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes in a cell in the order written, and the words that were not wholly understood."""
    codes, unclear = [], []
    for part in parts_of(cell, lambda words: language_of(words) is not None, SEPARATOR):
        code = language_of(part) or language_of(NOTE.sub("", part))
        if code:
            codes.append(code)
        if not language_of(part):
            unclear.append(part)
    return tuple(dict.fromkeys(codes)), tuple(unclear)
