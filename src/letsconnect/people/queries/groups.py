"""Finding a group by what somebody calls it."""

from collections import Counter

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from rapidfuzz import fuzz, process

from letsconnect.ground.folding import fold
from letsconnect.people.audience import Audience
from letsconnect.people.models import Group, Person

LEAST_LIKE = 60
SAME = 80  # names so much alike may mean one group
LEAST = 5  # letters: a shorter name is like many by chance
MANY = 10  # a word in so many names does not tell groups apart: "Wikimedians", "User", "Group"
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
    """Others that may be the same group, the likeliest first: a name of theirs is like one of its names, words that
    many groups have in theirs left aside."""
    names = groups_by_name()
    often = Counter(word for name in names for word in set(name.split()))

    def own(name: str) -> str:
        words = " ".join(word for word in name.split() if often[word] < MANY)
        return words if len(words) >= LEAST else ""

    mine = {own(fold(name)) for name in names_of(group)} - {""}
    found: dict[Group, float] = {}
    for name, other in names.items():
        if other.pk != group.pk and own(name):
            found[other] = max([found.get(other, 0), *(_alike(one, own(name)) for one in mine)])
    best = [other for other, alike in found.items() if alike >= SAME]
    return sorted(best, key=lambda other: (-found[other], other.name))[:HOW_MANY]


def _alike(one: str, other: str) -> float:
    """Of 100; all of it where two or more words are all that one of them has, and the other has them, too."""
    less, more = sorted((set(one.split()), set(other.split())), key=len)
    return 100 if len(less) > 1 and less <= more else fuzz.token_sort_ratio(one, other)
