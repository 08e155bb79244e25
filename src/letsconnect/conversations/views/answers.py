"""Answers given from a letter: GET shows what is asked, POST does it; signed in or out.

The signed address is all one needs, and all it opens is what the letter told. It never signs anybody in.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django import forms
from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from letsconnect.connections.actions.answering import accept, decline, propose_other_times
from letsconnect.connections.forms.answers import TimesForm, YesForm
from letsconnect.connections.letters import NO, OTHER, YES, answer_address, read_answer
from letsconnect.connections.models import Place
from letsconnect.connections.queries.choices import other_choices, proposed_choices
from letsconnect.connections.queries.connections import all_places, places_of
from letsconnect.connections.queries.hours import zone_of
from letsconnect.connections.rules import may_answer
from letsconnect.conversations.queries.told import told_to
from letsconnect.ground.allowance import limited
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.ground.languages import supported
from letsconnect.ground.requests import posted
from letsconnect.ground.zones import zone_named
from letsconnect.mailboxes.queries.mailboxes import language_of
from letsconnect.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limited("answers", at_most=90, seconds=600)
def answer_from_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The answer that a link in a letter stands for."""
    try:
        place_id, answer, moment = read_answer(token)
    except BadSignature as error:
        raise Http404 from error
    place = get_object_or_404(all_places(), pk=place_id)
    with as_read_by(place.person, request):
        form = form_for(request, place, answer, asked=str(moment or ""))
        if request.method == "POST" and give(place, answer, form):
            return redirect("connections:answer_from_letter", token)
        return page(request, place, answer, form)


@contextmanager
def as_read_by(person: Person, request: HttpRequest) -> Iterator[None]:
    """In the language and on the clock of whoever the letter was for, unless the visitor chose a language here."""
    chosen = request.GET.get("uselang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    language = supported(chosen) or language_of(person)
    with translation.override(language), timezone.override(zone_named(person.time_zone)):
        yield


def form_for(request: HttpRequest, place: Place, answer: str, *, asked: str = "") -> forms.Form:
    """The form that this answer takes."""
    places = places_of(place.connection)
    if answer == YES:
        return YesForm(posted(request), choices=proposed_choices(place, places), asked=asked)
    if answer == OTHER:
        return TimesForm(posted(request), days=other_choices(place, places), zone=zone_of(place.person))
    return forms.Form(posted(request))


def give(place: Place, answer: str, form: forms.Form) -> bool:
    """Give the answer; False when the form needs a second look. What comes too late changes nothing, and the page says
    how it stands."""
    if not may_answer(place.person, place.connection):
        return True
    if not form.is_valid():
        return False
    try:
        _act(place, answer, form)
    except Refused as refused:
        form.add_error(None, refused)
        return False
    except NotAllowed:  # it was agreed or called off in the same second
        return True
    return True


def _act(place: Place, answer: str, form: forms.Form) -> None:
    if isinstance(form, YesForm):
        accept(place.connection, form.times_of(list(place.connection.times.all())), by=place.person)
    elif isinstance(form, TimesForm):
        propose_other_times(place.connection, form.cleaned_data["chosen"], by=place.person)
    elif answer == NO:
        decline(place.connection, by=place.person)


def page(request: HttpRequest, place: Place, answer: str, form: forms.Form) -> HttpResponse:
    """What is asked and how it stands, for the answer this link gives; the other answers are one tap away."""
    places = places_of(place.connection)
    facts = {
        "place": place,
        "connection": place.connection,
        "told": told_to(place, places),
        "answer": answer,
        "form": form,
        "gone": is_gone(form),
        "may_answer": may_answer(place.person, place.connection),
        "doors": {name: answer_address(place, name) for name in (YES, OTHER, NO)},
    }
    response = render(request, "conversations/answer.html", facts)
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return response


def is_gone(form: forms.Form) -> bool:
    """The time that the letter's link names is no longer proposed."""
    return isinstance(form, YesForm) and bool(form.asked) and form.asked not in _values(form)


def _values(form: YesForm) -> Sequence[str]:
    return [choice.value for choice in form.choices]
