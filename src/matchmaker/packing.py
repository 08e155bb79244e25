"""A round as arrays: people, wishes by topic, offers by sharer, weeks and tongues as words of 64 bits."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from matchmaker.register import Register
from matchmaker.shapes import Wish
from matchmaker.value import urgency

NOT_ALLOWED = -1


class Packed(NamedTuple):
    """The arrays the fast searches work on. Wishes are sorted by topic, offers by sharer."""

    starts: np.ndarray
    channels: np.ndarray
    wants: np.ndarray
    gives: np.ndarray
    group: np.ndarray
    may_learn: np.ndarray
    wish_person: np.ndarray
    wish_level: np.ndarray
    wish_gain: np.ndarray
    topic_start: np.ndarray
    offer_person: np.ndarray
    offer_topic: np.ndarray
    offer_level: np.ndarray
    sharer_person: np.ndarray
    sharer_room: np.ndarray
    sharer_start: np.ndarray
    apart_start: np.ndarray
    apart: np.ndarray
    never_start: np.ndarray
    never: np.ndarray
    group_cost: np.ndarray
    pool_room: np.ndarray
    languages: int
    reciprocity: int
    interpretation_cost: int


def pack(register: Register) -> tuple[Packed, list[str]]:
    """The round as arrays, and the topics by their number there."""
    people, policy = register.people, register.round.policy
    topics = sorted(set(register.wishers) & set(register.sharers))
    number = {topic: at for at, topic in enumerate(topics)}
    wishes = [(at, wish) for topic in topics for at, wish in register.wishers[topic]]
    counts = [len(register.wishers[topic]) for topic in topics]
    offers = sorted((at, number[topic], o.level) for topic in topics for at, o in register.sharers[topic])
    sharers = sorted({at for at, _, _ in offers})
    offer_person = _ints([at for at, _, _ in offers])
    spread = len(register.languages)
    channels = [t | r << spread for t, r in zip(register.tongues, register.reach, strict=True)]
    apart = [one | two for one, two in zip(register.met, register.never, strict=True)]
    return Packed(
        starts=words_of(register.starts, 336 * len(register.weeks_of)),
        channels=words_of(channels, spread + len(register.pools)),
        wants=_topic_words(register.wants, register.gives),
        gives=_topic_words(register.gives, register.wants),
        group=_groups([person.group for person in people]),
        may_learn=_ints(register.may_learn),
        wish_person=_ints([at for at, _ in wishes]),
        wish_level=_ints([wish.level for _, wish in wishes]),
        wish_gain=_gains(register, wishes),
        topic_start=_starts_of(counts),
        offer_person=offer_person,
        offer_topic=_ints([topic for _, topic, _ in offers]),
        offer_level=_ints([level for _, _, level in offers]),
        sharer_person=_ints(sharers),
        sharer_room=_ints([register.may_share[at] for at in sharers]),
        sharer_start=np.append(np.searchsorted(offer_person, _ints(sharers)), len(offers)).astype(np.int64),
        apart_start=_starts_of([len(one) for one in apart]),
        apart=_ints([other for one in apart for other in sorted(one)]),
        never_start=_starts_of([len(one) for one in register.never]),
        never=_ints([other for one in register.never for other in sorted(one)]),
        group_cost=np.array(policy.group_cost, dtype=np.float64),
        pool_room=_ints([pool.bookings for pool in register.pools]),
        languages=spread,
        reciprocity=policy.reciprocity,
        interpretation_cost=policy.interpretation_cost,
    ), topics


def _gains(register: Register, wishes: Sequence[tuple[int, Wish]]) -> np.ndarray:
    """What each wish adds with a sharer of level 1, 2, 3, 4."""
    people, policy = register.people, register.round.policy
    kinds = [Wish("", priority, sought) for priority in (1, 2, 3) for sought in (1, 2, 3)]
    worth = np.array([[urgency(policy, kind, level) for level in (1, 2, 3, 4)] for kind in kinds], dtype=np.int64)
    rows = _ints([3 * (wish.priority - 1) + wish.level - 1 for _, wish in wishes])
    return worth[rows] + _ints([people[at].equity for at, _ in wishes])[:, None]


def _ints(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def _starts_of(counts: Iterable[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(list(counts))]).astype(np.int64)


def words_of(bits: Sequence[int], width: int) -> np.ndarray:
    """Bit sets as rows of 64-bit words."""
    size = max(1, (width + 63) // 64)
    raw = b"".join(one.to_bytes(8 * size, "little") for one in bits)
    return np.frombuffer(raw, dtype="<u8").reshape(len(bits), size).astype(np.uint64)


def _topic_words(held: Sequence[set[str]], against: Sequence[set[str]]) -> np.ndarray:
    """The topics each holds, of those that somebody holds on the other side too."""
    common = sorted(set().union(*held) & set().union(*against))
    number = {topic: at for at, topic in enumerate(common)}
    return words_of([sum(1 << number[one] for one in topics if one in number) for topics in held], len(common))


def _groups(names: Sequence[str | None]) -> np.ndarray:
    number: dict[str, int] = {}
    return _ints([-1 if name is None else number.setdefault(name, len(number)) for name in names])
