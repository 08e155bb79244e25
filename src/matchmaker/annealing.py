"""Chooses among written-out groups by annealing: one comes in, those in its way go out, loss is borne ever less.

What is left free is reckoned at part of its price, for it will be taken up again; that part falls to nothing.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

import numpy as np

from matchmaker.compiling import compiled


@compiled
def anneal(worth, uses, price, slots_first, slots, chosen, plan, seed, moves):
    """Improves `chosen` in place over so many moves and returns its best value; `chosen` ends as that best.

    `uses` names the limits of each group (-1 for none), `slots` the groups that hold a limit's places now (-1 for
    a free place). `plan` holds the first and last temperature, and the first and last part of the price.
    """
    state = np.uint64(seed * 2654435761 + 88172645463325252)
    width, count = uses.shape[1], len(worth)
    out = np.empty(width, np.int64)
    value, best = 0.0, 0.0
    for group in range(count):
        if chosen[group]:
            value += worth[group]
    best, best_chosen = value, chosen.copy()
    cool = (plan[1] / plan[0]) ** (1.0 / max(1, moves // 1024))
    heat, part = plan[0], plan[2]
    for move in range(moves):
        if move & 1023 == 0:
            heat *= cool
            part = plan[2] + (plan[3] - plan[2]) * move / moves
        state ^= state << np.uint64(13)
        state ^= state >> np.uint64(7)
        state ^= state << np.uint64(17)
        group = np.int64((state >> np.uint64(11)) % np.uint64(count))
        if chosen[group]:
            continue
        leave, change = 0, worth[group]
        for at in range(width):
            limit = uses[group, at]
            if limit < 0:
                break
            low, high = slots_first[limit], slots_first[limit + 1]
            free = False
            for place in range(low, high):
                if slots[place] < 0:
                    free = True
                    break
                for gone in range(leave):
                    if slots[place] == out[gone]:
                        free = True
            change -= part * price[limit]
            if free:
                continue
            other = slots[low]
            if high - low > 1:
                state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                other = slots[low + np.int64((state >> np.uint64(33)) % np.uint64(high - low))]
            out[leave] = other
            leave += 1
            change -= worth[other]
            for place in range(width):
                if uses[other, place] < 0:
                    break
                change += part * price[uses[other, place]]
        if change < 0.0:
            state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
            if change < -20.0 * heat or np.exp(change / heat) * 9007199254740992.0 < (state >> np.uint64(11)):
                continue
        for gone in range(leave):
            remove(uses, slots_first, slots, chosen, out[gone])
            value -= worth[out[gone]]
        insert(uses, slots_first, slots, chosen, group)
        value += worth[group]
        if value > best + 0.5 and move > moves // 2:
            best = value
            best_chosen[:] = chosen
    if value < best:
        chosen[:] = best_chosen
    return best


@compiled
def remove(uses, slots_first, slots, chosen, group):
    """Takes a group out of the places it holds."""
    chosen[group] = False
    for at in range(uses.shape[1]):
        limit = uses[group, at]
        if limit < 0:
            break
        for place in range(slots_first[limit], slots_first[limit + 1]):
            if slots[place] == group:
                slots[place] = -1
                break


@compiled
def insert(uses, slots_first, slots, chosen, group):
    """Gives a group a free place under each of its limits."""
    chosen[group] = True
    for at in range(uses.shape[1]):
        limit = uses[group, at]
        if limit < 0:
            break
        for place in range(slots_first[limit], slots_first[limit + 1]):
            if slots[place] < 0:
                slots[place] = group
                break
