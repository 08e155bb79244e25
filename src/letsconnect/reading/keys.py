"""What two spellings of one name share: the fold without its spaces, Arabic endings evened out."""

from functools import lru_cache

from letsconnect.ground.folding import fold

SAME_LETTER = str.maketrans({"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"})


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """Equal for names that people mean to be the same; empty for nothing but space."""
    return fold(text).translate(SAME_LETTER).replace(" ", "")
