"""What the health check asks."""

from django.db import connection


def database_answers() -> bool:
    """True when the database answers a trivial question; raises its error otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)
