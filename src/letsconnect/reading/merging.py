"""Several registrations of one person, joined into one: the later answer counts, field by field."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from letsconnect.reading.registration import Newcomer, Registration, Said, Unclear

LONG_AGO = datetime.min.replace(tzinfo=UTC)
Owner = Callable[[str], str | None]


def nobody(_address: str) -> str | None:
    return None


def newcomers_of(rows: Iterable[Registration], owner_of: Owner = nobody, column: str = "email") -> list[Newcomer]:
    """The people behind these rows, in the order they first appear.

    A row is its username's; without one, it joins the one person with that e-mail address. An address has one owner:
    whom `owner_of` knows, else the first username that gives it. Somebody else who gives it too is kept apart, without
    it, and the row is marked `email_shared` in `column`.
    """
    named = [row for row in rows if row.username or row.email]
    owners = owners_of(named, owner_of)
    people: dict[str, list[Registration]] = {}
    for row in named:
        owner = owners.get(row.email or "")
        if row.username and row.email and owner != by_name(row.username):
            shared = Unclear(row.row, column, row.email, "email_shared")
            row = replace(row, email=None, unclear=(*row.unclear, shared))
        mine = by_name(row.username) if row.username else owner or by_email(row.email or "")
        people.setdefault(mine, []).append(row)
    return [joined(mine) for mine in people.values()]


def by_name(username: str) -> str:
    """Who owns an address: somebody with this username ..."""
    return f"name:{username}"


def by_email(address: str) -> str:
    """... or somebody known by the address only."""
    return f"mail:{address}"


def owners_of(rows: Iterable[Registration], owner_of: Owner) -> dict[str, str]:
    """Each address and whose it is."""
    owners: dict[str, str] = {}
    for row in rows:
        if row.email and row.email not in owners:
            owner = owner_of(row.email) or (by_name(row.username) if row.username else None)
            if owner:
                owners[row.email] = owner
    return owners


def age_of(row: Registration) -> tuple[datetime, int]:
    """Later is greater; unreadable is older than anything readable; of two at once the later row counts."""
    return (row.at or LONG_AGO, row.row)


def joined(rows: list[Registration]) -> Newcomer:
    """One person from all their rows."""
    said: dict[str, object] = {}
    rows_of: dict[str, int] = {}
    moments: dict[str, datetime | None] = {}
    email = username = None
    for row in sorted(rows, key=age_of):
        username, email = row.username or username, row.email or email
        for name in row.said.spoken():
            said[name], rows_of[name], moments[name] = getattr(row.said, name), row.row, row.at
    return Newcomer(
        username=username,
        email=email,
        at=max((row.at for row in rows if row.at), default=None),
        rows=tuple(row.row for row in rows),
        said=Said(**said),  # type: ignore[arg-type]
        rows_of=rows_of,
        moments=moments,
        unclear=tuple(unclear for row in rows for unclear in row.unclear),
    )
