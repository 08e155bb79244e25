"""Finding groups by what people call them."""

from collections.abc import Iterable

from django.db.models import Q

from letsconnect.ground.folding import fold
from letsconnect.people.models import Group


def groups_called(names: Iterable[str]) -> dict[str, dict[int, str]]:
    """For each of these slugs, names or acronyms, the groups it means: primary key to name. Other names count as
    names. One statement."""
    asked = {name: (name.lower(), fold(name)) for name in names}
    slugs, folds = {slug for slug, _fold in asked.values()}, {folded for _slug, folded in asked.values()}
    wanted = Q(slug__in=slugs) | Q(folded__in=folds)
    for name in asked:
        wanted |= Q(acronym__iexact=name)
    wanted |= ~Q(aliases=[])
    columns = ("pk", "name", "slug", "folded", "acronym", "aliases")
    known = list(Group.objects.filter(wanted).order_by("name").values_list(*columns))
    return {
        name: {
            pk: called
            for pk, called, own_slug, own_fold, acronym, aliases in known
            if own_slug == slug
            or own_fold == folded
            or (acronym and acronym.lower() == name.lower())
            or any(alias == name or fold(alias) == folded for alias in aliases)
        }
        for name, (slug, folded) in asked.items()
    }
