"""Gathers every group of some sharers whose worth beyond prices comes near a goal."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

import numpy as np

from matchmaker.large.compiling import compiled
from matchmaker.large.offering import holds


@compiled
def channel_of(p, o, offer, tongues, pools, pool_cost):
    """The cheapest way these people can talk: -1 for a language, a pool, or -2 for none; and what it costs."""
    if tongues:
        return -1, 0.0
    low, best, least = o.channel_first[p.offer_person[offer]], -2, np.inf
    bit = 0
    while pools:
        if pools & np.uint64(1):
            pool = o.channel_list[low + bit] - p.languages
            if bit < 63 and pool_cost[pool] < least:
                best, least = pool, pool_cost[pool]
        pools >>= np.uint64(1)
        bit += 1
    return best, least


@compiled
def common(o, offer, one, two, three):
    """Whether these candidates (three may be -1) have a start in common with each other."""
    words, base = o.times_words[offer], o.times_start[offer]
    for at in range(words):
        word = o.times[base + one * words + at] & o.times[base + two * words + at]
        if three >= 0:
            word &= o.times[base + three * words + at]
        if word:
            return True
    return False


@compiled
def by_score(o, offer, pay):
    """The candidates of an offer that may be had (whose pay is finite), best first, and their scores."""
    first, last, count = o.start[offer], o.start[offer + 1], 0
    scores, found = np.empty(last - first), np.empty(last - first, np.int64)
    for at in range(first, last):
        score = o.gain[at] - pay[o.wish[at]]
        if score > -np.inf:
            scores[count], found[count] = score, at - first
            count += 1
    order = np.argsort(-scores[:count], kind="mergesort")
    return found[order], scores[order]


@compiled
def near_best(p, o, sharers, pay, pool_cost, goal, most, each):
    """Groups of these sharers worth at least their sharer's goal beyond prices: rows of offer, three candidates, pool.

    At most `each` of one sharer and `most` in all. Candidates whose pay is infinite cannot be had. Returns the rows
    and whether none was left out.
    """
    rows, count, cost, whole = np.empty((most, 5), np.int32), 0, p.group_cost, True
    for sharer in sharers:
        aim, last = goal[sharer], min(most, count + each)
        for offer in range(p.sharer_start[sharer], p.sharer_start[sharer + 1]):
            first, (found, score) = o.start[offer], by_score(o, offer, pay)
            top = score[0] if len(found) else 0.0
            second = max(0.0, score[1]) if len(found) > 1 else 0.0
            for x in range(len(found)):
                one, who = found[x], p.wish_person[o.wish[first + found[x]]]
                if max(score[x] - cost[0], score[x] + top - cost[1], score[x] + top + second - cost[2]) < aim:
                    break
                if count == last:
                    whole = False
                    break
                tongue, reach = o.channels[first + one], o.pools[first + one]
                pool, fee = channel_of(p, o, offer, tongue, reach, pool_cost)
                if pool > -2 and score[x] - cost[0] - fee >= aim:
                    if count == last:
                        whole = False
                        break
                    rows[count] = (offer, one, -1, -1, pool)
                    count += 1
                for y in range(x):
                    two, whom, both = found[y], p.wish_person[o.wish[first + found[y]]], score[x] + score[y]
                    if count == last or (both - cost[1] < aim and both + top - cost[2] < aim):
                        break
                    tongues, reaches = tongue & o.channels[first + two], reach & o.pools[first + two]
                    if not (tongues or reaches) or not common(o, offer, one, two, -1):
                        continue
                    if holds(p.never_start, p.never, who, whom):
                        continue
                    pool, fee = channel_of(p, o, offer, tongues, reaches, pool_cost)
                    if pool > -2 and both - cost[1] - fee >= aim:
                        if count == last:
                            whole = False
                            break
                        rows[count] = (offer, two, one, -1, pool)
                        count += 1
                    for z in range(y):
                        three, total = found[z], both + score[z] - cost[2]
                        if total < aim:
                            break
                        if not common(o, offer, one, two, three):
                            continue
                        pool, fee = channel_of(
                            p,
                            o,
                            offer,
                            tongues & o.channels[first + three],
                            reaches & o.pools[first + three],
                            pool_cost,
                        )
                        other = p.wish_person[o.wish[first + three]]
                        if pool == -2 or total - fee < aim or holds(p.never_start, p.never, who, other):
                            continue
                        if holds(p.never_start, p.never, whom, other):
                            continue
                        if count == last:
                            whole = False
                            break
                        rows[count] = (offer, three, two, one, pool)
                        count += 1
    return rows[:count].copy(), whole
