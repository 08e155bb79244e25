"""Free hours in people's own words, read as a local week; None where they cannot be understood.

Morning is 8-12, afternoon 12-18, evening 18-22, "after 7" 19-22, "any time" 7-22. A word we do not know makes the whole
answer not understood: better to ask than to promise hours nobody meant.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from letsconnect.ground.folding import fold_letters
from letsconnect.reading.facts import clock_words
from letsconnect.reading.keys import SAME_LETTER
from matchmaker.hours import from_ranges, to_ranges

DAY = 48
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PART_HOURS = {"morning": (480, 720), "afternoon": (720, 1080), "evening": (1080, 1320)}
EVERY_DAY = frozenset(range(7))
AWAKE = (420, 1320)
CLAUSE = re.compile(r"[;\n\r|；؛。]+")
DASHES = re.compile("[\u2010-\u2015\u2212～〜∼]")
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d{2})|\s?h\b\s?(?P<h>\d{2})?|h(?P<glued>\d{2})|"
    r"\s?(?P<si>시)(?:\s?(?P<bun>\d{1,2})분|\s?(?P<half>반))?)?(?P<oclock>\s?o'?clock)?(?!\d)"
)
TIMES = (
    (r"A?P?[FB]?P?tP?[-u<]P?tP?<?", "range"),
    (r"FP?tP?[-u]?P?tP?<?", "range"),
    (r"P?tP?F[-u]?P?tP?<?", "range"),
    (r"A?BP?tP?&P?tP?", "range"),
    (r"A?P?[>F]P?tP?>?|P?tP?[F>]", "after"),
    (r"A?P?[<u]P?tP?|P?tP?<", "before"),
    (r"P", "part"),
    (r"A", "any"),
)
ITEM = re.compile("|".join(f"(?P<{kind}{place}>{shape})" for place, (shape, kind) in enumerate(TIMES)))
DAYS = re.compile(r"F?D[-u]D|D")


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of a clause, with what it stands for: days, a part of the day, or a time."""

    sign: str
    days: tuple[int, ...] = ()
    part: str = ""
    minute: int = 0
    bare: bool = False


@dataclass(slots=True)
class Line:
    """Some days and the times on them."""

    days: set[int] = field(default_factory=set)
    times: list[tuple[int, int]] = field(default_factory=list)
    first: str = ""


class NotUnderstood(ValueError):
    """The words are not, or not clearly, hours."""


@lru_cache(maxsize=5_000)
def hours_of(text: str) -> int | None:
    """The free half-hours of a week on the local clock, as `matchmaker.hours` has them; None if not understood."""
    try:
        bits = 0
        for clause in CLAUSE.split(DASHES.sub("-", text)):
            if clause.strip(" .,"):
                bits |= clause_bits(clause)
        return bits or None
    except NotUnderstood:
        return None


def in_words(bits: int) -> str:
    """A week as `hours_of` reads it again: "Mon 19:00-21:00; Sat 08:00-12:00"."""
    days = [(name, bits >> (day * DAY) & ((1 << DAY) - 1)) for day, name in enumerate(DAY_NAMES)]
    spans = [(name, start, end) for name, free in days for start, end in to_ranges(free)]
    return "; ".join(f"{name} {on_clock(start)}-{on_clock(end)}" for name, start, end in spans)


def on_clock(half_hour: int) -> str:
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"


def clause_bits(clause: str) -> int:
    """One sentence of the answer, such as "Sun 9am-12pm". NotUnderstood otherwise."""
    bits = 0
    for line in lines_of(tokens_of(clause)):
        days = line.days or EVERY_DAY
        for start, end in line.times or [AWAKE]:
            first, last = -(-start // 30), end // 30
            if first < last:
                bits |= from_ranges([(day * DAY + first, day * DAY + last) for day in days])
    return bits


@cache
def lexicon() -> dict[str, Token]:
    """Every word we know, folded, with its token."""
    return {plain(word): token_of(sign, value) for sign, value, word in clock_words()}


def token_of(sign: str, value: str) -> Token:
    """A word's token, from the fact's sign and value."""
    return Token(
        sign,
        days=tuple(map(int, value.split())) if sign == "D" else (),
        part=value if sign == "P" else "",
        minute=int(value) if sign == "t" else 0,
    )


@cache
def pattern() -> re.Pattern[str]:
    """Any word we know, the longest first; words of letters end where the letters end, save in Korean."""
    longest_first = sorted(lexicon(), key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) + ending(word) for word in longest_first))


def ending(word: str) -> str:
    if "가" <= word[-1] <= "힣" or not word[-1].isalpha() or word == "و":
        return ""
    return r"(?![^\W\d_])" if word[-1] != "h" else r"(?!\w)"


def plain(text: str) -> str:
    return " ".join(fold_letters(text.replace("’", "'")).translate(SAME_LETTER).split())


def tokens_of(clause: str) -> list[Token]:
    """The signs in a clause. NotUnderstood at the first word we do not know."""
    text, place, tokens = plain(clause), 0, []
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        clock = CLOCK.match(text, place)
        word = None if clock else pattern().match(text, place)
        if not clock and not word:
            raise NotUnderstood(text[place:])
        tokens.append(time_token(clock) if clock else lexicon()[word[0]])  # type: ignore[index]
        place = (clock or word).end()  # type: ignore[union-attr]
    return [token for token in tokens if token.sign]


def time_token(clock: re.Match[str]) -> Token:
    hour = int(clock["hour"])
    minute = 30 if clock["half"] else int(clock["minute"] or clock["h"] or clock["glued"] or clock["bun"] or 0)
    if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
        raise NotUnderstood(clock[0])
    exact = "h" in clock[0].replace("oh", "") and not clock["oclock"]
    exact = exact or (bool(clock["sign"]) and (hour >= 8 or clock["hour"].startswith("0")))
    return Token("t", minute=hour * 60 + minute, bare=not exact and hour <= 12)


def lines_of(tokens: list[Token]) -> list[Line]:
    """Days and times brought together: "Mon 9-12, Wed evenings" are two lines, "Mon and Wed evenings" is one."""
    signs = "".join(token.sign for token in tokens)
    lines, place, apart = [Line()], 0, False
    while place < len(tokens):
        if signs[place] in "&,":
            apart = signs[place] == "&"
            place += 1
            continue
        days, item = DAYS.match(signs, place), ITEM.match(signs, place)
        found = days or item
        if not found:
            raise NotUnderstood(signs[place:])
        part = tokens[place : found.end()]
        if days:
            add_days(lines, days_of(part), apart=apart)
        else:
            add_time(lines, time_of(part, str(found.lastgroup).rstrip("0123456789")), apart=apart)
        place, apart = found.end(), False
    if not (lines[0].days or lines[0].times):
        raise NotUnderstood(signs)
    return lines


def add_days(lines: list[Line], days: set[int], *, apart: bool) -> None:
    """To the line at hand; a new one where it has its days and times already, or where "and" changes the subject."""
    line = lines[-1]
    if line.times and (line.first == "days" or (apart and not line.days)):
        lines.append(line := Line())
    line.days |= days
    line.first = line.first or "days"


def add_time(lines: list[Line], time: tuple[int, int], *, apart: bool) -> None:
    line = lines[-1]
    if line.days and (line.first == "times" or (apart and not line.times)):
        lines.append(line := Line())
    line.times.append(time)
    line.first = line.first or "times"


def days_of(tokens: list[Token]) -> set[int]:
    days = [token.days for token in tokens if token.sign == "D"]
    if len(days) == 1:
        return set(days[0])
    if len(days[0]) > 1 or len(days[1]) > 1:
        raise NotUnderstood("a range of several days")
    start, end = days[0][0], days[1][0]
    return {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}


def time_of(tokens: list[Token], kind: str) -> tuple[int, int]:
    """The minutes of the day from and to. NotUnderstood where morning or evening is anybody's guess."""
    if kind == "any":
        return AWAKE
    if kind == "part":
        if tokens[0].part not in PART_HOURS:
            raise NotUnderstood("night")
        return PART_HOURS[tokens[0].part]
    times = [place for place, token in enumerate(tokens) if token.sign == "t"]
    parts = [part_beside(tokens, place, times) for place in times]
    if kind == "range":
        return range_of([tokens[place] for place in times], parts)
    minute = after_minute(tokens[times[0]], parts[0])
    start, end = (minute, AWAKE[1]) if kind == "after" else (AWAKE[0], minute)
    if start >= end:
        raise NotUnderstood("outside the day")
    return start, end


def part_beside(tokens: list[Token], place: int, times: list[int]) -> str:
    """The part of the day said just before or after this time: "저녁 7시", "7 pm"."""
    before = [token.part for token in tokens[:place] if token.part] if place == times[0] else []
    between = [token.part for token in tokens[place : times[-1]] if token.part] if place == times[0] else []
    after = [token.part for token in tokens[place:] if token.part]
    close = tokens[place - 1].part if place and place != times[0] else ""
    if place == times[0]:
        return (before or between or [""])[0] if len(times) > 1 else (before or after or [""])[0]
    return close or (after or [""])[0]


def in_part(token: Token, part: str) -> int:
    """The minute of the day that a time means in this part of it."""
    if not token.bare or not part:
        return token.minute
    minute = token.minute % 720
    return minute if part == "morning" else minute + 720


def after_minute(token: Token, part: str) -> int:
    if part or not token.bare:
        return in_part(token, part)
    if token.minute >= 9 * 60:
        raise NotUnderstood("morning or evening?")
    return token.minute + 720


def range_of(times: list[Token], parts: list[str]) -> tuple[int, int]:
    """From one time to another; what is said of one counts for the other: "7-9 pm", "11-1 pm"."""
    start, end = in_part(times[0], parts[0] or parts[1]), in_part(times[1], parts[1] or parts[0])
    if not any(parts):
        start, end = guessed(times)
    elif start >= end and times[0].bare and not parts[0]:
        start -= 720
    elif start >= end and times[1].bare and not parts[1]:
        end = times[1].minute if times[1].minute > start else times[1].minute + 720
    if end <= start:
        end += 24 * 60
    if start < 0 or end - start > 16 * 60 or end == start:
        raise NotUnderstood("too long")
    return start, end


def guessed(times: list[Token]) -> tuple[int, int]:
    """Hours without am or pm: the clock of 24 hours where that is the only likely reading."""
    start, end = times[0].minute, times[1].minute
    if not (times[0].bare and times[1].bare):
        return start, end
    if start < 7 * 60:
        return start + 720, end + 720 if end < 720 else end
    if end <= start and end <= 7 * 60:
        return start, end + 720
    if start >= 9 * 60 or end == 720:
        return start, end
    raise NotUnderstood("morning or evening?")
