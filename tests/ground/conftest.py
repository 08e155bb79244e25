"""A database of their own for tests that start real processes."""

import os
import secrets
from collections.abc import Iterator

import psycopg
import pytest

from tests.ground.apart import Env, letsconnect


@pytest.fixture(scope="session")
def own_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Env]:
    """The environment of a house apart: its home, its migrated database (SQLite, or a new one on the same server)."""
    home = tmp_path_factory.mktemp("house")
    server = os.environ.get("DATABASE_URL", "")
    name = f"apart_{secrets.token_hex(4)}"
    if server.startswith("postgres"):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # a name made here
        address = f"{server.rpartition('/')[0]}/{name}"
    else:
        address = f"sqlite:///{home}/house.sqlite3"
    env = {"PATH": os.environ["PATH"], "LETSCONNECT_HOME": str(home), "DATABASE_URL": address, "DEMO": "0"}
    letsconnect("migrate", "-v0", env=env)
    yield env
    if server.startswith("postgres"):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
