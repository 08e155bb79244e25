"""The topics the programme starts with: 31, in five categories, named in six languages."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """A parent of topics; `note` is what the programme says about the whole category."""

    slug: str
    labels: dict[str, str]
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class TopicFact:
    """A topic as shipped; `source` are the lines of the mission it stands for."""

    slug: str
    source: tuple[str, ...]
    categories: tuple[str, ...]
    highlighted: bool
    labels: dict[str, str]
    about: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    wikidata_qid: str | None
    capx_id: int | None

    def names(self) -> tuple[str, ...]:
        """Every label and synonym, in every language."""
        return (*self.labels.values(), *(name for names in self.synonyms.values() for name in names))


@cache
def shipped() -> dict[str, list[dict]]:
    return json.loads((files(__name__) / "topics.json").read_text(encoding="utf-8"))


@cache
def categories() -> tuple[CategoryFact, ...]:
    return tuple(CategoryFact(row["slug"], row["labels"], row.get("note", {})) for row in shipped()["categories"])


@cache
def topics() -> tuple[TopicFact, ...]:
    return tuple(
        TopicFact(
            slug=row["slug"],
            source=tuple(row["source"]),
            categories=tuple(row["categories"]),
            highlighted=row["highlighted"],
            labels=row["labels"],
            about=row.get("about", {}),
            synonyms={language: tuple(names) for language, names in row["synonyms"].items()},
            wikidata_qid=row["wikidata_qid"],
            capx_id=row["capx_id"],
        )
        for row in shipped()["topics"]
    )
