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


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """Start a server whose rows live below `folder`; the address for DATABASE_URL."""
    bin_folder = programs()
    if bin_folder is None:
        raise FileNotFoundError("pg_ctl")
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = folder / "data", free_port()
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def run(*words: str) -> None:
        subprocess.run([*as_somebody_else(), *words], env=env, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run(
        f"{bin_folder}/initdb",
        "-D",
        f"{data}",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "-U",
        NAME,
    )
    listening = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    quick = "-c fsync=off -c full_page_writes=off -c max_connections=300"
    run(f"{bin_folder}/pg_ctl", "-w", "-D", f"{data}", "-l", f"{folder}/log", "-o", f"{listening} {quick}", "start")
    try:
        run(f"{bin_folder}/createdb", "-h", "127.0.0.1", "-p", f"{port}", "-U", NAME, NAME)
        yield f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        run(f"{bin_folder}/pg_ctl", "-w", "-D", f"{data}", "-m", "immediate", "stop")


def main(words: list[str]) -> int:
    if programs() is None:
        sys.stderr.write("Missing: the system package postgresql; what runs on PostgreSQL is left out.\n")
        return 1 if os.environ.get("CI") == "1" else 0
    folder = tempfile.TemporaryDirectory(prefix="letsconnect-postgres-")
    with folder as place, running_postgres(Path(place)) as address:
        return subprocess.run(words, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
