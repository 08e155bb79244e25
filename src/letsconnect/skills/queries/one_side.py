"""A topic stands on one side of a person only, wherever people are brought together on it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Said(Protocol):
    """An offer or a wish, however it was read."""

    @property
    def topic_id(self) -> int: ...

    @property
    def level(self) -> int: ...


Offered = TypeVar("Offered", bound=Said)
Wished = TypeVar("Wished", bound=Said)


def without_both(offers: Iterable[Offered], wishes: Iterable[Wished]) -> tuple[tuple[Offered, ...], tuple[Wished, ...]]:
    """Who shares and wants one topic: the wish stays where the level sought is above their own, else the offer."""
    shares, wants = {one.topic_id: one for one in offers}, {one.topic_id: one for one in wishes}
    for topic in shares.keys() & wants.keys():
        if wants[topic].level > shares[topic].level:
            del shares[topic]
        else:
            del wants[topic]
    return tuple(shares.values()), tuple(wants.values())
