"""Taking a cell apart where several answers stand in it, never inside an answer that is known."""

import re
from collections.abc import Callable

FIRST = re.compile(r"[;|\n\r\u2028\u2029；؛]+")
SECOND = re.compile(r"[,，、،]|\s/\s")
BULLET = re.compile(r"^\s*(?:[-*•·‣–—]|\d{1,2}[.)])\s+")
LONGEST = 12


def parts_of(text: str, known: Callable[[str], bool], also: re.Pattern[str] | None = None) -> list[str]:
    """The answers in a cell, in order, trimmed, none empty; a known one is kept whole."""
    found = []
    for piece in FIRST.split(text):
        piece = piece.strip()
        bare = BULLET.sub("", piece)
        found += [bare] if known(bare) else split_further(piece, known, also or SECOND)
    return [part for part in found if part]


def split_further(piece: str, known: Callable[[str], bool], separator: re.Pattern[str]) -> list[str]:
    """The piece cut at commas and slashes; neighbours that together make a known answer stay together."""
    cuts = [(0, 0), *(cut.span() for cut in separator.finditer(piece)), (len(piece), len(piece))]
    parts, start = [], 0
    while start < len(cuts) - 1:
        furthest = min(len(cuts) - 1, start + LONGEST)
        stop = next(
            (stop for stop in range(furthest, start + 1, -1) if known(between(piece, cuts, start, stop))), start + 1
        )
        parts.append(between(piece, cuts, start, stop))
        start = stop
    return parts


def between(piece: str, cuts: list[tuple[int, int]], start: int, stop: int) -> str:
    return piece[cuts[start][1] : cuts[stop][0]].strip()
