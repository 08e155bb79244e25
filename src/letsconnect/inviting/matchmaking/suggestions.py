"""Whom to suggest to somebody: from the prepared index, checked again at that very moment, as the reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from letsconnect.connections.queries.hours import taken_by
from letsconnect.directory.queries.cards import Card, cards_by_id, my_entry
from letsconnect.directory.queries.tellings import facts_of
from letsconnect.directory.queries.topics import TopicLabel, catalogue
from letsconnect.ground import clock
from letsconnect.inviting.matchmaking.members import as_oneself, topic_id
from letsconnect.inviting.matchmaking.prepared import keep_strangers, prepared
from letsconnect.inviting.queries.hints import Hint, hint, not_registered, on_a_break
from letsconnect.inviting.queries.inviting import LEARN, SHARE
from letsconnect.inviting.queries.nobody_left import where_it_ended
from letsconnect.inviting.queries.standing import Standing, standings
from letsconnect.inviting.queries.suggested import WEEKS, Side, Suggested, Suggestions, next_time, reasons_for
from letsconnect.matching.queries.met import met_by, resting_from
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person
from matchmaker import shapes
from matchmaker.suggesting import Suggestion, suggest

SIDES = (LEARN, SHARE)
SHOWN, LOOKED_AT = 3, 60  # of each side: on a page, and in all
LAST_PAGE = LOOKED_AT // SHOWN - 1
FULL = Standing()


@dataclass(frozen=True)
class Found:
    """Somebody the matchmaker names, by primary key."""

    pk: int
    side: str
    told: Suggestion


def suggestions_for(me: Person, reader: Reader, page: int = 0) -> Suggestions:
    """The people suggested to somebody, a few on each side; or in words why there are none."""
    own = as_oneself(me.pk) if me.is_registered else None
    if own is None:
        return Suggestions(hint=not_registered())
    nothing = why_nothing(me, own)
    if nothing:
        return Suggestions(hint=nothing)
    standing = standings([me.pk]).get(me.pk, Standing())
    found = named(own, standing, reader, me)
    shown = {side: found[side][page * SHOWN : (page + 1) * SHOWN] for side in SIDES}
    seen = as_seen([one for side in SIDES for one in shown[side]], me, reader)
    sides = (Side(side, tuple(one for one in seen if one.side == side)) for side in SIDES)
    more = any(len(found[side]) > (page + 1) * SHOWN for side in SIDES)
    return Suggestions(
        tuple(
            side if side.people or page else replace(side, hint=why_nobody(own, standing, reader, side.side))
            for side in sides
        ),
        others=page + 1 if more else 0,
    )


def named(own: shapes.Person, standing: Standing, reader: Reader, me: Person) -> dict[str, list[Found]]:
    """Whom the matchmaker names on each side, the best first; each person on one side only, and only who can take a
    conversation at this moment."""
    asking = replace(own, learn_limit=standing.learn, share_limit=standing.share)
    not_again = met_by(me) | resting_from(me) | reader.apart
    with prepared() as index:
        if own.id not in index.roster.row:
            return {side: [] for side in SIDES}
        keep_strangers(index, me.pk, not_again)
        with index.knowing(asking):
            learn, share = suggest(index, own.id, LOOKED_AT)
    found = (
        [Found(int(one.sharer), LEARN, one) for one in learn],
        [Found(int(one.learner), SHARE, one) for one in share],
    )
    return _on_one_side(*found, not_again | {me.pk})


def _on_one_side(learn: list[Found], share: list[Found], not_these: set[int]) -> dict[str, list[Found]]:
    room = standings({one.pk for one in (*learn, *share)} - not_these)
    learn = [one for one in learn if room.get(one.pk, FULL).share]
    share = [one for one in share if room.get(one.pk, FULL).learn]
    sooner = {one.pk: at for at, one in enumerate(learn)}, {one.pk: at for at, one in enumerate(share)}
    return {
        LEARN: [one for at, one in enumerate(learn) if at <= sooner[1].get(one.pk, LOOKED_AT)],
        SHARE: [one for at, one in enumerate(share) if at < sooner[0].get(one.pk, LOOKED_AT)],
    }


def as_seen(found: Iterable[Found], me: Person, reader: Reader) -> list[Suggested]:
    """These people as the reader sees them; nobody whose name or topic the reader does not see at this moment."""
    some, topics, mine = list(found), catalogue(), my_entry(reader)
    facts = facts_of(one.pk for one in some)
    cards = cards_by_id(facts, reader, topics)
    taken = taken_by([me.pk, *facts], clock.now(), clock.now() + timedelta(weeks=WEEKS)) if some else []
    seen = []
    for one in some:
        card, topic = cards.get(one.pk), topics.of(topic_id(one.told.topic))
        if mine and card and topic and card.profile.name and topic in _topics_of(card, one.side):
            when = next_time(me, facts[one.pk].person, one.told.slots, taken) if card.profile.common else None
            is_far = bool(card.profile.region) and card.profile.region != me.region
            reasons = reasons_for(card, one.side, topic, one.told.language, mine)
            seen.append(Suggested(card, one.side, topic, reasons, when, is_far))
    return seen


def _topics_of(card: Card, side: str) -> list[TopicLabel]:
    return [line.topic for line in (card.profile.shares if side == LEARN else card.profile.wishes)]


def why_nothing(me: Person, own: shapes.Person) -> Hint | None:
    """What keeps everybody from being suggested to this person, whoever there is."""
    if me.is_away(clock.today()):
        return on_a_break(me)
    lacking = {
        "not_confirmed": not me.is_claimed,
        "nothing": not (own.learn or own.share),
        "no_hours": not own.free,
        "no_language": not own.languages,
    }
    return next((hint(code) for code, lacks in lacking.items() if lacks), None)


def why_nobody(own: shapes.Person, standing: Standing, reader: Reader, side: str) -> Hint:
    """Why nobody is suggested on one side, and what would help."""
    if not (own.learn if side == LEARN else own.share):
        return hint(f"{side}:topic")
    if not (standing.learn if side == LEARN else standing.share):
        return hint(f"{side}:full")
    return hint(f"{side}:{where_it_ended(reader, side)}")
