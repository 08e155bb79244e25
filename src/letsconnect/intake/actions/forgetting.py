"""What imports kept of somebody who leaves."""

from django.db import transaction

from letsconnect.intake.models import ImportDraft, ImportFile, Leftover
from letsconnect.intake.queries.traces import lines_about, names_of, rows_of
from letsconnect.people.models import Person
from letsconnect.reading.files import text_of
from letsconnect.reading.refusing import Refused

FORGOTTEN = "erased"


@transaction.atomic
def forget_imports(person: Person) -> None:
    """Empty report lines, cells and set-aside rows that are about the person; numbers and reasons stay, so that the
    report still accounts for every row."""
    for file in ImportFile.objects.select_for_update():
        _forget_in_report(file, person)
    names = {name.casefold() for name in names_of(person)}
    for leftover in Leftover.objects.filter(person=None).iterator():
        words = " ".join([leftover.value, *map(str, leftover.cells)]).casefold()
        if any(name in words for name in names):
            Leftover.objects.filter(pk=leftover.pk).update(cells=[], value="")
    _forget_drafts(names)


def _forget_drafts(names: set[str]) -> None:
    """Files uploaded and not brought in yet that name them, or may: a packed one cannot be searched."""
    for draft in ImportDraft.objects.all():
        try:
            text = text_of(bytes(draft.content)).casefold()
        except Refused:
            draft.delete()
            continue
        if any(name in text or name.replace(" ", "_") in text for name in names):
            draft.delete()


def _forget_in_report(file: ImportFile, person: Person) -> None:
    lines = lines_about(file.report, person, rows_of(file, person))
    for line in lines:
        line.update(person="", value="", reason=FORGOTTEN)
    if lines:
        file.save(update_fields=["report"])
