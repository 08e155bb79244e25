"""Tables: /tables/. A sharer says when they talk about a topic; learners take a seat."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.connections import connections_of
from letsconnect.connections.queries.hours import zone_of
from letsconnect.connections.queries.whens import when
from letsconnect.ground.allowance import take, who_asks
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.inviting.actions.inviting import intent_of
from letsconnect.inviting.actions.tables import Table, open_tables, take_a_seat
from letsconnect.inviting.forms.tables import TableForm
from letsconnect.inviting.queries.inviting import languages_with
from letsconnect.inviting.queries.tables import opened_before, tables_for, upcoming_tables
from letsconnect.inviting.rules import may_open_table
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself, reading
from letsconnect.skills.models import Offer, Topic

A_DAY = 24 * 3600


@require_safe
@login_required
def tables(request: HttpRequest) -> HttpResponse:
    """What is on offer: first what fits me. `?topic=`: only those on one topic."""
    me = myself(request)
    require(may_open_table(me))
    topic = Topic.objects.filter(slug=request.GET.get("topic", "")).first()
    found = tables_for(me, reading(request), topic.slug if topic else "")
    return render(request, "inviting/tables.html", {"tables": found, "topic": topic})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_table(request: HttpRequest) -> HttpResponse:
    """Open tables; shown first as they will stand, opened by the second press."""
    me = myself(request)
    require(may_open_table(me))
    form = table_form(request, me)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "open" in request.POST and opened(request, form):
        messages.success(request, _("Your table is open. We write to you when somebody sits down."))
        return redirect("inviting:tables")
    preview = [when(at, me) for at in form.cleaned_data["chosen"]] if is_valid else []
    return render(request, "inviting/new_table.html", {"form": form, "preview": preview})


def table_form(request: HttpRequest, me: Person) -> TableForm:
    """The form for what this person shares, in their languages, on their clock."""
    mine = Topic.objects.filter(pk__in=Offer.objects.filter(person=me).order_by().values("topic")).order_by(
        "position", "slug"
    )
    languages = [code for (code,) in languages_with(me, [])]
    wanted = {"topic": request.GET.get("topic", "")}
    return TableForm(posted(request), topics=list(mine), languages=languages, zone=zone_of(me), initial=wanted)


def opened(request: HttpRequest, form: TableForm) -> bool:
    """Whether the tables are open; if not, the form says why."""
    try:
        offered = offered_in(form, myself(request))
        if not opened_before(one.once for one in offered):
            within_allowance(request)
        open_tables(offered, by=myself(request))
    except Refused as refused:
        form.add_error(None, refused)
        return False
    return True


def within_allowance(request: HttpRequest) -> None:
    """Nobody fills the list: so many times a day."""
    if take("tables", who_asks(request), at_most=settings.INVITATIONS_A_DAY, seconds=A_DAY):
        raise Refused(_("You have opened many tables today. What you wrote is still here; please open it tomorrow."))


def offered_in(form: TableForm, me: Person) -> list[Table]:
    """What the form offers, a table for each date."""
    said = form.cleaned_data
    topic = Topic.objects.get(slug=said["topic"])
    return [
        Table(
            topic=topic,
            starts_at=at,
            seats=said["seats"],
            language=said["language"],
            words=said["words"],
            once=f"{intent_of(said['intent'], me)}:{int(at.timestamp())}",
        )
        for at in said["chosen"]
    ]


@require_POST
@login_required
def take_seat(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sit down. Safe to repeat."""
    table = get_object_or_404(upcoming_tables(reading(request)), public_id=public_id)
    try:
        take_a_seat(table, by=myself(request))
    except Refused as refused:
        messages.error(request, refused.messages[0])
        return redirect("inviting:tables")
    messages.success(request, _("You have a seat. Everything you need is on this page."))
    return redirect("connections:connection", public_id)


@require_POST
@login_required
def leave_table(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a seat back; the sharer closes the table. Safe to repeat."""
    mine = connections_of(myself(request)).filter(origin=Connection.Origin.TABLE)
    call_off(get_object_or_404(mine, public_id=public_id), by=myself(request))
    messages.success(request, _("Done. Whoever it concerns gets a letter."))
    return redirect("inviting:tables")
