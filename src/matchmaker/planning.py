"""The one door: a round goes in, a plan with its proof comes out."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

from matchmaker import finishing
from matchmaker.effort import Effort, Watch
from matchmaker.exact import listing
from matchmaker.exact.listing import Column, TooMany
from matchmaker.exact.prices import UNIT, Prices, bound, certificate
from matchmaker.exact.proving import Model, prove
from matchmaker.finishing import connection, locked_sessions, session_of
from matchmaker.register import Register
from matchmaker.shapes import Connection, Plan, Round
from matchmaker.starting import Start

WRITTEN_OUT, PAIRS = 8_000, 40_000
# Shares of the time: for prices of the whole round where some are locked, and within those for settling them.
FOR_LOCKED, PRICING = 0.3, 0.4


def plan_round(  # noqa: PLR0913  (all but the round by name)
    round_: Round,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    threads: int = 1,
    watch: Watch | None = None,
    before: Plan | None = None,
    gone: float = 0.0,
) -> Plan:
    """The best plan found for the round within the time, with a proved bound.

    `watch` is called now and then with the progress; when it answers False the best plan so far comes back.
    `before` is an earlier plan of nearly the same round: its prices give the search a head start. `gone` are the
    seconds of the limit used up already, by reading the round say; without enough time the plan may come a little late.
    """
    effort = Effort(time_limit, watch, gone=gone)
    register = Register.of(round_)
    try:
        found = small_plan(register, effort, seed)
    except TooMany:
        found = large_plan(register, effort, seed, threads, before)
    return replace(found, seconds=round(effort.spent(), 3), seed=seed)


def small_plan(register: Register, effort: Effort, seed: int) -> Plan:
    """The plan of a round small enough to write out every connection; TooMany when it is not."""
    if sum(len(held) * len(register.wishers.get(topic, ())) for topic, held in register.sharers.items()) > PAIRS:
        raise TooMany
    rest = register.beside_locked() if register.round.locked else register
    all_columns, sets = listing.columns(register, WRITTEN_OUT)
    columns = listing.columns(rest, WRITTEN_OUT)[0] if register.round.locked else all_columns
    effort.tell("listing", 1.0, 0, None)
    model = Model(rest, [column for column in columns if column.value >= 0])
    whole = model if rest is register else Model(register, [column for column in all_columns if column.value >= 0])
    prices = whole.prices()
    proof = prove(model, locked_sessions(register), seed, effort)
    found = finished(register, [model.columns[at] for at in proof.chosen], proof.times)
    worth = sum(c.value for c in found)
    limit = worth if proof.proved else bound(register, prices, best_beyond(prices, all_columns))
    effort.tell("proving", 1.0, worth, limit)
    return finishing.plan(register, found, limit, certificate(register, prices, sets if proof.proved else None))


def large_plan(register: Register, effort: Effort, seed: int, threads: int, before: Plan | None) -> Plan:
    """The plan of a round whose connections are too many to write out."""
    searching = import_module("matchmaker.large.searching")  # it compiles, and a small round need not wait for that
    rest = register.beside_locked() if register.round.locked else register
    start = Start.of(register, before) if before else None
    with effort.sparing(FOR_LOCKED if register.round.locked else 0.0):
        found = searching.search(rest, effort, seed, threads, start)
    prices, limit = found.prices, found.bound
    if register.round.locked:
        prices, limit = searching.priced(register, effort.anew(FOR_LOCKED / PRICING), seed, threads, start)
    sessions = [session_of(register, column.people) for column in found.columns]
    times = finishing.placed(sessions, locked_sessions(register))
    held = [at for at, when in enumerate(times) if when >= 0]
    connections = finished(register, [found.columns[at] for at in held], [times[at] for at in held])
    worth = sum(c.value for c in connections)
    effort.tell("placing", 1.0, worth, limit)
    return finishing.plan(register, connections, limit, certificate(register, prices, None))


def finished(register: Register, chosen: Sequence[Column], times: Sequence[int]) -> list[Connection]:
    """The chosen connections at their times, and the locked ones."""
    ours = [connection(register, c.people, c.topic, c.pool, at) for c, at in zip(chosen, times, strict=True)]
    return ours + [finishing.completed(register, c) for c in register.round.locked]


def best_beyond(prices: Prices, columns: Sequence[Column]) -> dict[int, int]:
    """For each sharer the most that one of these connections is worth beyond its prices, in thousandths."""
    best: dict[int, int] = {}
    for column in columns:
        more = column.value * UNIT - prices.of(column.learners, column.topic, column.pool)
        best[column.sharer] = max(best.get(column.sharer, 0), more)
    return best
