"""What people told the team."""

from django.db.models import F, QuerySet

from letsconnect.people.models import Person
from letsconnect.programme.models import Comment


def all_comments() -> QuerySet[Comment]:
    """Open ones first, the newest first among each."""
    return Comment.objects.select_related("person", "answered_by").order_by(
        F("answered_at").desc(nulls_first=True), "-at", "-id"
    )


def open_comments() -> QuerySet[Comment]:
    """What nobody has answered yet."""
    return Comment.objects.filter(answered_at=None)


def comments_of(person: Person) -> QuerySet[Comment]:
    """What this person wrote while signed in."""
    return Comment.objects.filter(person=person)
