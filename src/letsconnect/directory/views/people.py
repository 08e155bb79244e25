"""The directory: /people/."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letsconnect.directory.forms.filters import asked_in, choices_for
from letsconnect.directory.queries.cards import cards_of
from letsconnect.directory.queries.search import find
from letsconnect.directory.queries.topics import catalogue
from letsconnect.ground.allowance import limited
from letsconnect.people.audience import Audience
from letsconnect.people.queries.readers import reading

TEN_MINUTES = 600
View = Callable[..., HttpResponse]


def at_reading_pace(what: str) -> Callable[[View], View]:
    """View decorator: nobody but the team reads more of this in ten minutes than a person can (S7)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if reading(request).rank <= Audience.TEAM:
                return view(request, *args, **kwargs)
            counted = limited(what, at_most=settings.DIRECTORY_PAGES, seconds=TEN_MINUTES)(view)
            return counted(request, *args, **kwargs)

        return door

    return decorate


@require_safe
@at_reading_pace("directory")
def people(request: HttpRequest) -> HttpResponse:
    """Who can be found: filters in the address, twenty a page."""
    topics = catalogue()
    asked = asked_in(request.GET, topics)
    found = find(asked.search, reading(request), topics, asked.after)
    page = {
        "asked": asked,
        "found": found,
        "cards": cards_of(found, topics),
        "choices": choices_for(asked, found.values, topics),
        "next": asked.address(after=found.after) if found.after else "",
    }
    return render(request, "directory/people.html", page)
