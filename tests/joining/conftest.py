"""What one's own page needs."""

import pytest

from letsconnect.skills.models import Topic


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.get(slug="fundraising")
