"""Statements the ORM writes once and we run many times: writing them costs more than running them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """Rows of what `make(ids)` asks for, for any ids.

    The rows are as the database gives them: JSON as text, dates perhaps as text, moments as they are stored.
    `make` may use the ids as often as it likes, but no other negative whole numbers.
    """

    def __init__(self, make: Callable[[list[int]], QuerySet[Any, Any]]) -> None:
        self.make = make
        self.written: dict[tuple[str, int], tuple[str, tuple[Any, ...]]] = {}

    def rows(self, ids: Sequence[int] = ()) -> list[tuple[Any, ...]]:
        """Run the statement for these ids."""
        key = (connection.vendor, len(ids))
        if key not in self.written:
            places = [-place for place in range(1, len(ids) + 1)]
            self.written[key] = self.make(places).query.sql_with_params()
        sql, params = self.written[key]
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids[-one - 1] if type(one) is int and one < 0 else one for one in params])
            return cursor.fetchall()
