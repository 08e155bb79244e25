"""A reviewer or teammate suggests that somebody could share a topic."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from letsconnect.directory.forms.suggest import SuggestForm
from letsconnect.directory.queries.cards import page_of
from letsconnect.directory.queries.topics import catalogue
from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself, reading
from letsconnect.people.rules import is_team, may_review_directory
from letsconnect.skills.actions.suggestions import suggest_topic
from letsconnect.skills.queries.upkeep import suggestions_shown


@login_required
def suggest(request: HttpRequest, public_id: str) -> HttpResponse:
    """For a person whom this reader may see."""
    require(may_review_directory(request.user))
    card = page_of(public_id, reading(request), catalogue())
    if card is None or card.profile.is_own:
        raise Http404
    person = get_object_or_404(Person, public_id=public_id)
    form = SuggestForm(posted(request))
    if form.is_valid():
        suggest_topic(person, **form.cleaned_data, by=myself(request))
        messages.success(request, _("Thank you. They see it on their own page and decide."))
        return redirect("directory:suggest", public_id)
    made = suggestions_shown(person, by=None if is_team(request.user) else myself(request))
    return render(request, "directory/suggest.html", {"profile": card.profile, "form": form, "made": made})
