"""Finding the group that somebody names."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from letsconnect.ground.folding import fold
from letsconnect.reading.keys import key_of

NEAR = 90


class GroupBook:
    """Every name of every group; built from (id, names), the acronym being one of the names."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.group_by_key: dict[str, str] = {}
        self.group_by_words: dict[str, str] = {}
        groups = [(group, list(names)) for group, names in entries]
        for group, names in groups:
            self.add(group, names[:1])
        for group, names in groups:
            self.add(group, names[1:])

    def add(self, group: str, names: Iterable[str]) -> None:
        """Let a group be found by these names, where no other group has them already."""
        for name in names:
            if key_of(name):
                self.group_by_key.setdefault(key_of(name), group)
                self.group_by_words.setdefault(fold(name), group)

    def find(self, name: str) -> str | None:
        """The group with exactly this name, acronym or alias, folded."""
        return self.group_by_key.get(key_of(name))

    def near(self, name: str) -> str | None:
        """The most similar group, if it is similar enough to offer; never to be taken without asking."""
        hit = process.extractOne(fold(name), self.group_by_words.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.group_by_words[hit[0]] if hit else None
