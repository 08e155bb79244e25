"""Groups that people name, and that the team keeps in order."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.folding import fold
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch_all
from letsconnect.people.models import Group, Person
from letsconnect.people.queries.groups import group_called
from letsconnect.people.rules import is_oneself, may_edit_groups


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
    raise Refused(_("A group needs a name."))


def free_slug(name: str) -> str:
    """A short name for addresses that no group has yet."""
    slug = slugify(name, allow_unicode=False)[:100]
    taken = Group.objects.filter(slug=slug).exists()
    return slug if slug and not taken else f"{slug or 'group'}-{secrets.token_hex(4)}"


@dataclass(frozen=True)
class GroupFacts:
    """What the team says about a group. `aliases`: other names, each once."""

    name: str
    acronym: str = ""
    kind: str = Group.Kind.INFORMAL
    country: str = ""
    aliases: tuple[str, ...] = ()


@transaction.atomic
def edit_group(group: Group, facts: GroupFacts, *, by: Person) -> Group:
    """Change what is said about a group; a former name stays as another name. Raises Refused when another group has
    the name."""
    group = lock(group)
    require(may_edit_groups(by))
    other = group_called(facts.name)
    if other is not None and other.pk != group.pk:
        raise Refused(_("Another group is called so: %(group)s. You can merge the two.") % {"group": other})
    former = [group.name] if fold(group.name) != fold(facts.name) else []
    group.name, group.folded = facts.name, fold(facts.name)[:200]
    group.acronym, group.kind, group.country = facts.acronym, facts.kind, facts.country
    group.aliases = without_doubles([*facts.aliases, *former], but=facts.name)
    group.save()
    record("group.edited", group, by=by)
    _touch_members(group)
    return group


@transaction.atomic
def merge_groups(source: Group, *, into: Group, by: Person) -> Group:
    """Two that are one become one: everybody in `source` is in `into` from now on, and all its names lead there.
    An affiliate is never merged into a group of another kind."""
    require(may_edit_groups(by))
    if source.pk == into.pk:
        raise Refused(_("Choose two different groups."))
    source, target = lock(source), lock(into)
    if source.recognised and not target.recognised:
        raise Refused(_("An affiliate keeps its name: merge the other group into it."))
    names = [source.name, source.slug, *source.aliases, *filter(None, [source.acronym])]
    target.aliases = without_doubles([*target.aliases, *names], but=target.name)
    target.country, target.acronym = target.country or source.country, target.acronym or source.acronym
    target.save()
    moved = list(Person.objects.filter(group=source).values_list("pk", flat=True))
    Person.objects.filter(pk__in=moved).update(group=target)
    record("group.merged", target, by=by, source=source.slug, people=len(moved))
    source.delete()
    touch_all(moved)
    _touch_members(target)
    return target


def without_doubles(names: Iterable[str], *, but: str) -> list[str]:
    """Each name once, compared folded; without the group's own name."""
    found = {fold(name): name for name in reversed(list(names)) if fold(name) and fold(name) != fold(but)}
    return list(reversed(found.values()))


def _touch_members(group: Group) -> None:
    touch_all(Person.objects.filter(group=group).values_list("pk", flat=True))
