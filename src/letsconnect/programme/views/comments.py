"""Tell the team what you think; and the team's list of what was told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.access.queries.accounts import Account, account_of
from letsconnect.ground.allowance import limited
from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself, person_of, reading
from letsconnect.programme.actions.comments import leave_comment, mark_answered
from letsconnect.programme.forms.comments import CommentForm
from letsconnect.programme.queries.comments import all_comments
from letsconnect.programme.queries.passages import current_phase
from letsconnect.programme.rules import may_read_comments


@require_http_methods(["GET", "POST"])
@limited("comment", at_most=10, seconds=3600, methods=("POST",))
def comment(request: HttpRequest) -> HttpResponse:
    """The way to the public discussion, and a private form."""
    form = CommentForm(posted(request))
    if form.is_valid():
        leave_comment(**form.cleaned_data, language=get_language() or "en", by=person_of(request))
        messages.success(request, _("Thank you. The team will read it."))
        return redirect("programme:comment")
    return render(request, "programme/comment.html", {"form": form, "phase": current_phase()})


@require_safe
@login_required
def team_comments(request: HttpRequest) -> HttpResponse:
    require(may_read_comments(request.user))
    comments = [(comment, named(request, comment.person)) for comment in all_comments()[:500]]
    return render(request, "programme/team_comments.html", {"comments": comments})


def named(request: HttpRequest, person: Person | None) -> Account | None:
    """Somebody's account as far as this reader may see it."""
    return account_of(person, reading(request)) if person else None


@require_POST
@login_required
def answered(request: HttpRequest, comment_id: int) -> HttpResponse:
    require(may_read_comments(request.user))
    comment = get_object_or_404(all_comments(), pk=comment_id)
    mark_answered(comment, by=myself(request), answered=request.POST.get("answered") != "no")
    return redirect("programme:team_comments")
