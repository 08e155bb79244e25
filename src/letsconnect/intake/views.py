"""The team brings in a file: upload, look, choose the columns, bring in, mend what was left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.intake.actions.drafting import choose_columns, draft_import, finish_import, start_import
from letsconnect.intake.actions.mending import leave_as_it_is, mend_answer, mend_row
from letsconnect.intake.forms import AnswerForm, ColumnsForm, RowForm, UploadForm
from letsconnect.intake.models import ImportDraft, ImportFile, Leftover
from letsconnect.intake.queries.imports import (
    group_offered,
    import_files,
    is_under_way,
    open_leftovers,
    preview_of,
    samples_of,
)
from letsconnect.intake.queries.known import books_now
from letsconnect.intake.tasks import bring_in_draft
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_import
from letsconnect.reading.files import read
from letsconnect.reading.parcel import parcel_of_forms
from letsconnect.reading.refusing import Refused
from letsconnect.reading.wording import reason_for, sentence_for

AT_ONCE = 500
SHOWN = 100


@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a file, and see those brought in before."""
    require(may_import(request.user))
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("intake:import_draft", draft_import(file.name, file.read(), by=myself(request)).pk)
        except Refused as refused:
            form.add_error("file", sentence_for(refused))
    facts = {"form": form, "files": import_files()[:50], "drafts": ImportDraft.objects.order_by("-id")[:20]}
    return render(request, "intake/imports.html", facts)


@login_required
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What a file would mean; its columns can be chosen anew."""
    require(may_import(request.user))
    mine = get_object_or_404(ImportDraft, pk=draft_id)
    form = columns_form(request, mine)
    if form.is_valid():
        choose_columns(mine, form.chosen(), by=myself(request))
        return redirect("intake:import_draft", mine.pk)
    return render(request, "intake/import_draft.html", {"draft": mine, "form": form, **looked_through(mine)})


def columns_form(request: HttpRequest, draft: ImportDraft) -> ColumnsForm:
    table = read(bytes(draft.content))
    try:
        parcel = parcel_of_forms(bytes(draft.content), draft.name, books_now(), chosen=draft.chosen)
        header, chosen = list(parcel.header), parcel.mapping
    except Refused:
        header, chosen = list(table.header), draft.chosen
    return ColumnsForm(posted(request), header=header, samples=samples_of(table), chosen=chosen)


def looked_through(draft: ImportDraft) -> dict:
    """The preview, or the sentence that says why there is none yet."""
    if is_under_way(draft):
        return {"under_way": True}
    try:
        parcel = parcel_of_forms(bytes(draft.content), draft.name, books_now(), chosen=draft.chosen)
    except Refused as refused:
        return {"refused": sentence_for(refused)}
    return {"preview": preview_of(parcel)}


@require_POST
@login_required
def bring_in(request: HttpRequest, draft_id: int) -> HttpResponse:
    """At once, or by the worker when the file is large."""
    mine = get_object_or_404(ImportDraft, pk=draft_id)
    require(may_import(request.user))
    try:
        file = brought_in(mine, by=myself(request))
    except Refused as refused:
        messages.error(request, sentence_for(refused))
        return redirect("intake:import_draft", mine.pk)
    if file is None:
        return redirect("intake:import_draft", mine.pk)
    messages.success(request, _("Brought in. What needs a look stands below."))
    return redirect("intake:import_file", file.pk)


def brought_in(draft: ImportDraft, *, by: Person) -> ImportFile | None:
    """The file; None where the worker has it."""
    if len(read(bytes(draft.content)).records) <= AT_ONCE:
        return finish_import(draft, by=by)
    if start_import(draft, by=by):
        bring_in_draft.enqueue(draft.pk, by.pk)
    return None


@login_required
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """What is left of a file to mend."""
    require(may_import(request.user))
    mine = get_object_or_404(ImportFile, pk=file_id)
    left = open_leftovers(mine)
    rows = [(one, reason_for(one.reason)) for one in left[:SHOWN]]
    return render(request, "intake/import_file.html", {"file": mine, "rows": rows, "more": left.count() - len(rows)})


@login_required
def mend(request: HttpRequest, leftover_id: int) -> HttpResponse:
    """A row cell by cell, or one answer in words we know."""
    require(may_import(request.user))
    left = get_object_or_404(Leftover.objects.select_related("file", "person"), pk=leftover_id)
    offered = group_offered(left)
    form = mending_form(request, left, offered.name if offered else "")
    if form.is_valid() and mended(request, left, form):
        messages.success(request, _("Mended."))
        return redirect("intake:import_file", left.file_id)
    facts = {"left": left, "form": form, "offered": offered, "reason": reason_for(left.reason)}
    return render(request, "intake/import_mend.html", facts)


def mending_form(request: HttpRequest, left: Leftover, offered: str) -> RowForm | AnswerForm:
    if left.column:
        return AnswerForm(posted(request), leftover=left, offered=offered)
    return RowForm(posted(request), leftover=left)


def mended(request: HttpRequest, left: Leftover, form: RowForm | AnswerForm) -> bool:
    """Try; where it is still not understood, the form says why."""
    if isinstance(form, RowForm):
        problem = mend_row(left, form.cells(), by=myself(request))
    else:
        as_written = bool(form.cleaned_data.get("as_written"))
        problem = mend_answer(left, form.cleaned_data["words"], by=myself(request), as_written=as_written)
    if problem:
        form.add_error(None, _("Not yet: %(reason)s.") % {"reason": reason_for(problem)})
    return not problem


@require_POST
@login_required
def leave(request: HttpRequest, leftover_id: int) -> HttpResponse:
    left = get_object_or_404(Leftover, pk=leftover_id)
    leave_as_it_is(left, by=myself(request))
    return redirect("intake:import_file", left.file_id)
