"""Prices at which the round clears: what each sharer would choose at them, and how they move."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

import numpy as np

from matchmaker.large.compiling import compiled
from matchmaker.large.grouping import best_group

SLACK, POOL_STEP = 4.0, 3.0


@compiled
def pay_of(p, learners, wishes):
    """What each wish costs: its own price and its learner's."""
    pay = np.empty(len(p.wish_person))
    for wish in range(len(pay)):
        pay[wish] = learners[p.wish_person[wish]] + wishes[wish]
    return pay


@compiled
def choose(p, o, sharers, pay, pool_cost, floors, best, chosen):
    """What each of these sharers would choose: the wishes and booking of it, and at least what it is worth.

    `floors` remembers by offer below which score candidates did not matter last time; it only saves work.
    """
    longest, most_times = sizes(o)
    picks, scores, people = np.empty(longest, np.int64), np.empty(longest), np.empty(longest, np.int32)
    tops, who = np.empty((most_times, 3)), np.empty((most_times, 3), np.int64)
    out, need = np.empty(4, np.int64), np.empty(2)
    wishes, gains, person_of = o.wish, o.gain, p.wish_person
    for sharer in sharers:
        top = 0.0
        best[sharer] = 0.0
        chosen[sharer] = -1
        for offer in range(p.sharer_start[sharer], p.sharer_start[sharer + 1]):
            first, floor = o.start[offer], max(0.0, floors[offer])
            while True:
                count = 0
                for at in range(first, o.start[offer + 1]):
                    worth = gains[at] - pay[wishes[at]]
                    if worth > floor:
                        picks[count], scores[count] = at - first, worth
                        people[at - first] = person_of[wishes[at]]
                        count += 1
                worth = best_group(p, o, offer, top, count, picks, scores, pool_cost, tops, who, people, need, out)
                if floor <= 0.0 or need[0] >= floor:
                    break
                floor = max(0.0, need[0] - SLACK)
            floors[offer] = need[0] - SLACK
            best[sharer] = max(best[sharer], need[1])
            if worth > top:
                top = worth
                for at in range(3):
                    chosen[sharer, at] = wishes[first + out[at]] if out[at] >= 0 else -1
                chosen[sharer, 3] = out[3]


@compiled
def sizes(o):
    """The most candidates any offer has, and the most starts any sharer has."""
    longest, times = 1, 1
    for offer in range(len(o.start) - 1):
        longest = max(longest, o.start[offer + 1] - o.start[offer])
    for person in range(len(o.time_first) - 1):
        times = max(times, o.time_first[person + 1] - o.time_first[person])
    return longest, times


@compiled
def follow(p, sharers, share, step, best, chosen, places, several, bookings, learners, wishes, pools, used):
    """Moves prices by what these sharers, `share` of all, chose: up where more was asked for than their share of it.

    `used` is room to count in: by learner, by wish and by booking.
    """
    by_learner, by_wish, by_pool = used
    count_use(p, sharers, best, chosen, by_learner, by_wish, by_pool)
    for at in range(len(learners)):
        learners[at] = max(0.0, learners[at] - step * (share * places[at] - by_learner[at]))
    for at in range(len(wishes)):
        wishes[at] = max(0.0, wishes[at] - step * (share - by_wish[at])) if several[at] else 0.0
    for at in range(len(pools)):
        if bookings[at] > 0.0:
            over = (share * bookings[at] - by_pool[at]) / max(1.0, bookings[at])
            pools[at] = max(0.0, pools[at] - POOL_STEP * step * over)


@compiled
def count_use(p, sharers, best, chosen, by_learner, by_wish, by_pool):
    """How often the choices of these sharers use each learner, wish and booking."""
    by_learner[:] = 0.0
    by_wish[:] = 0.0
    by_pool[:] = 0.0
    for sharer in sharers:
        if best[sharer] <= 0.0:
            continue
        room = p.sharer_room[sharer]
        for at in range(3):
            wish = chosen[sharer, at]
            if wish >= 0:
                by_wish[wish] += room
                by_learner[p.wish_person[wish]] += room
        if chosen[sharer, 3] >= 0:
            by_pool[chosen[sharer, 3]] += room
