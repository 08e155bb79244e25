"""Interpretation for one's connection: ask, words to prepare, do without; and what an interpreter sees."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.connections import connections_of, places_of
from letsconnect.ground import clock
from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.ground.zones import zone_named
from letsconnect.interpreting.actions import ask_for_interpretation, cannot_come, change_words, need_no_interpretation
from letsconnect.interpreting.forms import AskForm, WordsForm
from letsconnect.interpreting.letters import read_interpreter_address
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.interpreting.queries import all_interpreters, clock_of, pair_of, request_of, tasks_of
from letsconnect.interpreting.rules import may_ask_interpretation
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interpretation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for it, see how it stands, add words to prepare, or do without."""
    me = myself(request)
    found = get_object_or_404(connections_of(me), public_id=public_id)
    require(may_ask_interpretation(me, found))
    if request.method == "POST" and changed(request, found, me):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return page(request, found)


def changed(request: HttpRequest, found: Connection, me: Person) -> bool:
    """Do what the pressed button says; False when what was typed needs a second look."""
    if "do_without" in request.POST:
        need_no_interpretation(found, by=me)
        return True
    if "take_out" in request.POST:
        change_words(found, take_out=request.POST["take_out"], by=me)
        return True
    if "words" in request.POST:
        words = WordsForm(request.POST)
        if words.is_valid():
            change_words(found, add=words.cleaned_data["words"], by=me)
        return words.is_valid()
    ask = AskForm(request.POST, languages=spoken_in(found))
    if ask.is_valid():
        ask_for_interpretation(found, **ask.cleaned_data, by=me)
    return ask.is_valid()


def page(request: HttpRequest, found: Connection) -> HttpResponse:
    asked = request_of(found)
    about_words = posted(request) if "words" in request.POST else None
    about_languages = posted(request) if "one" in request.POST else None
    languages = spoken_in(found)
    start = {"one": languages[0], "other": languages[1]} if len(languages) > 1 else {}
    if asked:
        start = {"one": asked.one, "other": asked.other}
    facts = {
        "connection": found,
        "asked": asked,
        "pair": pair_of(asked) if asked else None,
        "ask": AskForm(about_languages, languages=languages, initial=start),
        "words": WordsForm(about_words),
    }
    return render(request, "interpreting/interpretation.html", facts)


def spoken_in(found: Connection) -> list[str]:
    """The languages of the people in it, each person's best first."""
    spoken = [list(place.person.languages.values_list("code", flat=True)) for place in places_of(found)]
    best = [codes[0] for codes in spoken if codes]
    return list(dict.fromkeys([*best, *(code for codes in spoken for code in codes)]))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interpreting(request: HttpRequest) -> HttpResponse:
    """What a person who interprets has promised."""
    mine = get_object_or_404(all_interpreters(), person=myself(request), is_active=True)
    return promised(request, mine)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def interpreting_from_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The same, by the link in the letter: GET shows, POST acts, signed in or out."""
    try:
        number, email = read_interpreter_address(token)
    except BadSignature as error:
        raise Http404 from error
    return promised(request, get_object_or_404(all_interpreters(), pk=number, email=email, is_active=True))


def promised(request: HttpRequest, interpreter: Interpreter) -> HttpResponse:
    number = request.POST.get("cannot_come", "")
    if request.method == "POST":
        mine = InterpretationRequest.objects.filter(interpreter=interpreter, pk=number if number.isdecimal() else 0)
        for found in mine:
            cannot_come(found, interpreter)
        messages.success(request, _("Thank you for telling us. We look for somebody else."))
        return redirect(request.path)
    with timezone.override(zone_named(clock_of(interpreter))):
        return render(request, "interpreting/interpreting.html", {"tasks": tasks_of(interpreter, clock.now())})
