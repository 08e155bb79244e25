"""How long a search may go on, who watches it, and whether somebody has asked it to stop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come: the phase, the share of it done, the best value and the bound so far."""

    phase: str
    fraction: float
    value: int
    bound: int | None


Watch = Callable[[Progress], bool | None]


@dataclass(slots=True)
class Effort:
    """The time a search has, and the one who watches it.

    Some of it may be `gone` when it starts, and some is `held_back` for what must follow.
    """

    seconds: float
    watch: Watch | None = None
    stopped: bool = False
    gone: float = 0.0
    held_back: float = 0.0
    started: float = 0.0

    def __post_init__(self) -> None:
        self.started = time.perf_counter() - self.gone

    def spent(self) -> float:
        """Seconds since the start, with those gone before."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that remain to search; none once stopped."""
        return 0.0 if self.stopped else self.seconds - self.held_back - self.spent()

    def over(self, spare: float = 0.0) -> bool:
        """Whether no more than `spare` seconds remain."""
        return self.left() <= spare

    def turns(self, count: int, sure: int = 0) -> Iterator[int]:
        """So many turns; beyond those that are sure, none that would not end in time if as long as the last."""
        last_took = 0.0
        for turn in range(count):
            if turn >= sure and self.left() <= last_took:
                return
            before = self.spent()
            yield turn
            last_took = self.spent() - before

    def fading(self, first: float, last: float, count: int, spare: float) -> Iterator[float]:
        """So many steps from the first to the last in equal ratios.

        When half the time until only `spare` seconds remain is gone, they fade as quickly as the time needs.
        """
        whole, step = self.left() - spare, first
        for done in range(1, count + 1):
            if self.over(spare):
                return
            yield step
            rest, gone = count - done, whole - (self.left() - spare)
            if gone > whole / 2:
                rest = min(rest, int(done * (whole - gone) / gone))
            step *= (last / step) ** (1 / max(1, rest))

    @contextmanager
    def sparing(self, share: float) -> Iterator[None]:
        """Meanwhile there is less time by this share of it."""
        whole, self.seconds = self.seconds, self.seconds * (1 - share)
        try:
            yield
        finally:
            self.seconds = whole

    def anew(self, share: float) -> "Effort":
        """As much time again as this share of it, watched by the same; none once stopped."""
        return Effort(self.seconds * share, self.watch, self.stopped)

    def tell(self, phase: str, fraction: float, worth: int, bound: int | None) -> None:
        """Report to whoever watches; their False stops the search."""
        if self.watch is not None and self.watch(Progress(phase, fraction, worth, bound)) is False:
            self.stopped = True
