"""A PostgreSQL of the tests' own, from any installed server's programs: `python -m tests.postgres COMMAND ...` runs a
command with DATABASE_URL pointing at it, and takes it away afterwards.

Where there are no server programs it says so and leaves the command out; with CI=1 that counts as failed.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "letsconnect"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest where there are several."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda file: float(file.parts[-3]))
    return folders[-1].parent if folders else None


def as_somebody_else() -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as the user its package made."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server whose rows live below `folder`, which belongs to it alone."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """For DATABASE_URL."""
        return f"postgres://{NAME}@127.0.0.1:{self.port}/{NAME}"

    def run(self, program: str, *words: str) -> None:
        command = [*as_somebody_else(), f"{programs()}/{program}", *words]
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run(command, env=env, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        listening = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        quick = "-c fsync=off -c full_page_writes=off -c max_connections=300"
        files = ("-D", f"{self.folder}/data", "-l", f"{self.folder}/log")
        self.run("pg_ctl", "-w", *files, "-o", f"{listening} {quick}", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-D", f"{self.folder}/data", "-m", "fast", "stop")


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """A new server in an empty folder, stopped at the end."""
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = Server(folder, free_port())
    cluster = ("-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", NAME)
    server.run("initdb", *cluster)
    server.start()
    try:
        server.run("createdb", "-h", "127.0.0.1", "-p", str(server.port), "-U", NAME, NAME)
        yield server
    finally:
        server.stop()


def main(words: list[str]) -> int:
    if programs() is None:
        sys.stderr.write("Missing: the system package postgresql; what runs on PostgreSQL is left out.\n")
        return 1 if os.environ.get("CI") == "1" else 0
    folder = tempfile.TemporaryDirectory(prefix="letsconnect-postgres-")
    with folder as place, running_server(Path(place)) as server:
        return subprocess.run(words, env={**os.environ, "DATABASE_URL": server.address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
