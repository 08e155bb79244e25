"""Text made comparable, or fit for one line: what looks the same to a person compares the same. Pure."""

import re
import unicodedata

# Letters that Unicode does not take apart, and that people type without their stroke or dot.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "\u0640": None}
)
# Accents of Latin, Greek and Cyrillic, and Arabic vowel signs; marks that carry meaning in other scripts stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed]")
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u02bb\u02b9`\u00b4\u02be\u02bf]")
BREAKING = frozenset({"Cc", "Zl", "Zp", "Cs"})  # Cs: half a character, which cannot be sent
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def fold_letters(text: str) -> str:
    """Case, accents, width and invisible signs folded; spaces and punctuation stay. For substring search."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain)


def fold(text: str) -> str:
    """Words only: like `fold_letters`, apostrophes dropped, punctuation and runs of space become one space.

    Two names are the same where their folds are equal: fold("Côte d’Ivoire") == fold("cote divoire").
    """
    letters = _APOSTROPHES.sub("", fold_letters(text))
    return _joined(letters) or letters.strip()


def _joined(letters: str) -> str:
    marks_kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in letters)
    return " ".join(marks_kept.split())


def one_line(text: str) -> str:
    """Text that can stand in a header: no line break or other control character survives."""
    return " ".join("".join(" " if unicodedata.category(sign) in BREAKING else sign for sign in text).split())
