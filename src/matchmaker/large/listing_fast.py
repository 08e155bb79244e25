"""Draws up the lists of candidates for all offers of a packed round."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor as Workers

import numpy as np

from matchmaker.large.offering import Offered, bits_of, by_gift, dearest_first, find_all, find_best, joined, relate
from matchmaker.packing import Packed

LOTS = 8


def offered(p: Packed, workers: Workers) -> Offered:
    """Every candidate of every offer."""
    lots = np.array_split(np.arange(len(p.offer_person)), LOTS)
    counts, wishes = zip(*workers.map(lambda lot: find_all(p, lot), lots), strict=True)
    return related(p, _starts(counts), np.concatenate(wishes), workers)


def offered_best(
    p: Packed, pay: np.ndarray, keep: int, noise: float, workers: Workers, offers: np.ndarray | None = None
) -> tuple[Offered, np.ndarray]:
    """The best candidates of every offer at these prices, and the score that no other candidate passes.

    Each loses up to `noise` by lot while the best are found. Where only some `offers` are asked for (ascending), the
    others' lists stay empty.
    """
    start, wishes, cutoff = _best_of(p, pay, keep, noise, workers, offers)
    return related(p, start, wishes, workers), cutoff


def _best_of(
    p: Packed, pay: np.ndarray, keep: int, noise: float, workers: Workers, offers: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    offers = np.arange(len(p.offer_person)) if offers is None else offers
    orders = dearest_first(p, pay)
    gifts = by_gift(p, orders)
    found = workers.map(lambda lot: find_best(p, pay, orders, *gifts, keep, noise, lot), np.array_split(offers, LOTS))
    counts, wishes, cutoffs = zip(*found, strict=True)
    count, cutoff = np.zeros(len(p.offer_person), np.int64), np.full(len(p.offer_person), -np.inf)
    count[offers], cutoff[offers] = np.concatenate(counts), np.concatenate(cutoffs)
    return _starts([count]), np.concatenate(wishes), cutoff


def widened(p: Packed, o: Offered, pay: np.ndarray, keep: int, workers: Workers) -> Offered:
    """The same lists, and after each the best at these prices, so many at most, who were not on it."""
    start, wishes, _ = _best_of(p, pay, keep, 0.0, workers, None)
    start, wishes = joined(o.start, o.wish, start, wishes, len(p.wish_person))
    return related(p, start, wishes, workers)


def _starts(counts: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64)


def words(p: Packed) -> int:
    """How many words of 64 starts all candidates of all offers may take, were every one possible."""
    spans = np.bitwise_count(p.starts[p.offer_person]).sum(axis=1, dtype=np.int64)
    return int((np.diff(p.topic_start)[p.offer_topic] * np.maximum(1, -(-spans // 64))).sum())


def related(p: Packed, start: np.ndarray, wishes: np.ndarray, workers: Workers) -> Offered:
    """The given candidates of each offer, with what they add and have in common with the sharer."""
    times, time_first = _own_bits(p, p.starts)
    channels, channel_first = _own_bits(p, p.channels)
    words = np.maximum(1, -(-(time_first[1:] - time_first[:-1]) // 64))[p.offer_person]
    size = np.diff(start) * words
    found = Offered(
        start=start,
        wish=wishes,
        gain=np.zeros(len(wishes), np.int32),
        times=np.zeros(int(size.sum()), np.uint64),
        times_start=np.concatenate([[0], np.cumsum(size)]).astype(np.int64),
        times_words=words.astype(np.int64),
        channels=np.zeros(len(wishes), np.uint64),
        pools=np.zeros(len(wishes), np.uint64),
        time_list=times,
        time_first=time_first,
        channel_list=channels,
        channel_first=channel_first,
    )
    list(workers.map(lambda lot: relate(p, found, lot), np.array_split(np.arange(len(p.offer_person)), LOTS)))
    return found


def _own_bits(p: Packed, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The bits of each sharer's row, one after another."""
    held = [np.empty(0, np.int32)] * len(words)
    for person in p.sharer_person:
        held[person] = bits_of(words, person)
    first = np.concatenate([[0], np.cumsum([len(one) for one in held])]).astype(np.int64)
    return (np.concatenate(held) if held else np.empty(0, np.int32)), first
