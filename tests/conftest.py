"""Everything tests share: the cast, and a database that knows the programme's facts."""

import os

import pytest

pytest_plugins = ["tests.cast"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # browser tests look at rows while the browser runs


@pytest.fixture(autouse=True)
def _a_database(db: None) -> None:
    """Most promises concern rows; the matchmaker's tests opt out with a conftest of their own."""
