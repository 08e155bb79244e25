"""The addresses: topics, people, languages, regions. Each answers by the same queries as the pages."""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router
from ninja.errors import HttpError

from letsconnect.directory.api.shapes import (
    CategoryOut,
    LanguageOut,
    PeopleOut,
    PersonOut,
    Problem,
    RegionOut,
    TopicOut,
    TopicsOut,
    person_out,
)
from letsconnect.directory.forms.filters import asked_in
from letsconnect.directory.queries.cards import cards_of, page_of
from letsconnect.directory.queries.search import Search, find
from letsconnect.directory.queries.topics import Catalogue, Counts, catalogue, topic_counts
from letsconnect.ground.allowance import take, who_asks
from letsconnect.ground.errors import TooOften
from letsconnect.ground.languages import direction, language_name
from letsconnect.people.queries.places import REGION_NAMES
from letsconnect.people.queries.readers import reading
from letsconnect.skills.queries.catalogue import living_topics

A_DAY = 24 * 3600
PAGE, LARGEST = 20, 100
router = Router(tags=["directory"])
Many = Annotated[list[str], Query(default_factory=list)]


def answers(shape: Any, *also: int) -> dict[int, Any]:
    """What an address may answer."""
    return {200: shape, **dict.fromkeys((401, 403, 422, 429, *also), Problem)}


@router.get("topics", response=answers(TopicsOut), summary="All topics")
def topics(request: HttpRequest) -> TopicsOut:
    known = catalogue()
    counts = topic_counts(reading(request), known)
    return TopicsOut(
        topics=[_topic(topic, known, counts, request) for topic in living_topics().prefetch_related("categories")],
        categories=[CategoryOut(slug=one.slug, label=one.label) for one in known.headings.values()],
    )


@router.get("topics/{slug}", response=answers(TopicOut, 404), summary="One topic; of a merged one, where it went")
def topic(request: HttpRequest, slug: str) -> TopicOut:
    known = catalogue()
    label = known.named(slug)
    if label is None:
        raise Http404
    return _topic(living_topics().get(pk=label.pk), known, topic_counts(reading(request), known), request)


def _topic(topic: Any, known: Catalogue, counts: dict[int, Counts], request: HttpRequest) -> TopicOut:
    people = counts.get(topic.pk, Counts())
    label = known.by_id[topic.pk]
    return TopicOut(
        slug=topic.slug,
        label=label.label,
        labels=topic.labels,
        synonyms=topic.synonyms,
        categories=[category.slug for category in topic.categories.all()],
        highlighted=topic.highlighted,
        wikidata_qid=topic.wikidata_qid,
        capx_id=topic.capx_id,
        people_sharing=people.sharing,
        people_wanting=people.wanting,
        url=request.build_absolute_uri(label.url),
    )


@router.get("people", response=answers(PeopleOut, 400), summary="People this reader may see, by filters")
def people(  # noqa: PLR0913  # each is a parameter of the address
    request: HttpRequest,
    share: Many,
    learn: Many,
    language: Many,
    region: Many,
    country: Many,
    group: Many,
    free: Many,
    q: str = "",
    after: str = "",
    limit: int = Query(PAGE, ge=1, le=LARGEST),
) -> PeopleOut:
    """The filters of /people/: any of the values within one, all of them across. Unknown values match nothing and are
    listed in `unknown`."""
    known = catalogue()
    asked = asked_in(request.GET, known)
    found = find(asked.search, reading(request), known, asked.after, limit)
    if found.started_anew:
        raise HttpError(400, "The list has changed, or `after` is not ours: begin again without it.")
    _count_people(request, len(found.people))
    return PeopleOut(
        people=[person_out(card.profile, _address(request, card.profile.public_id)) for card in cards_of(found, known)],
        count=found.count,
        examples=found.examples,
        after=found.after,
        unknown=asked.unknown,
    )


@router.get("people/{person_id}", response=answers(PersonOut, 404), summary="One person")
def person(request: HttpRequest, person_id: str) -> PersonOut:
    card = page_of(person_id, reading(request), catalogue()) if person_id.isalnum() else None
    _count(request, "api.person", settings.API_PERSONS_A_DAY)
    if card is None:
        raise Http404
    return person_out(card.profile, _address(request, card.profile.public_id))


def _address(request: HttpRequest, public_id: str) -> str:
    return request.build_absolute_uri(reverse("directory:person", args=[public_id]))


def _count_people(request: HttpRequest, shown: int) -> None:
    """Nobody copies the directory: so many people a day, counted in twenties."""
    for _twenty in range(max(1, -(-shown // PAGE))):
        _count(request, "api.people", settings.API_PAGES_A_DAY)


def _count(request: HttpRequest, what: str, at_most: int) -> None:
    wait = take(what, who_asks(request), at_most=at_most, seconds=A_DAY)
    if wait:
        raise TooOften(wait)


@router.get("languages", response=answers(list[LanguageOut]), summary="Languages of the people this reader may see")
def languages(request: HttpRequest) -> list[LanguageOut]:
    spoken = find(Search(), reading(request), catalogue(), size=1).values.languages
    return [LanguageOut(code=code, name=language_name(code), direction=direction(code)) for code in sorted(spoken)]


@router.get("regions", response=answers(list[RegionOut]), summary="The eight Wikimedia regions")
def regions(request: HttpRequest) -> list[RegionOut]:
    return [RegionOut(code=code, name=str(name)) for code, name in REGION_NAMES.items()]
