"""What /people/ costs in process: statements and CPU milliseconds a request, at 1,000, 10,000 and 100,000 people.

    python benchmarks/bench_directory.py [--sizes 1000,10000,100000] [--rounds 30]

Compared in the same run with a named alternative, "plain ORM": the same request, but people are found by the database,
asked by Django's ORM as one would write it first. Best fit is left out there: it orders by freshness, which is less.

A shared machine counts more CPU time for the same work while others use it: the yardstick printed with each size is a
plain loop that takes about 4 ms on an idle core of the machine the figures in docs come from.
"""

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "letsconnect.config.settings")
WORK = tempfile.TemporaryDirectory()
os.environ["LETSCONNECT_HOME"] = WORK.name
os.environ["DATABASE_URL"] = f"sqlite:///{WORK.name}/bench.sqlite3"
os.environ["DIRECTORY_PAGES"] = "1000000000"
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import django  # noqa: E402 -- settings first

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from plain_orm import plain_find  # noqa: E402

from letsconnect.directory.views import people as directory_views  # noqa: E402
from letsconnect.ground import clock  # noqa: E402
from letsconnect.index.queries import index as directory_index  # noqa: E402
from letsconnect.people.models import Group, Person, SpokenLanguage  # noqa: E402
from letsconnect.skills.models import Offer, Topic, Wish  # noqa: E402

PLACES = (
    ("KR", "ESEAP", "Asia/Seoul"),
    ("MA", "MENA", "Africa/Casablanca"),
    ("NG", "SSA", "Africa/Lagos"),
    ("FR", "NWE", "Europe/Paris"),
    ("BR", "LAC", "America/Sao_Paulo"),
    ("IN", "SA", "Asia/Kolkata"),
    ("PL", "CEECA", "Europe/Warsaw"),
    ("CA", "NA", "America/Toronto"),
)
LANGUAGES = "en fr es ar pt ko hi pl sw ha bn id ru uk de tr ja zh it nl sv fa ur ig yo am ne ka th vi".split()  # noqa: SIM905
NAMES = ("Amina", "Kofi", "민준", "서연", "محمد", "فاطمة", "José", "Łucja", "Priya", "Olena", "Ngozi", "Élodie")
WORDS = "budget grant workshop museum volunteers campaign evaluation partners 예산 편집 متطوعين école".split()  # noqa: SIM905
REQUESTS = {
    "everybody, signed out": (False, {}),
    "best fit": (True, {}),
    "share": (True, {"share": "budget-development"}),
    "share, three": (True, {"share": ["budget-development", "fundraising", "advocacy"]}),
    "learn": (True, {"learn": "partnerships"}),
    "language": (True, {"language": "fr"}),
    "region": (True, {"region": "SSA"}),
    "group": (True, {"group": "group-7"}),
    "free=1": (True, {"free": "1"}),
    "all of them": (True, {"share": "fundraising", "language": ["en", "fr"], "region": ["SSA", "NWE"], "free": "1"}),
    "q (rare)": (True, {"q": "1234"}),
    "q (common)": (True, {"q": "workshop"}),
    "q (Korean)": (True, {"q": "민준"}),
    "q (Arabic)": (True, {"q": "متطوعين"}),
    "q (one letter)": (True, {"q": "a"}),
}


def grow_to(size: int) -> None:
    """Synthetic people, in bulk, until there are so many."""
    chance, have = random.Random(size), Person.objects.count()
    for number in range(Group.objects.count(), max(50, size // 25)):
        Group.objects.get_or_create(slug=f"group-{number}", name=f"Group {number}", folded=f"group {number}")
    groups = list(Group.objects.values_list("pk", flat=True))
    topics = list(Topic.objects.values_list("pk", flat=True))
    for start in range(have, size, 5000):
        with transaction.atomic():
            add(range(start, min(size, start + 5000)), chance, groups, topics)


def add(numbers: range, chance: random.Random, groups: list[int], topics: list[int]) -> None:
    people = Person.objects.bulk_create(person(number, chance, groups) for number in numbers)
    spoken, offers, wishes = [], [], []
    for one in people:
        codes = list(dict.fromkeys(LANGUAGES[min(int(chance.expovariate(0.2)), 29)] for _ in range(3)))
        spoken += [SpokenLanguage(person=one, code=code, rank=rank) for rank, code in enumerate(codes)]
        about = chance.sample(topics, 6)
        offers += [
            Offer(person=one, topic_id=pk, level=chance.randint(1, 4), note=" ".join(chance.choices(WORDS, k=8)))
            for pk in about[: chance.randint(0, 3)]
        ]
        wishes += [
            Wish(person=one, topic_id=pk, level=chance.randint(1, 3), priority=chance.randint(1, 3))
            for pk in about[3 : 3 + chance.randint(1, 3)]
        ]
    for model, rows in ((SpokenLanguage, spoken), (Offer, offers), (Wish, wishes)):
        model.objects.bulk_create(rows, batch_size=2000)


def person(number: int, chance: random.Random, groups: list[int]) -> Person:
    country, region, zone = chance.choice(PLACES)
    said = clock.now() - timedelta(minutes=chance.randrange(500_000))
    free = sum(0xFF << (chance.randrange(7) * 48 + chance.choice((18, 28, 36))) for _ in range(4))
    shown = (
        {f"{key}_audience": 3 for key in ("chosen_name", "shares", "wishes", "languages")} if number % 3 == 0 else {}
    )
    return Person(
        public_id=f"p{number}",
        chosen_name=f"{chance.choice(NAMES)} {number}",
        username=f"User {number}",
        email=f"p{number}@example.org",
        group_id=chance.choice(groups),
        country=country,
        region=region,
        time_zone=zone,
        hours=(free & (1 << 336) - 1).to_bytes(42, "little"),
        registered_at=said,
        confirmed_at=said,
        fresh_at=said,
        **shown,
    )


def sign_in(somebody: Person) -> str:
    """A session for this person; answers its cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(somebody.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = somebody.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Counted:
    """Counts statements."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)


def measured(ask, rounds: int) -> tuple[float, int]:
    """Median CPU milliseconds and statements of one call."""
    ask()
    counted, spent = Counted(), []
    with connection.execute_wrapper(counted):
        ask()
    gc.collect()
    for _round in range(rounds):
        start = time.process_time()
        ask()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent), counted.statements


def yardstick() -> float:
    """CPU milliseconds of a plain loop."""
    return measured(lambda: sum(number * number for number in range(100_000)), 10)[0]


def requests_of(cookie: str, handler: WSGIHandler) -> dict:
    """For each request of the list a function that makes it, whole: middleware, page, compression."""

    def call(signed_in: bool, filters: dict):
        headers = {"HTTP_COOKIE": cookie} if signed_in else {}
        environ = (
            RequestFactory()
            .get("/people/?" + urlencode(filters, doseq=True), HTTP_ACCEPT_ENCODING="gzip", **headers)
            .environ
        )

        def ask() -> int:
            answer = handler(dict(environ), lambda status, _headers: status)
            assert answer.status_code == 200, answer.status_code
            body = b"".join(answer)
            answer.close()
            return len(body)

        return ask

    return {name: call(*asked) for name, asked in REQUESTS.items()}


def measured_plain(ask, rounds: int) -> tuple[float, int]:
    """The same request with the alternative in the place of ours."""
    ours, directory_views.find = directory_views.find, plain_find
    try:
        return measured(ask, rounds)
    finally:
        directory_views.find = ours


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--plain-up-to", type=int, default=10_000, help="people up to which plain ORM is measured too")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    costs: dict[str, dict[int, float]] = {name: {} for name in REQUESTS}
    for size in [int(size) for size in options.sizes.split(",")]:
        grow_to(size)
        directory_index.forget_index()
        handler = WSGIHandler()
        me = Person.objects.filter(public_id="p1").get()
        asks = requests_of(sign_in(me), handler)
        start = time.process_time()
        asks["best fit"]()
        print(
            f"\n{size:,} people; first request, which reads everybody: {time.process_time() - start:.1f} s; "
            f"yardstick {yardstick():.1f} ms"
        )
        print(f"{'request':24}{'CPU ms':>8}{'SQL':>5}{'bytes (gzip)':>14}{'plain ORM ms':>14}{'SQL':>5}")
        for name, ask in asks.items():
            cost, statements = measured(ask, options.rounds)
            costs[name][size] = cost
            beside = ""
            if size <= options.plain_up_to:
                plain_cost, plain_statements = measured_plain(ask, max(3, options.rounds // 6))
                beside = f"{plain_cost:14.1f}{plain_statements:5}"
            print(f"{name:24}{cost:8.1f}{statements:5}{ask():14,}{beside}", flush=True)
    ratios(costs)


def ratios(costs: dict[str, dict[int, float]]) -> None:
    print("\nat 100,000 people against 10,000 (aim: filters <= 2, q and best fit <= 4)")
    for name, cost in costs.items():
        if {10_000, 100_000} <= set(cost):
            print(f"{name:24}{cost[100_000] / cost[10_000]:8.2f}")


if __name__ == "__main__":
    main()
