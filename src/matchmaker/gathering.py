"""Gathers every group whose worth at given prices comes near the best of its sharer."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

import numpy as np

from matchmaker.compiling import compiled
from matchmaker.offering import holds


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
def near_best(p, o, pay, pool_cost, goal, most):
    """Groups worth at least `goal` of their sharer beyond prices: rows of offer, three candidates, pool.

    Returns the rows, what each is worth beyond its prices, and whether none was left out.
    """
    rows, worth, count = np.empty((most, 5), np.int32), np.empty(most), 0
    sharer_of = np.empty(len(p.offer_person), np.int64)
    for sharer in range(len(p.sharer_person)):
        sharer_of[p.sharer_start[sharer] : p.sharer_start[sharer + 1]] = sharer
    cost = p.group_cost
    for offer in range(len(p.offer_person)):
        first, last, aim = o.start[offer], o.start[offer + 1], goal[sharer_of[offer]]
        score = np.empty(last - first)
        for at in range(first, last):
            score[at - first] = o.gain[at] - pay[o.wish[at]]
        order = np.argsort(-score)
        top = score[order[0]] if len(order) else 0.0
        second = max(0.0, score[order[1]]) if len(order) > 1 else 0.0
        for x in range(len(order)):
            one = order[x]
            hope = max(score[one] - cost[0], score[one] + top - cost[1], score[one] + top + second - cost[2])
            if hope < aim:
                break
            pool, fee = channel_of(p, o, offer, o.channels[first + one], o.pools[first + one], pool_cost)
            if pool > -2 and score[one] - cost[0] - fee >= aim:
                if count == most:
                    return rows, worth, False
                rows[count] = (offer, one, -1, -1, pool)
                worth[count] = score[one] - cost[0] - fee
                count += 1
            for y in range(x):
                two = order[y]
                pair_best = score[one] + score[two]
                if pair_best - cost[1] < aim and pair_best + top - cost[2] < aim:
                    break
                if not common(o, offer, one, two, -1):
                    continue
                tongues = o.channels[first + one] & o.channels[first + two]
                pools = o.pools[first + one] & o.pools[first + two]
                who, whom = p.wish_person[o.wish[first + one]], p.wish_person[o.wish[first + two]]
                if not (tongues or pools) or holds(p.never_start, p.never, who, whom):
                    continue
                pool, fee = channel_of(p, o, offer, tongues, pools, pool_cost)
                if pool > -2 and pair_best - cost[1] - fee >= aim:
                    if count == most:
                        return rows, worth, False
                    rows[count] = (offer, two, one, -1, pool)
                    worth[count] = pair_best - cost[1] - fee
                    count += 1
                for z in range(y):
                    three = order[z]
                    total = pair_best + score[three] - cost[2]
                    if total < aim:
                        break
                    if not common(o, offer, one, two, three):
                        continue
                    pool, fee = channel_of(
                        p, o, offer, tongues & o.channels[first + three], pools & o.pools[first + three], pool_cost
                    )
                    other = p.wish_person[o.wish[first + three]]
                    if pool == -2 or total - fee < aim or holds(p.never_start, p.never, who, other):
                        continue
                    if holds(p.never_start, p.never, whom, other):
                        continue
                    if count == most:
                        return rows, worth, False
                    rows[count] = (offer, three, two, one, pool)
                    worth[count] = total - fee
                    count += 1
    return rows[:count].copy(), worth[:count].copy(), True
