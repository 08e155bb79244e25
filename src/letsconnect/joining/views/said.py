"""What I can share and what I want to learn: one list each, one small page for each line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from letsconnect.ground.requests import posted
from letsconnect.joining.forms.said import AddTopicForm, LineForm, OfferForm, WishForm
from letsconnect.people.actions.profile import set_audiences
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself
from letsconnect.skills.actions.offers import (
    answer_suggestion,
    forget_own_words,
    offer_topic,
    say_in_own_words,
    withdraw_offer,
)
from letsconnect.skills.actions.wishes import wish_for_topic, withdraw_wish
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic, Wish
from letsconnect.skills.queries.catalogue import living_topics


@dataclass(frozen=True)
class Side:
    """What differs between sharing and learning."""

    code: str
    list_door: str
    line_door: str
    title: Promise
    lead: Promise
    form: type[LineForm]
    lines: Callable[[Person], Any]
    say: Callable[..., Any]
    withdraw: Callable[..., None]


SHARES = Side(
    code="share",
    list_door="joining:shares",
    line_door="joining:share",
    title=gettext_lazy("What I can share"),
    lead=gettext_lazy("Small things count, and so does what went wrong."),
    form=OfferForm,
    lines=lambda person: Offer.objects.filter(person=person),
    say=offer_topic,
    withdraw=withdraw_offer,
)
WISHES = Side(
    code="learn",
    list_door="joining:wishes",
    line_door="joining:wish",
    title=gettext_lazy("What I want to learn"),
    lead=gettext_lazy("For yourself or for your group. There are no silly questions."),
    form=WishForm,
    lines=lambda person: Wish.objects.filter(person=person),
    say=wish_for_topic,
    withdraw=withdraw_wish,
)


@login_required
def shares(request: HttpRequest) -> HttpResponse:
    return lines(request, SHARES)


@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    return lines(request, WISHES)


@login_required
def share(request: HttpRequest, slug: str) -> HttpResponse:
    return line(request, SHARES, slug)


@login_required
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    return line(request, WISHES, slug)


def lines(request: HttpRequest, side: Side) -> HttpResponse:
    """The list, and a box to add to it: words are looked up (`?q=`), then a topic is picked or the words stay."""
    person = myself(request)
    words = (request.POST.get("words") or request.GET.get("q", "")).strip()[:300]
    form = AddTopicForm(posted(request), words=words)
    if request.method == "POST" and form.is_valid():
        return add(request, side, form)
    rows = side.lines(person).select_related("topic")
    own_words = OwnWords.objects.filter(person=person, side=side.code)
    facts = {"side": side, "lines": rows, "own_words": own_words, "form": form, "words": words}
    return render(request, "joining/me_lines.html", facts)


def add(request: HttpRequest, side: Side, form: AddTopicForm) -> HttpResponse:
    person, slug = myself(request), form.picked()
    if not slug:
        say_in_own_words(person, side.code, form.words, by=person)
        messages.success(request, _("Saved, in your own words."))
        return redirect(side.list_door)
    side.say(person, living_topics().get(slug=slug), by=person)
    messages.success(request, _("Saved. You may say more about it here, or leave it."))
    return redirect(side.line_door, slug)


def line(request: HttpRequest, side: Side, slug: str) -> HttpResponse:
    """More about one line; or take it back."""
    person, topic = myself(request), get_object_or_404(Topic, slug=slug)
    if "remove" in request.POST:
        side.withdraw(person, topic, by=person)
        messages.success(request, _("Taken back."))
        return redirect(side.list_door)
    found = get_object_or_404(side.lines(person), topic=topic)
    form = side.form(posted(request), line=found)
    if request.method == "POST" and form.is_valid():
        side.say(person, topic, by=person, **form.facts(), assumed=False)
        set_audiences(person, form.audiences(), by=person)
        messages.success(request, _("Saved."))
        return redirect(side.list_door)
    return render(request, "joining/me_line.html", {"side": side, "topic": topic, "form": form})


@require_POST
@login_required
def own_words(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take own words back."""
    person = myself(request)
    row = OwnWords.objects.filter(person=person, pk=row_id).first()
    forget_own_words(person, row_id, by=person)
    return redirect("joining:wishes" if row and row.side == OwnWords.Side.LEARN else "joining:shares")


@require_POST
@login_required
def suggestion(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Accept or decline a hint that I could share something."""
    person = myself(request)
    row = get_object_or_404(Suggestion, pk=suggestion_id, person=person)
    answer = "yes" if request.POST.get("answer") == "yes" else "no"
    answered = answer_suggestion(row, answer, by=person)
    messages.success(request, _("Saved.") if answered.answer == "yes" else _("Thank you; it will not be shown again."))
    return redirect("joining:share", row.topic.slug) if answered.answer == "yes" else redirect("joining:me")
