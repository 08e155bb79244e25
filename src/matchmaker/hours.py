"""The week as a bit set: half-hour 0 starts Monday 00:00, half-hour 335 ends Sunday."""

from collections.abc import Iterable

WEEK = 336
SESSION = 3
WHOLE_WEEK = (1 << WEEK) - 1
WORDS = 6
WORD = WEEK // WORDS


def from_ranges(ranges: Iterable[tuple[int, int] | list[int]]) -> int:
    """The half-hours in half-open ranges; an end past 336 wraps to Monday. ValueError off the grid."""
    bits = 0
    for start, end in ranges:
        if not (0 <= start < WEEK and start < end <= start + WEEK):
            raise ValueError(f"[{start}, {end}] is not a range of half-hours")
        bits |= ((1 << (end - start)) - 1) << start
    return (bits | bits >> WEEK) & WHOLE_WEEK


def to_ranges(bits: int) -> list[tuple[int, int]]:
    """The fewest half-open ranges that hold exactly these half-hours; the last may wrap to Monday."""
    if bits == WHOLE_WEEK:
        return [(0, WEEK)]
    opens = bits & ~later(bits, 1)
    return [(start, start + run_from(bits, start)) for start in half_hours(opens)]


def half_hours(bits: int) -> list[int]:
    """The half-hours in the set, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def later(bits: int, steps: int) -> int:
    """The same pattern `steps` half-hours later in the week (earlier when negative), round the week."""
    steps %= WEEK
    return (bits << steps | bits >> (WEEK - steps)) & WHOLE_WEEK


def run_from(bits: int, start: int) -> int:
    """How many half-hours in a row are in the set, from `start` on."""
    gaps = ~later(bits, -start) & WHOLE_WEEK
    return (gaps & -gaps).bit_length() - 1 if gaps else WEEK


def starts(free: int) -> int:
    """When a session of an hour and a half may start: bit t is set when t, t+1 and t+2 are free."""
    return free & later(free, -1) & later(free, -2)


def to_utc(local: int, offset_minutes: int) -> int:
    """A local week, at this offset east of UTC, seen in UTC: a half-hour counts only when wholly inside."""
    whole, rest = divmod(offset_minutes, 30)
    aligned = later(local, -whole)
    return aligned & later(aligned, -1) if rest else aligned


def from_utc(utc: int, offset_minutes: int) -> int:
    """A week in UTC seen on a local wall clock at this offset: a half-hour counts only when wholly inside."""
    return to_utc(utc, -offset_minutes)


def words(bits: int) -> tuple[int, ...]:
    """Six numbers below 2**56, Monday's first, for storing and comparing the week in a database."""
    mask = (1 << WORD) - 1
    return tuple(bits >> (WORD * place) & mask for place in range(WORDS))


def from_words(parts: Iterable[int]) -> int:
    """The week that `words` took apart."""
    return sum(part << (WORD * place) for place, part in enumerate(parts))
