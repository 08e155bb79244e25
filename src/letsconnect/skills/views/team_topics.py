"""The team keeps the topics in order: adds, edits, merges, splits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.merging import merge_topics, undo_merge
from letsconnect.skills.actions.own_words import assign_words
from letsconnect.skills.actions.splitting import split_topic
from letsconnect.skills.actions.topics import TopicFacts, add_topic, edit_topic
from letsconnect.skills.forms.team_topics import MergeForm, SplitForm, TopicForm
from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import living_topics, topics_by_category
from letsconnect.skills.queries.upkeep import history_lines, merged_topics, offers_shown, uncategorised, wishes_shown

SHOWN = 300


@login_required
def topics(request: HttpRequest) -> HttpResponse:
    require(may_edit_topics(request.user))
    merged = Topic.objects.exclude(merged_into=None).select_related("merged_into")
    facts = {"headings": topics_by_category(), "others": uncategorised(), "merged": merged}
    return render(request, "skills/team_topics.html", facts)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a topic; with `side` and `folded`, for what people said in their own words."""
    require(may_edit_topics(request.user))
    said = {key: request.GET.get(key, "").replace("\x00", "") for key in ("side", "folded", "words")}
    form = TopicForm(posted(request), initial={"label_en": said["words"]})
    if form.is_valid():
        topic = add_topic(form.facts(), by=myself(request))
        if said["side"] in ("share", "learn") and said["folded"]:
            assign_words(said["side"], said["folded"], to=topic, by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("skills:team_topic", topic.slug)
    return render(request, "skills/team_topic.html", {"form": form, "said": said["words"]})


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    require(may_edit_topics(request.user))
    topic = get_object_or_404(Topic.objects.select_related("merged_into"), slug=slug)
    form = TopicForm(posted(request), topic=topic)
    if form.is_valid():
        edit_topic(topic, form.facts(), by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("skills:team_topic", slug)
    facts = {"topic": topic, "form": form, "history": history_lines(topic), "merged": merged_topics(topic)}
    return render(request, "skills/team_topic.html", facts)


@login_required
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    require(may_edit_topics(request.user))
    topic = get_object_or_404(living_topics(), slug=slug)
    form = MergeForm(posted(request), topic=topic)
    if form.is_valid():
        target = merge_topics(topic, into=form.cleaned_data["into"], by=myself(request))
        messages.success(request, _("Merged. Everybody who named the one names the other now."))
        return redirect("skills:team_topic", target.slug)
    return render(request, "skills/team_topic_merge.html", {"topic": topic, "form": form})


@require_POST
@login_required
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    try:
        undo_merge(topic, by=myself(request))
        messages.success(request, _("These are two topics again."))
    except Refused as refused:
        messages.error(request, refused.messages[0])
    return redirect("skills:team_topic", slug)


@login_required
def split(request: HttpRequest, slug: str) -> HttpResponse:
    """Some people's offers and wishes go to another topic, new or not."""
    require(may_edit_topics(request.user))
    topic = get_object_or_404(living_topics(), slug=slug)
    offers, wishes = offers_shown(topic), wishes_shown(topic)
    form = SplitForm(posted(request), topic=topic, offers=offers[:SHOWN], wishes=wishes[:SHOWN])
    if form.is_valid():
        return _split(request, topic, form)
    more = max(offers.count(), wishes.count()) > SHOWN
    return render(request, "skills/team_topic_split.html", {"topic": topic, "form": form, "more": more})


def _split(request: HttpRequest, topic: Topic, form: SplitForm) -> HttpResponse:
    me, given = myself(request), form.cleaned_data
    same = TopicFacts({"en": given["name"]}, categories=tuple(topic.categories.all()))
    to = given["to"] or add_topic(same, by=me)
    split_topic(
        topic,
        to=to,
        offers=[int(pk) for pk in given["offers"]],
        wishes=[int(pk) for pk in given["wishes"]],
        keep=given["keep"] == "keep",
        by=me,
    )
    messages.success(request, _("Saved."))
    return redirect("skills:team_topic", to.slug)
