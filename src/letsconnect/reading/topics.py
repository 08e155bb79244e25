"""Finding the topic that somebody's words mean, in any of our languages."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from letsconnect.ground.folding import fold
from letsconnect.reading.keys import key_of
from letsconnect.reading.registration import Wish
from letsconnect.reading.splitting import parts_of

SHORTEST_WITH_SLIP = 6
SHORTEST_SYLLABLES_WITH_SLIP = 5
LEAST_LIKE = 55


class TopicBook:
    """Every name of every topic, for looking up words; built from (slug, names) pairs."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.slug_by_key: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for slug, names in entries:
            for name in names:
                self.names.setdefault(fold(name), slug)
                if key_of(name):
                    self.slug_by_key.setdefault(key_of(name), slug)
        self.keys_by_length: dict[int, list[str]] = defaultdict(list)
        for key in self.slug_by_key:
            self.keys_by_length[len(key)].append(key)
        self.found: dict[str, str | None] = {}

    def find(self, words: str) -> str | None:
        """The slug of the topic these words name, one slip of a letter allowed; else None."""
        key = key_of(words)
        if key not in self.found:
            self.found[key] = self.slug_by_key.get(key) or self.with_one_slip(key)
        return self.found[key]

    def knows(self, words: str) -> bool:
        return self.find(words) is not None

    def with_one_slip(self, key: str) -> str | None:
        """The one topic whose name is a letter away; None for short words, where a letter changes the meaning."""
        if len(key) < shortest_with_slip(key):
            return None
        near = {
            self.slug_by_key[other]
            for length in (len(key) - 1, len(key), len(key) + 1)
            for other in self.keys_by_length.get(length, ())
            if len(other) >= shortest_with_slip(other) and OSA.distance(key, other, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else None

    def nearest(self, words: str, limit: int = 3) -> list[str]:
        """Slugs of the topics most like these words, best first: what to suggest beside own words."""
        query = fold(words)
        if not query:
            return []
        likely = process.extract(
            query, self.names.keys(), scorer=fuzz.token_set_ratio, limit=40, score_cutoff=LEAST_LIKE
        )
        likely.sort(key=lambda hit: (-hit[1], -fuzz.ratio(query, hit[0])))
        return list(dict.fromkeys(self.names[name] for name, _, _ in likely))[:limit]

    def wishes(self, cell: str) -> tuple[Wish, ...]:
        """The topics and own words in a cell, in order, each once."""
        wishes = [Wish(self.find(part), part) for part in parts_of(cell, self.knows)]
        return tuple({wish.same_as(): wish for wish in reversed(wishes)}.values())[::-1]


def shortest_with_slip(key: str) -> int:
    """A syllable of Hangul says as much as a whole short word, so fewer of them are enough."""
    hangul = any("가" <= letter <= "힣" for letter in key)
    return SHORTEST_SYLLABLES_WITH_SLIP if hangul else SHORTEST_WITH_SLIP
