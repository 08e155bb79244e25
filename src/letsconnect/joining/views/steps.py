"""The steps of a profile: each its own small page, saved by the server."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.ground.requests import posted
from letsconnect.joining.forms.group import GroupForm
from letsconnect.joining.forms.languages import LanguagesForm
from letsconnect.joining.forms.steps import STEP_FORMS
from letsconnect.joining.queries.steps import LABELS, next_step
from letsconnect.people.actions.consents import acknowledge_policies, withdraw_acknowledgement
from letsconnect.people.actions.groups import name_group
from letsconnect.people.actions.languages import add_language, move_language, remove_language, set_levels
from letsconnect.people.actions.profile import say
from letsconnect.people.models import Person
from letsconnect.people.queries.groups import recognised_names
from letsconnect.people.queries.policies import POLICIES, policies_owed
from letsconnect.people.queries.readers import myself


def saved(request: HttpRequest, code: str) -> HttpResponse:
    """Where to go from a saved step: the next one not done, if asked; else my page."""
    messages.success(request, _("Saved."))
    coming = next_step(myself(request), code) if "next" in request.POST else None
    return redirect(coming.href if coming else "joining:me")


def shown(
    request: HttpRequest, code: str, form: Any, template: str = "joining/me_step.html", **facts: Any
) -> HttpResponse:
    return render(request, template, {"code": code, "title": LABELS[code], "form": form, **facts})


@login_required
def step(request: HttpRequest, code: str) -> HttpResponse:
    """A step that is one plain form over the person's own columns."""
    person = myself(request)
    form = STEP_FORMS[code](posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        say(person, by=person, facts=form.facts(), audiences=form.audiences())
        return saved(request, code)
    return shown(request, code, form)


@login_required
def group(request: HttpRequest) -> HttpResponse:
    """My group: found by what I call it; where several are meant, asked; where none is, an informal one is named."""
    person = myself(request)
    form = GroupForm(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        join(person, form)
        return saved(request, "group")
    return shown(request, "group", form, "joining/me_group.html", names=recognised_names())


def join(person: Person, form: GroupForm) -> None:
    facts, name = form.facts(), form.group_name()
    if name is not None:
        facts["group"] = name_group(name, by=person) if name else None
    say(person, by=person, facts=facts, audiences=form.audiences())


@login_required
def languages(request: HttpRequest) -> HttpResponse:
    """My languages, ranked; up, down and remove are buttons of one form, so nothing typed is lost."""
    person = myself(request)
    form = LanguagesForm(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        speak(person, form, request)
        stay = {"add", "up", "down", "remove"} & request.POST.keys()
        return redirect("joining:languages") if stay else saved(request, "languages")
    return shown(request, "languages", form, "joining/me_languages.html")


def speak(person: Person, form: LanguagesForm, request: HttpRequest) -> None:
    """Everything the form says, in one go: levels, a language added, then the button that was pressed."""
    say(person, by=person, facts={}, audiences=form.audiences())
    set_levels(person, form.levels(), by=person)
    if form.cleaned_data["language"]:
        add_language(person, form.cleaned_data["language"], form.level_said(), by=person)
    pressed = {button: request.POST.get(button, "") for button in ("remove", "up", "down")}
    mine = {language.code for language in form.ranked}
    if pressed["remove"] in mine:
        remove_language(person, pressed["remove"], by=person)
    for button, steps in (("up", -1), ("down", 1)):
        if pressed[button] in mine:
            move_language(person, pressed[button], steps, by=person)


@login_required
def conduct(request: HttpRequest) -> HttpResponse:
    """The Code of Conduct and the Friendly Space Policy: read, promise, or take the promise back."""
    person, language = myself(request), get_language() or "en"
    if request.method == "POST":
        deed = withdraw_acknowledgement if "withdraw" in request.POST else acknowledge_policies
        deed(person, by=person, language=language)
        return saved(request, "conduct")
    owed = policies_owed(person)
    return shown(request, "conduct", None, "joining/me_conduct.html", policies=POLICIES, owed=owed)
