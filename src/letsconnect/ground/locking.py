"""One at a time: an action locks the row it is about to change."""

from typing import TypeVar, cast

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def lock(row: Row) -> Row:
    """The row as it is now, held until the transaction ends; raises DoesNotExist when it has gone meanwhile."""
    manager = cast("type[Row]", row._meta.model)._default_manager
    return manager.select_for_update().get(pk=row.pk)
