"""Connections in numbers: a page and a table to take along; for the team also what waits for an answer."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from letsconnect.connections.actions.nudging import remind_now
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.rules import may_run_rounds
from letsconnect.conversations.queries.numbers import PILOT_CONNECTIONS, PILOT_PEOPLE, Numbers, this_moment, unanswered
from letsconnect.ground.errors import require
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_see_numbers

AT_MOST = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@login_required
def numbers(request: HttpRequest) -> HttpResponse:
    """Aggregates; and for the team the invitations that wait."""
    me = myself(request)
    require(may_see_numbers(me))
    waiting = unanswered()[:AT_MOST] if may_run_rounds(me) else []
    facts = {
        "numbers": this_moment(),
        "pilot": {"connections": PILOT_CONNECTIONS, "people": PILOT_PEOPLE},
        "is_team": may_run_rounds(me),
        "waiting": [(place, name_among_members(place.person)) for place in waiting],
    }
    return render(request, "conversations/numbers.html", facts)


@require_safe
@login_required
def numbers_table(request: HttpRequest) -> HttpResponse:
    """The same numbers as CSV. No cell is a formula, whoever wrote the label."""
    require(may_see_numbers(myself(request)))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="connections.csv"'
    writer = csv.writer(response)
    for row in rows_of(this_moment()):
        writer.writerow([harmless(cell) for cell in row])
    return response


def rows_of(found: Numbers) -> Iterator[list[str]]:
    """Heading, label, then proposed, agreed, met, summed up."""
    steps = [_("Proposed"), _("Agreed"), _("Met"), _("Summed up")]
    yield [_("By"), "", *steps]
    tables = {_("Month"): found.months, _("Region"): found.regions, _("Topic"): found.topics}
    for by, lines in {_("All"): [found.steps], **tables, _("Language"): found.languages}.items():
        for line in lines:
            yield [by, line.label, *map(str, line.counts)]


def harmless(cell: str) -> str:
    """A cell that spreadsheets read as words."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@require_POST
@login_required
def remind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the one reminder now instead of at half time."""
    me = myself(request)
    require(may_run_rounds(me))
    if remind_now(get_object_or_404(Connection, public_id=public_id), by=me):
        messages.success(request, _("Reminded. It is the only reminder they get."))
    else:
        messages.info(request, _("They were reminded already; it lapses by itself."))
    return redirect("connections_team:numbers")
