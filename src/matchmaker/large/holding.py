"""Takes the groups of an earlier plan into an empty one, as far as every limit still leaves room for them."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

from matchmaker.large.compiling import compiled
from matchmaker.large.improving import barred, put


@compiled
def hold(p, o, s, sharer_of, rows, people):
    """Holds each of these groups (offer, three candidates, booking) in a free session of its sharer, if all may."""
    for at in range(len(rows)):
        offer, picks, pool = rows[at, 0], rows[at, 1:4], rows[at, 4]
        session = free_session(s, sharer_of[offer])
        if session < 0 or (pool >= 0 and s.booked[pool] >= p.pool_room[pool]):
            continue
        if all_may(p, o, s, session, offer, picks, people):
            put(p, o, s, session, offer, picks, pool)


@compiled
def free_session(s, sharer):
    """The first session of this sharer that is not held, or -1."""
    for session in range(s.first_session[sharer], s.first_session[sharer + 1]):
        if s.size[session] == 0:
            return session
    return -1


@compiled
def all_may(p, o, s, session, offer, picks, people):
    """Whether each of these still has the wish and room to learn, and meets the sharer nowhere else."""
    bars = barred(p, s, session, people)
    for pick in picks:
        if pick < 0:
            continue
        wish = o.wish[o.start[offer] + pick]
        learner = p.wish_person[wish]
        if s.session_of[wish] >= 0 or s.learning[learner] >= p.may_learn[learner]:
            return False
        for bar in range(bars):
            if people[bar] == learner:
                return False
    return True
