"""Rounds, and what the team chooses from when it opens one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from django.db.models import QuerySet

from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.interpreting.models import Interpreter
from letsconnect.matching.queries.entrants import WHY_NOT, Entrant
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.people.queries.places import REGION_NAMES
from letsconnect.rounds.models import Round, RoundConnection
from letsconnect.skills.queries.catalogue import living_topics

MONTHS_AHEAD = 5
NOTICE = timedelta(days=3)


def all_rounds() -> QuerySet[Round]:
    """Every round without its large parts, the newest month first."""
    return Round.objects.defer("input", "plan").select_related("opened_by")


def months_to_choose() -> list[date]:
    """The first days of this month and the next ones."""
    month, found = clock.today().replace(day=1), []
    for _number in range(MONTHS_AHEAD):
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def first_monday_of(month: date) -> date:
    """The first Monday of the month that leaves a few days to ask people."""
    day = max(month, clock.today() + NOTICE)
    return day + timedelta(days=-day.weekday() % 7)


def region_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in REGION_NAMES.items()]


def language_choices() -> list[tuple[str, str]]:
    """The languages people speak, by name."""
    codes = SpokenLanguage.objects.order_by().values_list("code", flat=True).distinct()
    return sorted(((code, language_name(code)) for code in codes), key=lambda two: two[1])


def topic_choices() -> list[tuple[str, str]]:
    return sorted(((topic.slug, str(topic)) for topic in living_topics()), key=lambda two: two[1])


def pairs_interpreted() -> list[tuple[str, str]]:
    """The pairs of languages that active interpreters cover."""
    spoken = Interpreter.objects.filter(is_active=True).values_list("languages", flat=True)
    return sorted({pair for languages in spoken for pair in combinations(sorted(set(languages)), 2)})


def has_examples() -> bool:
    """Whether the demonstration is loaded."""
    return Person.objects.filter(is_demo=True).exists()


def has_examples_only() -> bool:
    """Whether nobody is registered but the demonstration's people."""
    registered = Person.objects.filter(registered_at__isnull=False)
    return has_examples() and not registered.filter(is_demo=False).exists()


def planned_rounds() -> QuerySet[Round]:
    """Rounds that have a plan and are not sent yet."""
    return Round.objects.filter(state=Round.State.PLANNED)


def next_best_waiting() -> QuerySet[RoundConnection]:
    """Connections found after an invitation came to nothing, which the team has not sent yet."""
    proposed = RoundConnection.State.PROPOSED
    return RoundConnection.objects.filter(next_best=True, state=proposed, round__state=Round.State.SENT)


def reasons_out(everybody: Iterable[Entrant]) -> list[tuple[int, str]]:
    """How many are not in the round, by reason, the most first."""
    counted = Counter(one.out for one in everybody if one.out)
    return [(count, str(WHY_NOT[code])) for code, count in counted.most_common()]
