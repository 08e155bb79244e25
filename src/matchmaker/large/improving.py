"""A plan made better session by session: each takes its best group, even from others, and those answer in turn."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

from typing import NamedTuple

import numpy as np

from matchmaker.large.compiling import compiled
from matchmaker.large.grouping import best_group

DEPTH = 10
TOUCHED = 4 * DEPTH + 1


class State(NamedTuple):
    """The sessions of a plan as they stand. A session without an offer (-1) is not held."""

    sharer: np.ndarray
    offer: np.ndarray
    size: np.ndarray
    picks: np.ndarray
    wishes: np.ndarray
    pool: np.ndarray
    first_session: np.ndarray
    session_of: np.ndarray
    learning: np.ndarray
    booked: np.ndarray
    wish_first: np.ndarray
    wish_list: np.ndarray
    total: np.ndarray


class Room(NamedTuple):
    """Scratch space of one search."""

    picks: np.ndarray
    scores: np.ndarray
    who: np.ndarray
    tops: np.ndarray
    ranks: np.ndarray
    people: np.ndarray
    own: np.ndarray
    need: np.ndarray
    out: np.ndarray
    best: np.ndarray
    costs: np.ndarray
    queue: np.ndarray
    ends: np.ndarray


class Journal(NamedTuple):
    """How the sessions that a chain touched stood before it."""

    touched: np.ndarray
    session: np.ndarray
    offer: np.ndarray
    picks: np.ndarray
    pool: np.ndarray


@compiled
def worth(p, o, s, session):
    """What a session is worth."""
    size = s.size[session]
    if size == 0:
        return 0.0
    found = -p.group_cost[size - 1]
    first = o.start[s.offer[session]]
    for at in range(size):
        found += o.gain[first + s.picks[session, at]]
    return found - p.interpretation_cost if s.pool[session] >= 0 else found


@compiled
def clear(p, o, s, session):
    """Takes everyone out of a session."""
    s.total[0] -= worth(p, o, s, session)
    for at in range(s.size[session]):
        wish = s.wishes[session, at]
        s.session_of[wish] = -1
        s.learning[p.wish_person[wish]] -= 1
    if s.size[session] and s.pool[session] >= 0:
        s.booked[s.pool[session]] -= 1
    s.offer[session], s.size[session], s.pool[session] = -1, 0, -1


@compiled
def put(p, o, s, session, offer, picks, pool):
    """Holds an empty session with these candidates of an offer."""
    size = 0
    for at in range(3):
        if picks[at] >= 0:
            wish = o.wish[o.start[offer] + picks[at]]
            s.picks[session, size], s.wishes[session, size] = picks[at], wish
            s.session_of[wish] = session
            s.learning[p.wish_person[wish]] += 1
            size += 1
    if size == 0:
        return
    s.offer[session], s.size[session], s.pool[session] = offer, size, pool
    if pool >= 0:
        s.booked[pool] += 1
    s.total[0] += worth(p, o, s, session)


@compiled
def take_out(p, o, s, wish):
    """Takes one learner out of the session that serves this wish; returns the session."""
    session = s.session_of[wish]
    offer, pool = s.offer[session], s.pool[session]
    left, count = np.full(3, -1, np.int64), 0
    for at in range(s.size[session]):
        if s.wishes[session, at] != wish:
            left[count] = s.picks[session, at]
            count += 1
    clear(p, o, s, session)
    put(p, o, s, session, offer, left, pool)
    return session


@compiled
def loss_of(p, o, s, wish):
    """What the session that serves this wish would lose without it."""
    session = s.session_of[wish]
    size = s.size[session]
    if size == 1:
        return worth(p, o, s, session)
    for at in range(size):
        if s.wishes[session, at] == wish:
            gain = o.gain[o.start[s.offer[session]] + s.picks[session, at]]
            return gain - p.group_cost[size - 1] + p.group_cost[size - 2]
    return 0.0


@compiled
def weakest(p, o, s, learner, session):
    """The served wish of this learner, outside this session, that would cost least to give up."""
    best, least = -1, np.inf
    for at in range(s.wish_first[learner], s.wish_first[learner + 1]):
        wish = s.wish_list[at]
        if s.session_of[wish] >= 0 and s.session_of[wish] != session:
            loss = loss_of(p, o, s, wish)
            if loss < least:
                best, least = wish, loss
    return best, least


@compiled
def barred(p, s, session, people):
    """Those this session's sharer meets elsewhere: in other sessions, or as a learner. Returns how many."""
    sharer, count = s.sharer[session], 0
    person = p.sharer_person[sharer]
    for other in range(s.first_session[sharer], s.first_session[sharer + 1]):
        if other != session:
            for at in range(s.size[other]):
                people[count] = p.wish_person[s.wishes[other, at]]
                count += 1
    for at in range(s.wish_first[person], s.wish_first[person + 1]):
        if s.session_of[s.wish_list[at]] >= 0:
            people[count] = p.sharer_person[s.sharer[s.session_of[s.wish_list[at]]]]
            count += 1
    return count


@compiled
def wanted(p, o, s, session, offer, pay, kappa, people, picks, scores, who, own):
    """The candidates of an offer that this session would take, by price and by what others would lose."""
    count, first, bars = 0, o.start[offer], barred(p, s, session, people)
    own[:] = -1
    for at in range(s.size[session]):
        own[at] = p.wish_person[s.wishes[session, at]]
    for at in range(first, o.start[offer + 1]):
        wish = o.wish[at]
        score = o.gain[at] - kappa * pay[wish]
        if score <= 0.0:
            continue
        learner = p.wish_person[wish]
        if s.session_of[wish] >= 0:
            if s.session_of[wish] != session:
                score -= (1.0 - kappa) * loss_of(p, o, s, wish)
        else:
            inside = learner == own[0] or learner == own[1] or learner == own[2]
            if s.learning[learner] - inside >= p.may_learn[learner]:
                score -= (1.0 - kappa) * weakest(p, o, s, learner, session)[1]
        for bar in range(bars):
            if people[bar] == learner:
                score = -1.0
        if score > 0.0:
            picks[count], scores[count], who[at - first] = at - first, score, learner
            count += 1
    return count


@compiled
def remember(s, journal, session):
    """Notes how a session stood before the chain first touched it."""
    for at in range(journal.touched[0]):
        if journal.session[at] == session:
            return
    at = journal.touched[0]
    journal.session[at], journal.offer[at], journal.pool[at] = session, s.offer[session], s.pool[session]
    journal.picks[at] = -1
    for place in range(s.size[session]):
        journal.picks[at, place] = s.picks[session, place]
    journal.touched[0] += 1


@compiled
def undo(p, o, s, journal):
    """Puts every session the chain touched back as it stood."""
    for at in range(journal.touched[0]):
        clear(p, o, s, journal.session[at])
    for at in range(journal.touched[0]):
        if journal.offer[at] >= 0:
            put(p, o, s, journal.session[at], journal.offer[at], journal.picks[at], journal.pool[at])


@compiled
def answer(p, o, s, session, pay, pool_price, kappa, room, journal):
    """The session takes its best group, its learners leaving the sessions they were in."""
    sharer, best, best_offer = s.sharer[session], 0.0, -1
    for pool in range(len(room.costs)):
        full = s.booked[pool] - (s.size[session] > 0 and s.pool[session] == pool) >= p.pool_room[pool]
        room.costs[pool] = np.inf if full else p.interpretation_cost + kappa * pool_price[pool]
    for offer in range(p.sharer_start[sharer], p.sharer_start[sharer + 1]):
        count = wanted(p, o, s, session, offer, pay, kappa, room.people, room.picks, room.scores, room.who, room.own)
        if count:
            found = best_group(
                p, o, offer, best, count, room.picks, room.scores, room.costs, room.tops, room.ranks,
                room.who, room.need, room.out,
            )  # fmt: skip
            if found > best:
                best, best_offer = found, offer
                room.best[:] = room.out
    remember(s, journal, session)
    clear(p, o, s, session)
    if best_offer < 0:
        return
    for at in range(3):
        if room.best[at] < 0:
            continue
        wish = o.wish[o.start[best_offer] + room.best[at]]
        learner = p.wish_person[wish]
        lost = wish if s.session_of[wish] >= 0 else -1
        if lost < 0 and s.learning[learner] >= p.may_learn[learner]:
            lost = weakest(p, o, s, learner, session)[0]
        if lost >= 0:
            robbed = s.session_of[lost]
            remember(s, journal, robbed)
            take_out(p, o, s, lost)
            room.queue[room.ends[1]] = robbed
            room.ends[1] += 1
    put(p, o, s, session, best_offer, room.best[:3], room.best[3])


@compiled
def improve(p, o, s, order, pay, pool_price, low, high, slack, seed, room, journal):
    """One answer after another from these sessions, each followed to its end and kept when it paid."""
    state = np.uint64(seed * 2654435761 + 88172645463325252)
    for session in order:
        state ^= state << np.uint64(13)
        state ^= state >> np.uint64(7)
        state ^= state << np.uint64(17)
        kappa = low + (high - low) * ((state >> np.uint64(11)) / 9007199254740992.0)
        before = s.total[0]
        journal.touched[0], room.ends[0], room.ends[1] = 0, 0, 1
        room.queue[0] = session
        while room.ends[0] < room.ends[1] and room.ends[0] < DEPTH:
            current = room.queue[room.ends[0]]
            room.ends[0] += 1
            answer(p, o, s, current, pay, pool_price, kappa, room, journal)
        if s.total[0] < before - slack:
            undo(p, o, s, journal)
