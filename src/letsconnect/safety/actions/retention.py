"""Reports are not kept for ever."""

from datetime import timedelta

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.safety.models import Report

KEPT_DAYS = 365


def delete_old_reports() -> int:
    """Delete what was closed a year ago, with all words, seats and readings, unless the case team keeps it.

    Answers how many went. The audit keeps that there was a report and who read it, and no word of it.
    """
    old = Report.objects.filter(
        status=Report.Status.CLOSED, keep=False, changed_at__lt=clock.now() - timedelta(days=KEPT_DAYS)
    )
    for report in old:
        _delete(report)
    return len(old)


@transaction.atomic
def _delete(report: Report) -> None:
    record("safety.deleted", report, by=None)
    report.delete()
