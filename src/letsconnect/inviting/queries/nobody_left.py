"""Where the search for somebody to meet ended, from what the reader may see of everybody."""

import numpy as np

from letsconnect.index.queries.fit import Me, common_starts, level_percent, me_in
from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.sight import WideSight
from letsconnect.people.audience import Reader

LEVELS = range(5)  # of an offer; 0: none


@with_index
def where_it_ended(columns: Index, reader: Reader, side: str) -> str:
    """Of "nobody", "language", "hours" the first that left nobody; "others" where it was something else: they are busy,
    or one knows them."""
    me, sight = me_in(columns, reader.person_id), WideSight(columns, reader)
    if me is None:
        return "nobody"
    rows = sight.listed() & (columns.is_demo == columns.is_demo[me.row])
    rows[me.row] = False
    steps = {
        "nobody": _sharing(columns, me) & sight.sees("shares")
        if side == "learn"
        else _wanting(columns, me) & sight.sees("wishes"),
        "language": _speaking(columns, me) & sight.sees("languages"),
        "hours": (common_starts(columns, me.starts) > 0) & sight.sees("hours"),
    }
    for code, kept in steps.items():
        rows = rows & kept
        if not rows.any():
            return code
    return "others"


def _sharing(columns: Index, me: Me) -> np.ndarray:
    """The rows that share something the reader wants, on a level that suits."""
    found = np.zeros(len(columns.alive), bool)
    for pk, (sought, _priority) in me.wishes.items():
        found |= np.array([level_percent(level, sought) > 0 for level in LEVELS])[columns.share[columns.topics[pk]]]
    return found


def _wanting(columns: Index, me: Me) -> np.ndarray:
    """The rows that want something the reader shares, on a level that suits."""
    found = np.zeros(len(columns.alive), bool)
    for pk, level in me.offers.items():
        suits = np.array([sought > 0 and level_percent(level, sought) > 0 for sought in LEVELS])
        found |= suits[columns.wish_level[columns.topics[pk]]]
    return found


def _speaking(columns: Index, me: Me) -> np.ndarray:
    lines = [columns.languages[code] for code in me.languages]
    return np.asarray((columns.language[lines] > 0).any(axis=0))
