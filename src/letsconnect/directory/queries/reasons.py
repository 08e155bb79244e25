"""Why somebody is worth meeting, as codes with numbers; from what the reader may see of them. Pages word them."""

from dataclasses import dataclass

from letsconnect.directory.queries.profile import Profile
from letsconnect.directory.queries.topics import TopicLabel
from letsconnect.index.queries.fit import Me, level_percent


@dataclass(frozen=True)
class Reason:
    """One reason: `both_ways`, `shares`, `wants`, `hours`, `language`."""

    code: str
    topic: TopicLabel | None = None
    other: TopicLabel | None = None
    hours: float = 0
    language: str = ""


def reasons_of(profile: Profile, me: Me | None) -> list[Reason]:
    """The reasons for this reader, strongest first. None for oneself."""
    if me is None or profile.is_own:
        return []
    shares, wants = they_share(profile, me), they_want(profile, me)
    reasons = [Reason("both_ways", topic=shares, other=wants)] if shares and wants else []
    reasons += [Reason("shares", topic=shares)] if shares and not wants else []
    reasons += [Reason("wants", topic=wants)] if wants and not shares else []
    if profile.hours_in_common:
        reasons.append(Reason("hours", hours=profile.hours_together))
    common = [spoken for spoken in profile.languages if spoken.code.lower() in me.languages]
    if common:
        best = min(common, key=lambda spoken: me.languages[spoken.code.lower()])
        reasons.append(Reason("language", language=best.name))
    return reasons


def they_share(profile: Profile, me: Me) -> TopicLabel | None:
    """The topic they share that the reader wants most."""
    wanted = [
        (me.wishes[line.topic.pk][1], level_percent(line.level, me.wishes[line.topic.pk][0]), line.topic)
        for line in profile.shares
        if line.topic.pk in me.wishes
    ]
    fitting = [found for found in wanted if found[1]]
    return max(fitting, key=lambda found: found[:2])[2] if fitting else None


def they_want(profile: Profile, me: Me) -> TopicLabel | None:
    """The topic they want that the reader can share."""
    for line in profile.wishes:
        if level_percent(me.offers.get(line.topic.pk, 0), line.level):
            return line.topic
    return None
