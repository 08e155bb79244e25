"""The start page: the culture before any form; for those signed in, what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from letsconnect.directory.queries.cards import people_for
from letsconnect.home.queries.board import doors_of
from letsconnect.home.queries.waiting import waiting_for
from letsconnect.inviting.matchmaking.suggestions import suggestions_for
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import person_of, reading
from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import some_of_today, words
from letsconnect.summaries.queries.cases import lesson_of_today

Kind = Passage.Kind
SHOWN = (Kind.PURPOSE, Kind.ORIGIN, Kind.CULTURE, Kind.LESSON, Kind.SPACE, Kind.SUPPORT, Kind.ROLE, Kind.MILESTONE)


def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    return my_start(request, person) if person else first_visit(request)


def first_visit(request: HttpRequest) -> HttpResponse:
    """What this is, what it is like here, and two boxes to begin with."""
    found = words(*SHOWN)
    today = some_of_today(found[Kind.CULTURE], 3)
    told = lesson_of_today()
    page = {
        "words": found,
        "purpose": found[Kind.PURPOSE],
        "culture": today,
        "more_culture": [line for line in found[Kind.CULTURE] if line not in today],
        "told": told,
        "lesson": [] if told else some_of_today(found[Kind.LESSON], 1),
    }
    return render(request, "home/first_visit.html", page)


def my_start(request: HttpRequest, person: Person) -> HttpResponse:
    """What waits for me, people suggested to me (or, while there are none, some who may fit), then the doors."""
    suggested = suggestions_for(person, reading(request)).few
    page = {
        "person": person,
        "waiting": waiting_for(person),
        "suggested": suggested,
        "fitting": [] if suggested else people_for(reading(request)),
        "culture": some_of_today(words(Kind.CULTURE)[Kind.CULTURE], 1),
        "board": bool(doors_of(person)),
    }
    return render(request, "home/my_start.html", page)
