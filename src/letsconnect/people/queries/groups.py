"""Finding a group by what somebody calls it."""

from rapidfuzz import fuzz, process

from letsconnect.ground.folding import fold
from letsconnect.people.models import Group

LEAST_LIKE = 60
HOW_MANY = 6


def names_of(group: Group) -> list[str]:
    return [group.name, group.acronym, *group.aliases]


def groups_by_name() -> dict[str, Group]:
    """Folded name, alias or acronym -> group; a group's own name comes before another's alias."""
    groups = list(Group.objects.all())
    names = {group.folded: group for group in groups}
    for group in groups:
        for name in names_of(group):
            names.setdefault(fold(name), group)
    names.pop("", None)
    return names


def group_called(name: str) -> Group | None:
    """The group with exactly this name, alias or acronym, folded."""
    return groups_by_name().get(fold(name))


def groups_like(words: str, limit: int = HOW_MANY) -> list[Group]:
    """The groups with the most similar names, best first."""
    names, query = groups_by_name(), fold(words)
    hits = process.extract(query, names.keys(), scorer=fuzz.token_set_ratio, limit=30, score_cutoff=LEAST_LIKE)
    hits.sort(key=lambda hit: (-hit[1], -fuzz.ratio(query, hit[0])))
    return list({names[name].pk: names[name] for name, _score, _place in hits if query}.values())[:limit]


def recognised_names() -> list[str]:
    """The names of the movement's affiliates, to help typing."""
    return list(Group.objects.filter(recognised=True).values_list("name", flat=True))
