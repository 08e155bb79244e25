"""Two calendar programs that know nothing of ours, khal and vdirsyncer, in a virtual environment of their own."""

import hashlib
import re
import subprocess
import sys
import venv
from pathlib import Path

from django.conf import settings

COLOURS = re.compile("\x1b\\[[0-9;]*m")
PROGRAMS = ("khal==0.14.1", "vdirsyncer==0.21.0")


def folder() -> Path:
    """Made once, then used again; a folder of its own for each set of versions."""
    name = hashlib.sha256(f"{PROGRAMS} {sys.version}".encode()).hexdigest()[:12]
    return Path(settings.ROOT) / "var" / f"calendar-readers-{name}"


def installed() -> Path | None:
    """The folder of the programs; None where they cannot be had."""
    place = folder()
    if not (place / "ready").exists():
        venv.create(place, with_pip=True, clear=True)
        command = [str(place / "bin" / "pip"), "install", "-qq", "--disable-pip-version-check", *PROGRAMS]
        if subprocess.run(command, check=False, timeout=300, capture_output=True).returncode:
            return None
        (place / "ready").touch()
    return place / "bin"


def khal(programs: Path, home: Path, *words: str) -> str:
    """What khal says about the calendar in `home`, in UTC."""
    config = home / "khal.conf"
    config.write_text(
        f"[calendars]\n[[ours]]\npath = {home}/ours\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n"
        f"local_timezone = UTC\ndefault_timezone = UTC\n[sqlite]\npath = {home}/khal.db\n"
    )
    return run(home, str(programs / "khal"), "-c", str(config), *words)


def vdirsyncer_from(programs: Path, home: Path, file: Path) -> None:
    """Let vdirsyncer bring the feed into `home/ours`, one file an entry. (From a web address it would forget UIDs.)"""
    config = home / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{home}/status/"\n[pair feed]\na = "there"\nb = "here"\ncollections = null\n'
        f'[storage there]\ntype = "singlefile"\npath = "{file}"\n'
        f'[storage here]\ntype = "filesystem"\npath = "{home}/ours"\nfileext = ".ics"\n'
    )
    for word in ("discover", "sync"):
        run(home, str(programs / "vdirsyncer"), "-c", str(config), word)


def run(home: Path, *command: str) -> str:
    env = {"HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=env, cwd=home, check=False, timeout=60, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return COLOURS.sub("", done.stdout)
