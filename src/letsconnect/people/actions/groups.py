"""Groups that people name."""

import secrets

from django.db import transaction
from django.utils.text import slugify

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.folding import fold
from letsconnect.people.models import Group, Person
from letsconnect.people.queries.groups import group_called
from letsconnect.people.rules import is_oneself


@transaction.atomic
def name_group(name: str, *, by: Person) -> Group:
    """The group with this name; a new informal one where nobody named it before. Never two for one folded name."""
    require(is_oneself(by, by))
    name = " ".join(name.split())
    known = group_called(name)
    if known or not fold(name):
        return known or _refuse_nameless()
    group, new = Group.objects.get_or_create(
        folded=fold(name)[:200], defaults={"name": name[:200], "slug": free_slug(name)}
    )
    if new:
        record("group.named", group, by=by)
    return group


def _refuse_nameless() -> Group:
    raise Refused("A group needs a name.")


def free_slug(name: str) -> str:
    """A short name for addresses that no group has yet."""
    slug = slugify(name, allow_unicode=False)[:100]
    taken = Group.objects.filter(slug=slug).exists()
    return slug if slug and not taken else f"{slug or 'group'}-{secrets.token_hex(4)}"
