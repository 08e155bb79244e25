"""Everything tests share: the cast, and a database that knows the programme's facts."""

import os

import pytest
from hypothesis import HealthCheck, settings

from letsconnect.index.queries.index import forget_index
from letsconnect.mailboxes.queries import mailboxes

pytest_plugins = ["tests.cast", "tests.figures"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # browser tests look at rows while the browser runs

# A busy machine is slow, not wrong; without this a loaded `make test` fails by chance.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

WITHOUT_ROWS = {"matchmaker", "browser"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Most promises concern rows; the matchmaker is pure, and the browser's site has a database of its own."""
    for item in items:
        without = WITHOUT_ROWS & set(item.path.parts)
        item.add_marker(pytest.mark.once if without else pytest.mark.django_db, append=False)


@pytest.fixture(autouse=True)
def _a_directory_of_its_own() -> None:
    """Each test has other people; the web process's copy of the directory forgets those of the last one."""
    forget_index()


@pytest.fixture(autouse=True)
def _nobody_sleeps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters wait for the morning; tests pass at any hour. Those about nights say so with a mark."""
    if not request.node.get_closest_marker("nights"):
        monkeypatch.setattr(mailboxes, "after_the_night", lambda at, _zone: at)
