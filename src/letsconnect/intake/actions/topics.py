"""What a newcomer can share and wants to learn, and the languages they use: rows beside the profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from letsconnect.ground.folding import fold
from letsconnect.intake.actions.arrival import Arrival
from letsconnect.intake.actions.profile import put
from letsconnect.intake.queries.known import Known
from letsconnect.people.models import SpokenLanguage
from letsconnect.reading.registration import Wish as Said
from letsconnect.skills.models import Offer, OwnWords, Willing, Wish

KEY_OF_SIDE = {"share": "shares", "learn": "wishes"}
LONGEST_WORDS = 500
Level = SpokenLanguage.Level


@dataclass(slots=True)
class Rows:
    """Rows to make and to take away, for all people of a file at once."""

    languages: list[SpokenLanguage] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    own_words: list[OwnWords] = field(default_factory=list)
    gone_languages: list[int] = field(default_factory=list)
    gone_offers: list[int] = field(default_factory=list)
    gone_wishes: list[int] = field(default_factory=list)
    gone_words: list[int] = field(default_factory=list)
    changed_offers: list[Offer] = field(default_factory=list)

    def save(self) -> None:
        """Take away first: a topic may come back under other words."""
        for model, gone in (
            (SpokenLanguage, self.gone_languages),
            (Offer, self.gone_offers),
            (Wish, self.gone_wishes),
            (OwnWords, self.gone_words),
        ):
            for start in range(0, len(gone), 900):
                model._default_manager.filter(pk__in=gone[start : start + 900]).delete()
        SpokenLanguage.objects.bulk_create(self.languages, batch_size=2000)
        Offer.objects.bulk_create(self.offers, batch_size=2000)
        Wish.objects.bulk_create(self.wishes, batch_size=2000)
        OwnWords.objects.bulk_create(self.own_words, batch_size=2000)
        Offer.objects.bulk_update(self.changed_offers, ["in_clinic", "one_to_one"], batch_size=500)


def take_languages(arrival: Arrival, known: Known, rows: Rows) -> None:
    """The languages in their order. How well, the forms do not ask; what is known of it already stays."""
    codes, told = arrival.newcomer.said.languages, dict(arrival.newcomer.said.levels)
    here = known.languages.get(arrival.person.pk, [])
    levels = {one.code: one.level for one in here}
    differs = tuple(levels) != codes or any(levels[code] != level for code, level in told.items() if code in levels)
    if not codes or not differs:
        return
    if arrival.was_said_here("languages") or (here and arrival.person.is_claimed):
        arrival.list("languages", ", ".join(in_words(code, told) for code in codes), "said_otherwise")
    elif arrival.is_newer("languages"):
        levels |= told
        rows.gone_languages += [one.pk for one in here]
        rows.languages += [
            SpokenLanguage(person=arrival.person, code=code, rank=rank, level=levels.get(code, Level.GOOD))
            for rank, code in enumerate(codes)
        ]
        assume(arrival, "languages", assumed=not told.keys() >= set(codes))
        arrival.mark("languages")


def in_words(code: str, told: Mapping[str, int]) -> str:
    return f"{code} ({Level(told[code]).label})" if code in told else code


def assume(arrival: Arrival, key: str, *, assumed: bool) -> None:
    """Whether a part of this answer is the programme's default, until the person has confirmed it."""
    others = {*arrival.person.assumed} - {key}
    put(arrival, assumed=sorted(others | {key} if assumed else others))


@dataclass(slots=True)
class Side:
    """One side of somebody, share or learn: what the file says, and what is here."""

    name: str
    said: tuple[Said, ...]
    topics: dict[int, str]
    words: dict[str, str]
    here: list[Any]
    own: list[OwnWords]

    def unsaid_here(self) -> list[str]:
        """What the file says and this profile does not."""
        topics, words = {one.topic_id for one in self.here}, {one.folded for one in self.own}
        return [
            *(text for topic, text in self.topics.items() if topic not in topics),
            *(text for folded, text in self.words.items() if folded not in words),
        ]

    def surplus(self) -> tuple[list[int], list[int]]:
        """Primary keys of what only an earlier import said: topics, and own words."""
        return (
            [one.pk for one in self.here if one.provenance and one.topic_id not in self.topics],
            [one.pk for one in self.own if one.provenance and one.folded not in self.words],
        )


def side_of(arrival: Arrival, known: Known, ids: Mapping[str, int], name: str) -> Side:
    said: tuple[Said, ...] = getattr(arrival.newcomer.said, name)
    here: list[Any] = [*(known.offers if name == "share" else known.wishes).get(arrival.person.pk, [])]
    return Side(
        name=name,
        said=said,
        topics={ids[wish.topic]: wish.words for wish in said if wish.topic},
        words={folded_words(wish.words): wish.words for wish in said if not wish.topic},
        here=here,
        own=[one for one in known.own_words.get(arrival.person.pk, []) if one.side == name],
    )


def folded_words(words: str) -> str:
    return fold(words)[:LONGEST_WORDS]


def take_wishes(arrival: Arrival, known: Known, rows: Rows, ids: Mapping[str, int]) -> None:
    """Topics to share and to learn; what fits no topic stays in their words. `ids`: topic slug to primary key."""
    for name, key in KEY_OF_SIDE.items():
        side = side_of(arrival, known, ids, name)
        if not side.said:
            continue
        if arrival.was_said_here(key) or ((side.here or side.own) and arrival.person.is_claimed):
            for words in side.unsaid_here():
                arrival.list(name, words, "said_otherwise")
        elif arrival.is_newer(name):
            take_side(arrival, rows, side)
    take_ways(arrival, known, rows)


def take_side(arrival: Arrival, rows: Rows, side: Side) -> None:
    """The later form counts as a whole; what did not come from a form is never taken away."""
    gone, gone_words = side.surplus()
    if not (gone or gone_words or side.unsaid_here()):
        return
    where, person = arrival.where(side.name), arrival.person
    kept = {one.topic_id for one in side.here}
    new = [topic for topic in side.topics if topic not in kept]
    if side.name == "share":
        rows.gone_offers += gone
        ways = ways_of(arrival)
        rows.offers += [Offer(person=person, topic_id=one, assumed=True, provenance=where, **ways) for one in new]
    else:
        rows.gone_wishes += gone
        rows.wishes += [Wish(person=person, topic_id=one, assumed=True, provenance=where) for one in new]
    rows.gone_words += gone_words
    spoken = {one.folded for one in side.own}
    rows.own_words += [
        OwnWords(person=person, side=side.name, words=words, folded=folded, provenance=where)
        for folded, words in side.words.items()
        if folded not in spoken
    ]
    arrival.mark(side.name)


def ways_of(arrival: Arrival) -> dict[str, str]:
    """In a clinic, in a talk of two: as this form says, else as an earlier one did, else as usual."""
    said, before = arrival.newcomer.said, arrival.person.provenance
    ways = {}
    if clinic := said.clinic or before.get("clinic", {}).get("value"):
        ways["in_clinic"] = clinic
    if said.one_to_one is not None:
        ways["one_to_one"] = Willing.YES if said.one_to_one else Willing.NO
    elif "one_to_one" in before:
        ways["one_to_one"] = Willing.YES if arrival.person.share_limit else Willing.NO
    return ways


def take_ways(arrival: Arrival, known: Known, rows: Rows) -> None:
    """A changed answer about clinics and talks of two reaches the offers that came from forms."""
    said, ways = arrival.newcomer.said, ways_of(arrival)
    if arrival.was_said_here("shares") or not arrival.is_newer("clinic"):
        return
    before = arrival.person.provenance.get("clinic", {}).get("value")
    if said.clinic and said.clinic != before:
        arrival.mark("clinic", value=said.clinic)
    for offer in known.offers.get(arrival.person.pk, []):
        if offer.provenance and offer.assumed and any(getattr(offer, way) != answer for way, answer in ways.items()):
            for way, answer in ways.items():
                setattr(offer, way, answer)
            rows.changed_offers.append(offer)
            arrival.changed.add("provenance")
