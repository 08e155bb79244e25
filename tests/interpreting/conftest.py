"""What conversations need, as in connections."""

from tests.connections.conftest import in_days, invitation, met, topic  # noqa: F401 -- fixtures
