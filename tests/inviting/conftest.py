"""What inviting needs is what conversations need."""

from tests.connections.conftest import in_days, invitation, topic

__all__ = ["in_days", "invitation", "topic"]
