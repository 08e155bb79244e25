"""Which workers live. What a dead worker held is let go, so that another takes it up.

Life is a number that rises every second. Watchers compare what they saw with what they see, by their own stopwatch:
a clock that jumps kills nobody. On one machine a process that is gone is seen at once.
"""

import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

from django.db.models import F

from letsconnect.ground.models import Worker

SILENT_FOR = 30.0  # seconds without a beat after which a worker on another machine counts as dead
LATE = 5.0  # our own beat took this long: the database was busy, and others may have been kept waiting like us


def new_name() -> str:
    return f"{machine()} {os.getpid()} {secrets.token_hex(4)}"


def machine() -> str:
    """This host and its room of process numbers (containers may share a host name, not this)."""
    namespace = ""
    with suppress(OSError):
        namespace = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    return f"{socket.gethostname()[:60]} {namespace or 0}"


def is_gone(name: str) -> bool:
    """Whether this worker ran on our machine and its process is no more."""
    place, _space, rest = name.rpartition(" ")[0].rpartition(" ")
    if place != machine() or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def beat(name: str) -> float:
    """Say that this worker lives; answers how long saying it took."""
    began = time.monotonic()
    if not Worker.objects.filter(name=name).update(beats=F("beats") + 1):
        Worker.objects.create(name=name)
    return time.monotonic() - began


def sign_off(name: str) -> None:
    Worker.objects.filter(name=name).delete()


@dataclass
class Watch:
    """One worker's view of the others."""

    seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def look(self, holders: set[str], *, late: bool = False) -> set[str]:
        """The dead among all workers known and all `holders` of something. `late`: our own beat was kept waiting."""
        if late:
            self.seen.clear()
        now = time.monotonic()
        beats = dict(Worker.objects.values_list("name", "beats"))
        names = holders | beats.keys()
        before, self.seen = self.seen, {}
        for name in names:
            count, since = before.get(name, (None, now))
            self.seen[name] = (beats.get(name, -1), since if count == beats.get(name, -1) else now)
        return {name for name in names if is_gone(name) or now - self.seen[name][1] > SILENT_FOR}
