"""Finding a piece of text among many people's, in any script. Pure."""

from itertools import accumulate

import numpy as np

from letsconnect.ground.folding import fold_letters

END = b"\n"


def searchable(text: str) -> bytes:
    """Text as it is searched: folded by case, accent and width, on one line."""
    folded = text.lower() if text.isascii() else fold_letters(text)
    return " ".join(folded.split()).encode()


class TextColumn:
    """One text a row. UTF-8 finds itself only at whole letters, so bytes are compared.

    Where the rarest byte of a piece stands is looked up first; most places are out at once.
    """

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._whole: np.ndarray | None = None
        self._starts = np.zeros(1, np.int64)
        self._often = np.zeros(256, np.int64)
        self._places: dict[int, np.ndarray] = {}

    def write(self, row: int, text: bytes) -> None:
        """Set the text of a row."""
        if row >= len(self._lines):
            self._lines.extend([b""] * (row + 1 - len(self._lines)))
        elif self._lines[row] == text:
            return
        self._lines[row] = text
        self._whole = None

    def _joined(self) -> np.ndarray:
        if self._whole is None:
            self._whole = np.frombuffer(END.join(self._lines) + END, np.uint8)
            lengths = accumulate((len(line) + 1 for line in self._lines), initial=0)
            self._starts = np.fromiter(lengths, np.int64, len(self._lines) + 1)
            self._often = np.bincount(self._whole, minlength=256)
            self._places = {}
        return self._whole

    def rows_with(self, piece: bytes, room: int) -> np.ndarray:
        """Which of `room` rows hold this (searchable, not empty) piece of text."""
        found = np.zeros(room, bool)
        hits = self._hits(piece)
        if len(hits) > len(self._lines):
            found[: len(self._lines)] = np.diff(np.searchsorted(hits, self._starts)) > 0
        elif len(hits):
            found[np.searchsorted(self._starts, hits, side="right") - 1] = True
        return found

    def _hits(self, piece: bytes) -> np.ndarray:
        """Where in all the text the piece begins, in order."""
        whole = self._joined()
        rarest, *rest = sorted(range(len(piece)), key=lambda offset: self._often[piece[offset]])
        begins = self._places_of(piece[rarest]) - rarest
        begins = begins[(begins >= 0) & (begins + len(piece) <= len(whole))]
        for offset in rest:
            begins = begins[whole[begins + offset] == piece[offset]]
        return begins

    def _places_of(self, byte: int) -> np.ndarray:
        if byte not in self._places:
            self._places[byte] = np.flatnonzero(self._joined() == np.uint8(byte)).astype(np.int32)
        return self._places[byte]
