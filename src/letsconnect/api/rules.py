"""Who may have a token."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.api.models import Token
from letsconnect.people.models import Person
from letsconnect.people.rules import is_member


@predicate
def is_own_token(person: Person | AnonymousUser, token: Token | None) -> bool:
    return isinstance(person, Person) and token is not None and token.person_id == person.pk


may_make_token = is_member
may_revoke_token = is_own_token
