"""Commands in a house apart: real processes with an environment, a home and a database of their own."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).parents[2]
Env = dict[str, str]


def letsconnect(*words: str, env: Env) -> str:
    """One command of the house; its output."""
    command = [sys.executable, "-m", "letsconnect.config.cli", *words]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def started(*words: str, env: Env, **facts: Any) -> subprocess.Popen[bytes]:
    """A command of the house that goes on running."""
    return subprocess.Popen([sys.executable, "-m", "letsconnect.config.cli", *words], env=env, cwd=ROOT, **facts)


def rows(env: Env, query: str) -> list[tuple]:
    """What a query says of the house apart."""
    address = env["DATABASE_URL"]
    if address.startswith("postgres"):
        with psycopg.connect(address) as connection:
            return connection.execute(query).fetchall()  # type: ignore[arg-type]
    connection = sqlite3.connect(address.removeprefix("sqlite:///"))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
