"""The session engine (`SESSION_ENGINE`): Django's database sessions, each knowing whose it is."""

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from letsconnect.people.models import Session

VISITOR_AGE = 60 * 60 * 24 * 7


class SessionStore(db.SessionStore):
    def get_session_cookie_age(self) -> int:
        """A visitor's session, with a registration begun or an address that waits for its code, ends much sooner."""
        return int(super().get_session_cookie_age()) if SESSION_KEY in self else VISITOR_AGE

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.browser = data.get("browser", "")
        row.began_at = datetime.fromtimestamp(data["began_at"], UTC) if "began_at" in data else None
        return row
