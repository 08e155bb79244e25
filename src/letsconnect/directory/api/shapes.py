"""The shapes of the answers. Of people: what members may show each other, never addresses, limits or needs."""

from datetime import date

from ninja import Schema

from letsconnect.directory.queries.profile import Profile
from letsconnect.ground.languages import direction


class Problem(Schema):
    detail: str


class TopicOut(Schema):
    slug: str
    label: str
    labels: dict[str, str]
    synonyms: dict[str, list[str]]
    categories: list[str]
    highlighted: bool
    wikidata_qid: str | None
    capx_id: str | None
    people_sharing: int
    people_wanting: int
    url: str


class CategoryOut(Schema):
    slug: str
    label: str


class TopicsOut(Schema):
    topics: list[TopicOut]
    categories: list[CategoryOut]


class LanguageOut(Schema):
    code: str
    name: str
    direction: str


class SpokenOut(LanguageOut):
    level: int


class RegionOut(Schema):
    code: str
    name: str


class GroupOut(Schema):
    slug: str
    name: str


class SharingOut(Schema):
    topic: str
    level: int
    note: str
    ways: list[str]


class WantingOut(Schema):
    topic: str
    level: int
    priority: int
    note: str
    stage: str
    matters_on: date | None


class PersonOut(Schema):
    """What is hidden from this reader is empty, like what was never said. `example`: invented, of the demonstration."""

    id: str
    url: str
    name: str
    username: str
    example: bool
    group: GroupOut | None
    region: str
    country: str
    languages: list[SpokenOut]
    shares: list[SharingOut]
    wants: list[WantingOut]
    shares_in_own_words: list[str]
    wants_in_own_words: list[str]
    hours_in_common: float | None


class PeopleOut(Schema):
    """One page. `after` leads to the next, empty on the last; `count` leaves examples out."""

    people: list[PersonOut]
    count: int
    examples: int
    after: str
    unknown: list[str]


def person_out(profile: Profile, url: str) -> PersonOut:
    return PersonOut(
        id=profile.public_id,
        url=url,
        name=profile.name,
        username=profile.username,
        example=profile.is_example,
        group=GroupOut(slug=profile.group_slug, name=profile.group) if profile.group else None,
        region=profile.region,
        country=profile.country,
        languages=[
            SpokenOut(code=one.code, name=one.name, direction=direction(one.code), level=one.level)
            for one in profile.languages
        ],
        shares=[
            SharingOut(topic=line.topic.slug, level=line.level, note=line.note, ways=list(line.ways))
            for line in profile.shares
        ],
        wants=[
            WantingOut(
                topic=line.topic.slug,
                level=line.level,
                priority=line.priority,
                note=line.note,
                stage=line.stage,
                matters_on=line.matters_on,
            )
            for line in profile.wishes
        ],
        shares_in_own_words=list(profile.shares_in_own_words),
        wants_in_own_words=list(profile.wishes_in_own_words),
        hours_in_common=None if profile.hours_in_common is None else profile.hours_in_common / 2,
    )
