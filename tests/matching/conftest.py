"""Rounds to gather for, as in rounds."""

from tests.rounds.conftest import make_pair, open_one, topic  # noqa: F401 -- fixtures
