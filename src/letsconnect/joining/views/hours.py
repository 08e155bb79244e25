"""When I am free: the week by parts of the day, then each day by half-hours; checkboxes only."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from letsconnect.ground.requests import posted
from letsconnect.joining.actions.hours import say_day, say_hours
from letsconnect.joining.forms.hours import DayForm, WeekForm
from letsconnect.joining.queries.hours import DAYS, PARTS
from letsconnect.joining.queries.steps import next_step
from letsconnect.people.queries.readers import myself


@login_required
def hours(request: HttpRequest) -> HttpResponse:
    person = myself(request)
    form = WeekForm(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        say_hours(person, by=person, change=form.change(), facts=form.facts(), audiences=form.audiences())
        messages.success(request, _("Saved."))
        coming = next_step(person, "hours") if "next" in request.POST else None
        return redirect(coming.href if coming else "joining:me")
    return render(request, "joining/me_hours.html", {"form": form, "parts": PARTS, "person": person})


@login_required
def day(request: HttpRequest, day: int) -> HttpResponse:
    """One day by half-hours; 0 is Monday."""
    person = myself(request)
    if day >= len(DAYS):
        raise Http404
    form = DayForm(posted(request), person=person, day=day)
    if request.method == "POST" and form.is_valid():
        say_day(person, day, by=person, change=form.change(), same_on=form.other_days())
        messages.success(request, _("Saved."))
        return redirect("joining:hours")
    return render(request, "joining/me_day.html", {"form": form, "name": DAYS[day], "person": person})
