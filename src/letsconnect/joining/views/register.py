"""Registering: two answers, which topics they mean, sign in, done. The answers wait in the session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letsconnect.access.login.arriving import returning
from letsconnect.ground.allowance import limited
from letsconnect.ground.requests import posted
from letsconnect.joining.actions.answers import SIDES, WaitingAnswers
from letsconnect.joining.actions.registration import register
from letsconnect.joining.forms.register import ArrivalForm, DeedsForm, PickForm, TwoAnswersForm
from letsconnect.joining.queries.deeds import topics_behind
from letsconnect.people.actions.consents import acknowledge_policies
from letsconnect.people.actions.profile import say
from letsconnect.people.models import Person
from letsconnect.people.queries.policies import POLICIES, policies_owed
from letsconnect.people.queries.readers import myself
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.nearest import nearest_topics, topic_called

few_posts = limited("register", at_most=120, seconds=1800, methods=("POST",))


@few_posts
def start(request: HttpRequest) -> HttpResponse:
    """One thing I could share, one thing I want to learn. `?share=` and `?learn=` fill them in."""
    if isinstance(request.user, Person) and request.user.is_registered and request.method == "GET":
        return redirect("joining:me")
    waiting = WaitingAnswers(request.session)
    typed = {side.value: typed_words(request, waiting, side) for side in SIDES}
    form = TwoAnswersForm(posted(request), initial=typed, share_settled=waiting.is_given("share"))
    if request.method == "POST" and form.is_valid():
        for side in SIDES:
            waiting.answer(side, form.cleaned_data[side])
        return redirect("joining:register_choose" if waiting.unsettled() else "joining:register_finish")
    return render(request, "joining/register.html", {"form": form, "waiting": waiting.to_save("share")})


def typed_words(request: HttpRequest, waiting: WaitingAnswers, side: str) -> str:
    """What stands in the box at first: the address's words (a topic by its name), else what was answered before."""
    asked = request.GET.get(side, "")
    return str(topic_called(asked) or asked) if asked else waiting.words(side)


@few_posts
def discover(request: HttpRequest) -> HttpResponse:
    """For "I have nothing to share": what did you do in the last year? Behind ordinary deeds stand topics."""
    form = DeedsForm(request.GET if "did" in request.GET else None)
    found = topics_behind(form.cleaned_data["did"]) if form.is_valid() else []
    if request.method == "POST":
        return take_up(request, [topic for topic in living_topics() if topic.slug in request.POST.getlist("topic")])
    return render(request, "joining/register_discover.html", {"form": form, "found": found})


def take_up(request: HttpRequest, topics: list[Topic]) -> HttpResponse:
    """Share these topics: now, or for somebody not registered yet, when they are."""
    if isinstance(request.user, Person) and request.user.is_registered:
        for topic in topics:
            offer_topic(request.user, topic, by=request.user)
        return redirect("joining:shares")
    WaitingAnswers(request.session).replace("share", [topic.slug for topic in topics])
    return redirect("joining:register")


@few_posts
def choose(request: HttpRequest) -> HttpResponse:
    """Which topics the words mean; the nearest are suggested, across languages."""
    waiting = WaitingAnswers(request.session)
    forms = [pick_form(request, waiting, side) for side in waiting.unsettled()]
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        for form in forms:
            waiting.settle(str(form.prefix), [form.picked()] if form.picked() else [])
        return redirect("joining:register_finish")
    return render(request, "joining/register_choose.html", {"forms": forms}) if forms else redirect("joining:register")


def pick_form(request: HttpRequest, waiting: WaitingAnswers, side: str) -> PickForm:
    words = waiting.words(side)
    label = _("What you could share") if side == "share" else _("What you want to learn")
    return PickForm(posted(request), prefix=side, words=words, nearest=nearest_topics(words), label=label)


@login_required
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest) -> HttpResponse:
    """Signed in: show what was said, save it on one press. Safe to press twice."""
    person, waiting = myself(request), WaitingAnswers(request.session)
    if not waiting.is_given("learn"):
        return redirect("joining:me" if person.is_registered else "joining:register")
    form = ArrivalForm(posted(request), initial={"chosen_name": person.chosen_name or person.username})
    if request.method == "POST" and form.is_valid():
        arrive(person, waiting, form)
        messages.success(request, _("Welcome. You are registered, and what you said is saved."))
        return redirect(returning(request) or "joining:me")
    answers = {side.value: waiting.to_save(side) for side in SIDES}
    facts = {"form": form, "answers": answers, "policies": POLICIES, "owed": policies_owed(person)}
    return render(request, "joining/register_finish.html", facts)


def arrive(person: Person, waiting: WaitingAnswers, form: ArrivalForm) -> None:
    """Register with the waiting answers, the name and the promise."""
    share, learn = (waiting.to_save(side) for side in SIDES)
    register(person, shares=share, wishes=learn, language=get_language() or "en")
    if form.cleaned_data["chosen_name"] != person.chosen_name:
        say(person, by=person, facts={"chosen_name": form.cleaned_data["chosen_name"]}, how="register")
    if form.cleaned_data["agreed"]:
        acknowledge_policies(person, by=person, language=get_language() or "en", how="register")
    waiting.forget()
