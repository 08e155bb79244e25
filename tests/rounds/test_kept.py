"""What is kept of a round: it can be exported, replayed, and forgets who was erased."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from letsconnect.people.actions.leaving import erase
from letsconnect.skills.models import Offer
from tests.cast import signed_in


def test_the_exported_pair_passes_the_checkers_own_command(make_pair, planned, liaison, tmp_path):
    make_pair(), make_pair()
    round_ = planned()
    signed_in(liaison).post(f"/team/rounds/{round_.pk}/chosen/", {"chosen": ["2"], "deed": "remove"})
    files = []
    for words in ((), ("--plan",)):
        out = StringIO()
        call_command("export_round", str(round_.pk), *words, stdout=out)
        files.append(tmp_path / f"{len(words)}.json")
        files[-1].write_text(out.getvalue())

    done = subprocess.run([sys.executable, "-m", "matchmaker", "check", *files], capture_output=True, check=False)

    assert (done.returncode, b"broken" in done.stdout) == (0, False), done.stdout
    assert json.loads(files[0].read_text())["version"] == 1


def test_replaying_says_whether_the_same_comes_out(make_pair, planned):
    make_pair()
    round_ = planned()
    out = StringIO()

    call_command("replay_round", str(round_.pk), stdout=out)
    row = round_.connections.get()
    row.facts = row.facts | {"slot": 0}
    row.save()

    assert out.getvalue().startswith("The same: 1 connections")
    with pytest.raises(CommandError, match="Not the same: 1 differ"):
        call_command("replay_round", str(round_.pk))


def test_somebody_erased_is_in_no_round_any_more(make_pair, planned, administrator):

    sharer, _learner = make_pair()
    round_ = planned()
    public_id = sharer.public_id
    assert public_id in json.dumps(round_.input)

    erase(sharer, by=administrator)

    round_.refresh_from_db()
    kept = json.dumps([round_.input, round_.plan, *round_.edits.values_list("facts", flat=True)])
    assert public_id not in kept + json.dumps(list(round_.connections.values_list("facts", flat=True)))
    assert not Offer.objects.filter(person__public_id=public_id).exists()
