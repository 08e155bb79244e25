"""Wikimedia usernames and e-mail addresses, as people paste them, made into one spelling."""

import re
import unicodedata
from urllib.parse import parse_qs, unquote, urlsplit

SPACES = re.compile("[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\t-\r\x1c-\x1f\x85]+")
MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ILLEGAL = re.compile("[#<>\\[\\]|{}\x00-\x1f\x7f\ufffd]|%[0-9A-Fa-f]{2}")
USER_SPACES = (
    "user talk|user|사용자토론|사용자 토론|사용자|"
    "utilisateur|utilisatrice|usuario|usuaria|usuário|usuária|مستخدم|مستخدمة"
)
PREFIX = re.compile(rf"^\s*:?\s*(?:[a-z-]{{1,12}}\s*:\s*){{0,2}}(?:{USER_SPACES})\s*:\s*", re.IGNORECASE)
SPECIAL = re.compile(r"^\s*(?:special|특수)\s*:\s*(?:contributions|centralauth|기여|emailuser)\s*/\s*", re.IGNORECASE)
ADDRESS = re.compile(r"^(?:https?:)?//|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|net|com|wiki)/", re.IGNORECASE)
OUTSIDE_EMAIL = r"@\s<>,;:\"()\[\]\\\x00-\x1f\x7f"
EMAIL = re.compile(rf"^[^{OUTSIDE_EMAIL}]{{1,64}}@[^{OUTSIDE_EMAIL}/]+\.[^{OUTSIDE_EMAIL}/.]{{2,}}$")
LONGEST_NAME = 255


def username_of(text: str) -> str | None:
    """The username as MediaWiki writes it, from a name, a link or an address; None when there is none."""
    name = spaced(decoded(page_of(MARKS.sub("", text).strip())))
    while PREFIX.match(name):
        name = PREFIX.sub("", name)
    name = SPECIAL.sub("", name)
    name = first_upper(spaced(unicodedata.normalize("NFC", name.split("/")[0])))
    if not name or ILLEGAL.search(name) or len(name.encode()) > LONGEST_NAME:
        return None
    return name


def email_of(text: str) -> str | None:
    """The e-mail address in lower case; None when this is not one."""
    address = unicodedata.normalize("NFC", MARKS.sub("", text)).strip()
    address = re.sub(r"^mailto:", "", address, flags=re.IGNORECASE)
    address = re.sub(r"^<(.*)>$", r"\1", address).lower()
    return address if EMAIL.match(address) and len(address) <= 254 else None


def page_of(text: str) -> str:
    """The page a link or an address leads to, still percent-encoded."""
    link = re.match(r"^\[\[\s*(.*?)\s*(?:\|.*)?\]\]$", text, re.DOTALL)
    text = link[1] if link else text
    if not ADDRESS.match(text):
        return re.sub(r"^/?wiki/", "", text)
    try:
        parts = urlsplit(text if "//" in text[:8] else "//" + text)
        title = parse_qs(parts.query, keep_blank_values=True).get("title")
    except ValueError:
        return text
    if title:
        return title[0].replace("%", "%25")
    return re.sub(r"^/?(?:wiki|w|zh-[a-z]+)/", "", parts.path)


def decoded(text: str) -> str:
    """Percent-encoding undone, where it is valid UTF-8."""
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def spaced(text: str) -> str:
    return SPACES.sub(" ", MARKS.sub("", text)).strip(" ")


def first_upper(name: str) -> str:
    """MediaWiki's capital first letter: one letter stays one letter, and Georgian has no capitals."""
    if not name or "\u10d0" <= name[0] <= "\u10ff":
        return name
    upper = name[0].upper()
    return upper + name[1:] if len(upper) == 1 else name
