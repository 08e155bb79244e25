"""Programs that know nothing of ours read every entry as it was meant."""

import os
from pathlib import Path

import pytest

from letsconnect.ground.calendars import feed
from tests.figures import Figure
from tests.ground.changes import entry_of, events_in
from tests.ground.readers import installed, khal, vdirsyncer_from

HOW_MANY = 60


@pytest.fixture
def programs() -> Path:
    found = installed()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "1" else pytest.skip)("khal and vdirsyncer could not be installed")
    return found


@pytest.mark.once
def test_khal_and_vdirsyncer_read_every_entry_as_it_was_meant(programs: Path, tmp_path: Path, figure: Figure) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "feed.ics").write_bytes(feed([entry_of(seed) for seed in range(HOW_MANY)], name="Let's Connect"))
    meant = {
        "|".join((f"{entry.starts_at:%Y-%m-%dT%H:%M}", f"{entry.ends_at:%Y-%m-%dT%H:%M}", entry.title, entry.place))
        for entry in map(entry_of, range(HOW_MANY))
    }

    vdirsyncer_from(programs, tmp_path, tmp_path / "feed.ics")
    fetched = [event for file in (tmp_path / "ours").iterdir() for event in events_in(file.read_bytes())]
    line = "{start}|{end}|{title}|{location}"
    read = khal(programs, tmp_path, "list", "--once", "--day-format", "", "--format", line, "2025-12-31", "1200d")

    uids = {entry_of(seed).uid for seed in range(HOW_MANY)} ^ {str(event["UID"]) for event in fetched}
    disagreements = len(meant ^ {entry for entry in read.splitlines() if entry}) + len(uids)
    figure(f"calendar readers: {HOW_MANY} entries, khal and vdirsyncer, {disagreements} disagreements")
    assert disagreements == 0, (sorted(meant ^ set(read.splitlines())), sorted(uids))
