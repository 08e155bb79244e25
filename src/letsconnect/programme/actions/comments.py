"""Private words to the team (R196)."""

from django.db import transaction
from django.db.models import Q

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.programme.models import Comment
from letsconnect.programme.rules import may_answer_comment


@transaction.atomic
def leave_comment(text: str, *, language: str, by: Person | None, reply_to: str = "") -> Comment:
    """Keep what somebody, signed in or not, told the team."""
    comment = Comment.objects.create(text=text, language=language, person=by, reply_to=reply_to, at=clock.now())
    record("comment.left", comment, by=by)
    return comment


@transaction.atomic
def mark_answered(comment: Comment, *, by: Person, answered: bool = True) -> Comment:
    """Mark a comment as answered, or open again. Pressing twice changes nothing."""
    comment = lock(comment)
    require(may_answer_comment(by))
    if (comment.answered_at is not None) != answered:
        comment.answered_at, comment.answered_by = (clock.now(), by) if answered else (None, None)
        comment.save(update_fields=["answered_at", "answered_by"])
        record("comment.answered" if answered else "comment.reopened", comment, by=by)
    return comment


def forget_comments(person: Person) -> None:
    """Whoever leaves takes along what they wrote, signed in or from their address."""
    mine = Q(person=person)
    if person.email:
        mine |= Q(reply_to__iexact=person.email)
    Comment.objects.filter(mine).delete()
