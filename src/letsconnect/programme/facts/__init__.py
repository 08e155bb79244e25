"""The words the programme starts with, as the files beside this one: pieces of text in six languages.

A piece begins with `[kind slug]` or, for an answer, `[answer question/slug]`. Then one line a language
(`ko: title | body`) and lines that tell more: `link:`, `link-ko:`, `from:`, `to:`, `verdict:`, `when:`, `places:`.
"""

from dataclasses import dataclass, field
from pathlib import Path

FILES = ("culture.txt", "programme.txt", "origin.txt", "timeline.txt", "places.txt", "self_check.txt", "outcomes.txt")
LANGUAGES = ("en", "ko", "es", "fr", "pt", "ar")


@dataclass
class Piece:
    """One piece of text as the files hold it. `more`: the lines that are not texts, key -> values in order."""

    kind: str
    slug: str
    parent: str = ""
    title: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    link: dict[str, str] = field(default_factory=dict)
    more: dict[str, list[str]] = field(default_factory=dict)

    def one(self, key: str) -> str:
        return self.more.get(key, [""])[0]


def pieces() -> list[Piece]:
    """All pieces, in the order of the files."""
    here = Path(__file__).parent
    return [piece for name in FILES for piece in read((here / name).read_text(encoding="utf-8"))]


def read(text: str) -> list[Piece]:
    """The pieces of one file."""
    found: list[Piece] = []
    for line in text.splitlines():
        if line.startswith("["):
            kind, _space, slug = line.strip("[] ").partition(" ")
            parent, _slash, own = slug.rpartition("/")
            found.append(Piece(kind, own, parent))
        elif line.strip() and not line.startswith("#"):
            _take(found[-1], line)
    return found


def _take(piece: Piece, line: str) -> None:
    key, _colon, value = line.partition(":")
    value = value.strip()
    if key in LANGUAGES:
        title, _bar, body = value.partition(" | ")
        piece.title[key] = title.strip()
        if body:
            piece.body[key] = body.strip()
    elif key.startswith("link"):
        piece.link[key.partition("-")[2] or "en"] = value
    else:
        piece.more.setdefault(key, []).append(value)
