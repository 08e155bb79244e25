"""What people said in their own words, and what it may mean."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.own_words import assign_words, set_words_aside
from letsconnect.skills.forms.team_topics import AssignForm
from letsconnect.skills.models import OwnWords
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.upkeep import own_words_groups

AT_A_TIME = 25


@login_required
def own_words(request: HttpRequest) -> HttpResponse:
    """The list, most frequent first; a choice beside each."""
    require(may_edit_topics(request.user))
    topics = list(living_topics())
    form = AssignForm(posted(request), topics=topics, likely=[])
    if form.is_valid():
        return _settled(request, form.cleaned_data)
    sides = [_side(side, topics) for side in OwnWords.Side]
    return render(request, "skills/team_own_words.html", {"sides": sides, "failed": form})


def _side(side: OwnWords.Side, topics: list) -> dict:
    groups, count = own_words_groups(side, limit=AT_A_TIME)
    rows = [
        (group, AssignForm(topics=topics, likely=group.nearest, initial=vars(group) | {"means": ""}))
        for group in groups
    ]
    return {"side": side, "rows": rows, "more": count - len(groups)}


def _settled(request: HttpRequest, said: dict[str, str]) -> HttpResponse:
    if said["means"] == AssignForm.NEW:
        words = urlencode({key: said[key] for key in ("side", "folded", "words")})
        return redirect(f"{reverse('skills:team_topic_new')}?{words}")
    if said["means"] == AssignForm.ASIDE:
        set_words_aside(said["side"], said["folded"], by=myself(request))
    else:
        topic = get_object_or_404(living_topics(), slug=said["means"])
        assign_words(said["side"], said["folded"], to=topic, by=myself(request))
    messages.success(request, _("Saved."))
    return redirect("skills:team_own_words")
