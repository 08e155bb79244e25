"""People's free weeks on the round's grid: 336 half-hours of UTC for each week of the round, on its real dates.

Pure. What somebody said holds for the clock on their wall, so a clock change inside the round gives weeks that differ.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np

from letsconnect.connections.times import HALF_HOUR, STEPS, Week, local

HALF_HOURS = 336
LAST = 1 << (HALF_HOURS - 1)
MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=512)
def _on_the_wall(monday: datetime, weeks: int, zone: str) -> tuple[np.ndarray, np.ndarray]:
    """For each half-hour of these weeks, the half-hour on the clock of `zone` that it begins in and that it ends in."""
    moments = [monday + slot * HALF_HOUR for slot in range(weeks * HALF_HOURS)]
    first = np.array([_half_hour(local(at, zone)) for at in moments])
    last = np.array([_half_hour(local(at + HALF_HOUR - MINUTE, zone)) for at in moments])
    return first, last


def _half_hour(at: datetime) -> int:
    return at.weekday() * 48 + at.hour * 2 + at.minute // 30


def free_weeks(week: Week, monday: datetime, weeks: int, busy: Iterable[datetime] = ()) -> tuple[int, ...]:
    """The half-hours of each week of the round (bit 0 = Monday 00:00 UTC) in which somebody is free: what they said,
    without the sessions they already have (`busy`: their starts)."""
    said = np.unpackbits(np.frombuffer(week.free.to_bytes(HALF_HOURS // 8, "little"), np.uint8), bitorder="little")
    first, last = _on_the_wall(monday, weeks + 1, week.zone)
    free = (said[first] & said[last]).astype(np.uint8)
    for start in busy:
        begins = int((start - monday) // HALF_HOUR)
        ends = -int((monday - start - STEPS * HALF_HOUR) // HALF_HOUR)
        free[max(begins, 0) : max(ends, 0)] = 0
    rows = np.packbits(free.reshape(weeks + 1, HALF_HOURS), axis=1, bitorder="little")
    return _over_the_edge([int.from_bytes(row.tobytes(), "little") for row in rows])


def after(weeks: Sequence[int], monday: datetime, moment: datetime) -> tuple[int, ...]:
    """The same weeks without what begins before this moment."""
    gone = max(0, -int((monday - moment) // HALF_HOUR))
    cut = [min(max(gone - at * HALF_HOURS, 0), HALF_HOURS) for at, _week in enumerate(weeks)]
    return tuple(week >> less << less for week, less in zip(weeks, cut, strict=True))


def _over_the_edge(weeks: list[int]) -> tuple[int, ...]:
    """A session late on Sunday runs into Monday, which the matchmaker reads from the same week: where the Monday that
    really follows is not free, the last half-hour of the week is given up."""
    found = []
    for week, following in pairwise(weeks):
        lost = week & ~following & 0b11
        found.append(week & ~LAST if lost & 0b1 or (lost and week & 0b1) else week)
    return tuple(found)
