"""Everything tests share: the cast, and a database that knows the programme's facts."""

import os

import pytest

pytest_plugins = ["tests.cast"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # browser tests look at rows while the browser runs


WITHOUT_ROWS = {"matchmaker", "browser"}


@pytest.fixture(autouse=True)
def _a_database(request: pytest.FixtureRequest) -> None:
    """Most promises concern rows; the matchmaker is pure, and the browser's site has a database of its own."""
    if not WITHOUT_ROWS & set(request.node.path.parts):
        request.getfixturevalue("db")
