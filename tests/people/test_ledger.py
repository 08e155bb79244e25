"""The consent ledger only grows."""

import pytest
from django.db import DatabaseError, transaction

from letsconnect.people.actions.ledger import write_consent
from letsconnect.people.models import Consent


def test_a_line_of_the_ledger_cannot_be_changed(learner):
    line = write_consent(learner, "publish", "all", how="page")

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Consent.objects.filter(pk=line.pk).update(choice="none")


def test_a_line_of_the_ledger_cannot_be_deleted(learner):
    line = write_consent(learner, "publish", "all", how="page")

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        line.delete()
