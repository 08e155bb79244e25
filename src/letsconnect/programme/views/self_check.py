"""Is this for me? Nothing about the visitor is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from letsconnect.ground.requests import posted
from letsconnect.programme.forms.self_check import SelfCheckForm
from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import as_outcome, places_named, questions, words
from letsconnect.programme.self_check import outcomes_for


@require_http_methods(["GET", "POST"])
def self_check(request: HttpRequest) -> HttpResponse:
    """Friendly questions; then yes, yes as …, or the places that fit better."""
    form = SelfCheckForm(posted(request), questions=questions())
    if form.is_valid() and form.answers():
        return render(request, "programme/self_check_outcome.html", outcome_of(form.answers()))
    return render(request, "programme/self_check.html", {"form": form, "asked_nothing": form.is_bound})


def outcome_of(answers: dict[str, str]) -> dict[str, object]:
    """What the page of outcomes shows for these answers."""
    found = words(Passage.Kind.OUTCOME, Passage.Kind.PLACE)
    by_slug = {outcome.slug: outcome for outcome in found[Passage.Kind.OUTCOME]}
    fitting = [by_slug[slug] for slug in outcomes_for(answers, map(as_outcome, by_slug.values()))]
    return {
        "first": fitting[0] if fitting else None,
        "others": fitting[1:],
        "welcome": bool(fitting) and fitting[0].verdict != Passage.Verdict.ELSEWHERE,
        "places": places_named(fitting, found[Passage.Kind.PLACE]),
    }
