"""Finding a piece of text among many people's, in any script. Pure."""

import re
from itertools import accumulate

import numpy as np

from letsconnect.ground.folding import fold_letters

END = b"\n"


def searchable(text: str) -> bytes:
    """Text as it is searched: folded by case, accent and width, on one line."""
    folded = text.lower() if text.isascii() else fold_letters(text)
    return " ".join(folded.split()).encode()


class TextColumn:
    """One text a row. UTF-8 finds itself only at whole letters, so bytes are searched."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._whole: bytes | None = None
        self._starts = np.zeros(0, np.int64)

    def write(self, row: int, text: bytes) -> None:
        """Set the text of a row; rows are written in order the first time."""
        if row >= len(self._lines):
            self._lines.extend([b""] * (row + 1 - len(self._lines)))
        elif self._lines[row] == text:
            return
        self._lines[row] = text
        self._whole = None

    def _joined(self) -> bytes:
        if self._whole is None:
            self._whole = END.join(self._lines) + END
            lengths = accumulate((len(line) + 1 for line in self._lines), initial=0)
            self._starts = np.fromiter(lengths, np.int64, len(self._lines) + 1)
        return self._whole

    def rows_with(self, piece: bytes, room: int) -> np.ndarray:
        """Which of `room` rows hold this (searchable, not empty) piece of text."""
        found = np.zeros(room, bool)
        whole = self._joined()
        hits = [hit.start() for hit in re.finditer(re.escape(piece), whole)]
        if hits:
            found[np.searchsorted(self._starts, np.array(hits), side="right") - 1] = True
        return found
