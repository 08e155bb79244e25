"""Notes, links and files of a connection: a page of its own for each form, and back to the connection's page."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.connections import connections_of
from letsconnect.conversations.actions.keeping import change_note, share_file, share_link, take_back, write_note
from letsconnect.conversations.forms.kept import FileForm, LinkForm, NoteForm
from letsconnect.conversations.models import Note, SharedFile, SharedLink
from letsconnect.conversations.queries.kept import files_listed
from letsconnect.conversations.rules import may_keep, may_read_kept, may_take_back
from letsconnect.ground.allowance import limited
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request: HttpRequest, public_id: str) -> HttpResponse:
    found = page_of_mine(request, public_id)
    form = NoteForm(posted(request))
    if form.is_valid() and tried(form, write_note, found, **form.cleaned_data, by=myself(request)):
        return back_to(found, "notes")
    return render(request, "conversations/keep.html", {"connection": found, "form": form, "what": "note"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note(request: HttpRequest, public_id: str, note_id: int) -> HttpResponse:
    """Change or take back one's own note."""
    note = one_of_mine(request, Note.objects.all(), public_id, note_id)
    if "take_back" in request.POST:
        take_back(note, by=myself(request))
        return back_to(note.connection, "notes")
    form = NoteForm(posted(request), initial={"text": note.text})
    if form.is_valid():
        change_note(note, form.cleaned_data["text"], by=myself(request))
        return back_to(note.connection, "notes")
    facts = {"connection": note.connection, "form": form, "what": "own_note"}
    return render(request, "conversations/keep.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def links(request: HttpRequest, public_id: str) -> HttpResponse:
    found = page_of_mine(request, public_id)
    form = LinkForm(posted(request))
    if form.is_valid() and tried(form, share_link, found, **form.cleaned_data, by=myself(request)):
        return back_to(found, "links")
    return render(request, "conversations/keep.html", {"connection": found, "form": form, "what": "link"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@limited("shared_file", at_most=40, seconds=3600, methods=("POST",))
def files(request: HttpRequest, public_id: str) -> HttpResponse:
    found = page_of_mine(request, public_id)
    form = FileForm(posted(request), request.FILES or None)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("credit", "licence")}
        if tried(form, share_file, found, form.cleaned_data["file"], **facts, by=myself(request)):
            return back_to(found, "files")
    return render(request, "conversations/keep.html", {"connection": found, "form": form, "what": "file"})


@require_safe
@login_required
@csp_replace({"default-src": [NONE], "img-src": [NONE], "sandbox": True})  # type: ignore[arg-type]
def file(request: HttpRequest, public_id: str, file_id: int) -> HttpResponse:
    """The content, to be saved and never shown by the browser."""
    found = get_object_or_404(connections_of(myself(request)), public_id=public_id)
    require(may_read_kept(request.user, found))
    file = get_object_or_404(SharedFile, connection=found, pk=file_id)
    kind = "text/plain; charset=utf-8" if file.kind.startswith("text/") else file.kind
    response = HttpResponse(bytes(file.content), content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    return response


@require_POST
@login_required
def take_back_link(request: HttpRequest, public_id: str, link_id: int) -> HttpResponse:
    link = one_of_mine(request, SharedLink.objects.all(), public_id, link_id)
    take_back(link, by=myself(request))
    return back_to(link.connection, "links")


@require_POST
@login_required
def take_back_file(request: HttpRequest, public_id: str, file_id: int) -> HttpResponse:
    file = one_of_mine(request, files_listed(), public_id, file_id)
    take_back(file, by=myself(request))
    return back_to(file.connection, "files")


def page_of_mine(request: HttpRequest, public_id: str) -> Connection:
    """A connection on whose page this person may keep something."""
    found = get_object_or_404(connections_of(myself(request)), public_id=public_id)
    require(may_keep(request.user, found))
    return found


def one_of_mine(request: HttpRequest, rows: QuerySet[Any], public_id: str, pk: int) -> Any:
    """Something this person put on that page."""
    row: Model = get_object_or_404(rows, connection__public_id=public_id, author=myself(request), pk=pk)
    require(may_take_back(request.user, row))
    return row


def tried(form: Form, action: Any, *facts: Any, **named: Any) -> bool:
    """Whether the action was done; else its reason stands on the form."""
    try:
        action(*facts, **named)
    except Refused as refused:
        form.add_error(None, refused)
        return False
    return True


def back_to(connection: Connection, part: str) -> HttpResponse:
    return redirect(f"{reverse('connections:connection', args=[connection.public_id])}#{part}")
