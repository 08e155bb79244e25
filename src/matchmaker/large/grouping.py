"""The best group at one offer for given scores: exact, without trying groups one by one.

All who can meet in one language (or through one booking) at one start may sit together, so the best group is the
three best scores at some start, less what a group of that size costs; only people who must never meet disturb it.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

import numpy as np

from matchmaker.large.compiling import compiled
from matchmaker.large.offering import holds, place_of

ANY = -1
ONE = np.uint64(1)


@compiled
def fill_tops(count, picks, scores, masks, bit, times, words, base, first, tops, who):
    """For each start of the sharer, the three best of the picked candidates who have this channel."""
    tops[:] = 0.0
    for rank in range(count):
        at, worth = picks[rank], scores[rank]
        if bit >= 0 and not masks[first + at] >> np.uint64(bit) & ONE:
            continue
        for part in range(words):
            word = times[base + at * words + part]
            while word:
                time = 64 * part + place_of(word)
                word &= word - ONE
                if worth > tops[time, 2]:
                    if worth > tops[time, 1]:
                        tops[time, 2], who[time, 2] = tops[time, 1], who[time, 1]
                        if worth > tops[time, 0]:
                            tops[time, 1], who[time, 1] = tops[time, 0], who[time, 0]
                            tops[time, 0], who[time, 0] = worth, at
                        else:
                            tops[time, 1], who[time, 1] = worth, at
                    else:
                        tops[time, 2], who[time, 2] = worth, at


@compiled
def most_of(tops, time, cost):
    """The best that one, two or three of a start's best are worth together."""
    best = tops[time, 0] - cost[0]
    if tops[time, 1] > 0.0:
        best = max(best, tops[time, 0] + tops[time, 1] - cost[1])
        if tops[time, 2] > 0.0:
            best = max(best, tops[time, 0] + tops[time, 1] + tops[time, 2] - cost[2])
    return best


@compiled
def note_need(tops, cost, extra, best, need):
    """How good a candidate left out must be to matter: lowers `need` to what would pass `best` at some start."""
    one, two = 0.0, 0.0
    for time in range(len(tops)):
        one = max(one, tops[time, 0])
        two = max(two, tops[time, 0] + tops[time, 1])
    goal = best + extra
    need[0] = min(need[0], goal + cost[0], goal + cost[1] - one, (goal + cost[1]) / 2)
    need[0] = min(need[0], goal + cost[2] - two, (goal + cost[2] - one) / 2, (goal + cost[2]) / 3)


@compiled
def settle(never_start, never, people, cost, tops, who, time, out):
    """The best of a start's three that may sit together, written to `out`; returns its worth before other costs."""
    best = -np.inf
    chosen = np.empty(3, np.int64)
    for pick in range(1, 8):
        size, worth, fine = 0, 0.0, True
        chosen[:] = -1
        for rank in range(3):
            if pick >> rank & 1:
                fine = fine and tops[time, rank] > 0.0
                chosen[size] = who[time, rank]
                worth += tops[time, rank]
                size += 1
        worth -= cost[size - 1]
        if not fine or worth <= best:
            continue
        for one in range(size):
            for two in range(one):
                if holds(never_start, never, people[chosen[one]], people[chosen[two]]):
                    fine = False
        if fine:
            best = worth
            out[:3] = chosen
    return best


@compiled
def keep_best(never_start, never, people, group_cost, tops, who, cost, best, pool, trial, need, out):
    """The better of the best so far and the best over all starts of this channel."""
    for time in range(len(tops)):
        if tops[time, 0] <= 0.0:
            continue
        most = most_of(tops, time, group_cost) - cost
        need[1] = max(need[1], most)
        if most > best:
            worth = settle(never_start, never, people, group_cost, tops, who, time, trial) - cost
            if worth > best:
                best = worth
                out[:3] = trial
                out[3] = pool
    return best


@compiled
def best_group(p, o, offer, best, count, picks, scores, pool_cost, tops, who, people, need, out):
    """The best group's worth, when above `best`; `out` gets its candidates and pool (-1 for a language).

    `picks` are the candidates looked at, by place in the list, and `people` who they are. `need` becomes the score
    that any other candidate must pass to change the answer, and after it what the best would be if nobody were on
    `never`. `pool_cost` says what a booking costs, infinite where
    none is left; `tops` and `who` are room to work in.
    """
    sharer, first, cost = p.offer_person[offer], o.start[offer], p.group_cost
    times = o.time_first[sharer + 1] - o.time_first[sharer]
    words, base = o.times_words[offer], o.times_start[offer]
    low, high = o.channel_first[sharer], o.channel_first[sharer + 1]
    tops, who, trial = tops[:times], who[:times], np.empty(3, np.int64)
    out[:] = -1
    need[0], need[1] = np.inf, best
    languages, cheapest = 0, np.inf
    for channel in range(low, high):
        if o.channel_list[channel] < p.languages:
            languages += 1
        else:
            cheapest = min(cheapest, pool_cost[o.channel_list[channel] - p.languages])
    for bit in range(languages):
        fill_tops(count, picks, scores, o.channels, min(bit, 63), o.times, words, base, first, tops, who)
        best = keep_best(p.never_start, p.never, people, cost, tops, who, 0.0, best, -1, trial, need, out)
        note_need(tops, cost, 0.0, best, need)
    if cheapest == np.inf:
        return best
    fill_tops(count, picks, scores, o.pools, ANY, o.times, words, base, first, tops, who)
    most = -np.inf
    for time in range(times):
        most = max(most, most_of(tops, time, cost))
    note_need(tops, cost, cheapest, best, need)
    if most - cheapest <= best:
        return best
    for bit in range(languages, high - low):
        pool = o.channel_list[low + bit] - p.languages
        if most - pool_cost[pool] > best:
            fill_tops(count, picks, scores, o.pools, min(bit, 63), o.times, words, base, first, tops, who)
            best = keep_best(
                p.never_start, p.never, people, cost, tops, who, pool_cost[pool], best, pool, trial, need, out
            )
    return best
