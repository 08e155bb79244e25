"""The team adds and renames the headings of the topic table."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.headings import add_heading, rename_heading
from letsconnect.skills.forms.headings import HeadingForm
from letsconnect.skills.models import Category


@login_required
def headings(request: HttpRequest) -> HttpResponse:
    """All headings, and one more."""
    require(may_edit_topics(request.user))
    form = HeadingForm(posted(request))
    if form.is_valid():
        add_heading(form.labels(), by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("skills:team_topics")
    return render(request, "skills/team_heading.html", {"form": form, "headings": Category.objects.all()})


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    require(may_edit_topics(request.user))
    heading = get_object_or_404(Category, slug=slug)
    form = HeadingForm(posted(request), heading=heading)
    if form.is_valid():
        rename_heading(heading, form.labels(), by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("skills:team_topics")
    return render(request, "skills/team_heading.html", {"form": form, "heading": heading})
