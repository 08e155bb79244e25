"""Finding a group by what somebody calls it."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from rapidfuzz import fuzz, process

from letsconnect.ground.folding import fold
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person

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


def groups_with_people(words: str = "") -> list[Group]:
    """Groups for the team, each with the number of its `people` who tell the team so: those like the words, best
    first, else all that people named or that have somebody in them, by name."""
    told = Person.objects.filter(group=OuterRef("pk"), group_audience__gte=Audience.TEAM, is_demo=False, is_active=True)
    of_group = told.order_by().values("group").annotate(n=Count("pk"))
    counted = Group.objects.annotate(people=Coalesce(Subquery(of_group.values("n")), 0))
    if words.strip():
        order = [group.pk for group in groups_like(words, 30)]
        return sorted(counted.filter(pk__in=order), key=lambda group: order.index(group.pk))
    return list(counted.filter(Q(people__gt=0) | Q(recognised=False)).order_by("name"))


def groups_like_this(group: Group) -> list[Group]:
    """Others with a similar name: perhaps the same group."""
    return [other for other in groups_like(group.name) if other.pk != group.pk]
