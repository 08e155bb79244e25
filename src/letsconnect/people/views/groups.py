"""The team keeps the groups in order."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.actions.groups import edit_group, merge_groups
from letsconnect.people.forms.groups import EditGroupForm, FindGroupForm, MergeGroupForm
from letsconnect.people.models import Group
from letsconnect.people.queries.groups import groups_like_this, groups_with_people
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_edit_groups


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """All groups with how many people are in each, or those with a similar name."""
    require(may_edit_groups(request.user))
    form = FindGroupForm(request.GET)
    found = groups_with_people(form.cleaned_data["q"] if form.is_valid() else "")
    return render(request, "people/groups.html", {"form": form, "groups": found})


@login_required
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: what is said about it, and others that may be the same."""
    me = myself(request)
    require(may_edit_groups(me))
    group = get_object_or_404(Group, slug=slug)
    form = EditGroupForm(posted(request), group=group)
    if form.is_valid():
        try:
            edit_group(group, form.facts(), by=me)
            messages.success(request, _("Saved."))
            return redirect("people:group", slug)
        except Refused as refused:
            form.add_error("name", refused.messages)
    alike = groups_like_this(group)
    return render(request, "people/group.html", {"group": group, "form": form, "alike": alike})


@login_required
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Two groups that are one become one."""
    me = myself(request)
    require(may_edit_groups(me))
    group = get_object_or_404(Group, slug=slug)
    form = MergeGroupForm(posted(request), initial={"into": request.GET.get("into", "")})
    if form.is_valid():
        try:
            target = merge_groups(group, into=form.cleaned_data["into"], by=me)
            messages.success(request, _("Merged. Everybody of the one group is in the other now."))
            return redirect("people:group", target.slug)
        except Refused as refused:
            form.add_error("into", refused.messages)
    return render(request, "people/merge_group.html", {"group": group, "form": form})
