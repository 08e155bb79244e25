"""Draws up the lists of candidates for all offers of a packed round."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor as Workers

import numpy as np

from matchmaker.large.offering import Offered, bits_of, dearest_first, find_all, find_best, relate
from matchmaker.packing import Packed

LOTS = 8


def offered(p: Packed, workers: Workers) -> Offered:
    """Every candidate of every offer."""
    lots = np.array_split(np.arange(len(p.offer_person)), LOTS)
    counts, wishes = zip(*workers.map(lambda lot: find_all(p, lot), lots), strict=True)
    return related(p, _starts(counts), np.concatenate(wishes), workers)


def offered_best(p: Packed, pay: np.ndarray, keep: int, noise: float, workers: Workers) -> tuple[Offered, np.ndarray]:
    """The best candidates of every offer at these prices, and the score that no other candidate passes.

    Each loses up to `noise` by lot while the best are found.
    """
    orders = dearest_first(p, pay)
    lots = np.array_split(np.arange(len(p.offer_person)), LOTS)
    found = workers.map(lambda lot: find_best(p, pay, orders, keep, noise, lot), lots)
    counts, wishes, cutoff = zip(*found, strict=True)
    return related(p, _starts(counts), np.concatenate(wishes), workers), np.concatenate(cutoff)


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
