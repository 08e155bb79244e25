"""Public case cards: what came of conversations and what did not work, for everybody to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from letsconnect.summaries.queries.cases import (
    case_of,
    cases_about,
    languages_with_cases,
    public_cases,
    topics_with_cases,
)

AT_A_TIME = 20


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All of them, or those on a topic, in a language, or of one person who is named on them."""
    asked = {name: request.GET.get(name, "") for name in ("topic", "language", "person")}
    shown = Paginator(cases_about(**asked), AT_A_TIME).get_page(request.GET.get("page"))
    facts = {
        "asked": asked,
        "shown": shown,
        "cases": [case_of(summary) for summary in shown],
        "topics": topics_with_cases(),
        "languages": languages_with_cases(),
    }
    return render(request, "summaries/cases.html", facts)


@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case."""
    found = get_object_or_404(public_cases(), connection__public_id=public_id)
    return render(request, "summaries/case.html", {"case": case_of(found)})
