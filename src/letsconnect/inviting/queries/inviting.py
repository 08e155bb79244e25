"""What somebody can invite a person to: topics, languages and times, only from what this reader may see of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.choices import Choice, Day, value_of
from letsconnect.connections.queries.hours import SOONEST, common_starts, week_of, zone_of
from letsconnect.connections.queries.whens import day_in_words, when
from letsconnect.connections.times import chosen, local, spread, suits
from letsconnect.directory.queries.cards import Card, page_of
from letsconnect.directory.queries.topics import TopicLabel, catalogue
from letsconnect.ground import clock
from letsconnect.index.queries.fit import level_percent
from letsconnect.inviting.queries.cluster import Other, others_for, people_of
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Wish
from letsconnect.skills.models.offer import Willing

WEEKS_AHEAD = 3
DAYS_SHOWN, A_DAY = 10, 4  # the page stays light
LEARN, SHARE = "learn", "share"
BETWEEN = "+"  # the two languages of an interpretation, in a form
Spoken = tuple[str, ...]


@dataclass(frozen=True)
class About:
    """One thing to meet about. `side`: whether the reader would learn it or share it; `mine`: they said so; `not_so`:
    the kinds of meeting in which who shares it said that they do not."""

    side: str
    topic: TopicLabel
    mine: bool
    not_so: frozenset[str] = frozenset()

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.side}:{self.topic.slug}"


@dataclass(frozen=True)
class Invitable:
    """A person as the reader may invite them. `languages`: codes in common, best first, or pairs to interpret between;
    `days`: concrete times, none where hours are not told; `best`: the values of the few that suit most; `others`: who
    could be asked along."""

    card: Card
    person: Person
    abouts: tuple[About, ...]
    languages: tuple[Spoken, ...]
    days: tuple[Day, ...]
    best: tuple[str, ...]
    others: tuple[Other, ...] = ()


def invitable(public_id: str, me: Person, reader: Reader) -> Invitable | None:
    """The person with this id; None where this reader may not know them, for oneself, and for an example: nobody
    would answer."""
    card = page_of(public_id, reader, catalogue())
    if card is None or card.profile.is_own or card.profile.is_example:
        return None
    person = Person.objects.get(pk=card.profile.pk)
    days, best = times_with(me, [person]) if card.profile.hours_in_common else ((), ())
    return Invitable(
        card=card,
        person=person,
        abouts=tuple(abouts_of(card, me)),
        languages=tuple(languages_with(me, [one.code for one in card.profile.languages])),
        days=days,
        best=best,
    )


def with_others(to: Invitable, me: Person, reader: Reader, asked: Mapping[str, Any]) -> Invitable:
    """The same with who could be asked along to what is asked for, "about" and "language" as the form names them. The
    times that suit best are those of all; once some are ticked ("others"), only times that suit them too are there."""
    about = next((one for one in to.abouts if one.value == asked.get("about") and one.side == LEARN), None)
    language = asked.get("language") or next((BETWEEN.join(one) for one in to.languages), "")
    if about is None or not to.days or (language,) not in to.languages:
        return to
    others = others_for(me, reader, to.person, about.topic, language)
    ticked = people_of(others, asked.get("others", ()))
    days, best = times_with(me, [to.person, *ticked], hoped_for=[one.person for one in others])
    return replace(to, others=others, days=days, best=best)


def abouts_of(card: Card, me: Person) -> list[About]:
    """What they share, and what they want that I share on a level that suits; what I said myself first."""
    wanted = set(Wish.objects.filter(person=me).values_list("topic_id", flat=True))
    mine = dict(Offer.objects.filter(person=me).values_list("topic_id", "level"))
    not_so = declined_by(card.profile.pk)
    learn = [
        About(LEARN, one.topic, one.topic.pk in wanted, frozenset(not_so[one.topic.pk]))
        for one in card.profile.shares
        if len(not_so[one.topic.pk]) < len(Connection.Kind)
    ]
    share = [
        About(SHARE, one.topic, True)
        for one in card.profile.wishes
        if level_percent(mine.get(one.topic.pk, 0), one.level)
    ]
    return sorted([*learn, *share], key=lambda about: not about.mine)


def declined_by(sharer: int) -> defaultdict[int, set[str]]:
    """By topic (primary keys): over a cup of tea, in writing, or both, where they said that they do not share it so."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    offers = Offer.objects.filter(person=sharer).values_list("topic_id", "one_to_one", "written")
    for topic, one_to_one, written in offers:
        found[topic] |= {Connection.Kind.COFFEE} if one_to_one == Willing.NO else set()
        found[topic] |= {Connection.Kind.RESOURCE} if written == Willing.NO else set()
    return found


def languages_with(me: Person, theirs: Sequence[str]) -> list[Spoken]:
    """The languages in common, best-ranked for both first; without one, the pairs to interpret between. Where they say
    none, or not to this reader, my own."""
    mine = list(SpokenLanguage.objects.filter(person=me).order_by("rank", "id").values_list("code", flat=True))
    common = [code for code in mine if code in theirs]
    if common:
        return [(code,) for code in sorted(common, key=lambda code: mine.index(code) + theirs.index(code))]
    if mine and theirs:
        return [(one, other) for other in theirs for one in mine]
    return [(code,) for code in mine]


def times_with(
    me: Person, others: Sequence[Person], *, hoped_for: Sequence[Person] = ()
) -> tuple[tuple[Day, ...], tuple[str, ...]]:
    """The times of three weeks that suit everybody, by day on my clock, and the few that suit best: where there are
    such, those that suit people hoped for too. Call it only where the reader may see their hours."""
    zone = zone_of(me)
    starts = common_starts([me, *others], after=clock.now() + SOONEST, days=WEEKS_AHEAD * 7)
    for_all = _suiting(starts, hoped_for) or starts
    best = chosen(for_all, [zone, *(zone_of(other) for other in (*others, *hoped_for))])
    days = [list(times) for _day, times in groupby(starts, key=lambda at: local(at, zone).date())][:DAYS_SHOWN]
    shown = [sorted({*spread(times, A_DAY), *(at for at in best if at in times)}) for times in days]
    return tuple(
        Day(day_in_words(times[0], zone), tuple(Choice(value_of(at), when(at, me, others)) for at in times))
        for times in shown
    ), tuple(value_of(at) for at in best)


def _suiting(starts: Sequence[datetime], people: Sequence[Person]) -> list[datetime]:
    weeks = [week_of(person) for person in people]
    return [at for at in starts if suits(weeks, at)]


def invited_with(intent: str, me: Person) -> Connection | None:
    """The invitation that this intent made already."""
    return Connection.objects.filter(intent=intent, asked_by=me).first()
