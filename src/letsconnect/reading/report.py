"""What an import did, in numbers and in rows somebody should look at."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Report:
    """rows = rows_of_people + rows set aside + rows_empty: every record is somewhere."""

    rows: int = 0
    rows_empty: int = 0
    rows_of_people: int = 0
    people_created: int = 0
    people_updated: int = 0
    people_unchanged: int = 0
    rows_set_aside: list[dict[str, Any]] = field(default_factory=list)
    needs_attention: list[dict[str, Any]] = field(default_factory=list)

    def set_aside(self, row: int, reason: str) -> None:
        self.rows_set_aside.append({"row": row, "reason": reason})

    def attend(self, row: int, person: str, column: str, value: str, reason: str) -> None:
        self.needs_attention.append({"row": row, "person": person, "column": column, "value": value, "reason": reason})

    def settle(self) -> "Report":
        """In the order of the rows."""
        self.rows_set_aside.sort(key=lambda line: line["row"])
        self.needs_attention.sort(key=lambda line: line["row"])
        return self

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def counts(self) -> dict[str, int]:
        """The numbers only: nothing of anybody's words."""
        return {
            **{name: value for name, value in self.as_json().items() if isinstance(value, int)},
            "rows_set_aside": len(self.rows_set_aside),
            "answers_to_look_at": len(self.needs_attention),
        }
