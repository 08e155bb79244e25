"""Invented registrations as messy as real ones: for the import benchmark and the drill."""

import csv
import io
import random
from collections.abc import Callable

HEADER = (
    "Timestamp",
    "Wikimedia username",
    "Full name (optional)",
    "E-mail address",
    "Group or affiliate",
    "Your role in the group",
    "Country",
    "Languages you can use (best first)",
    "What would you like to learn?",
    "What could you share with others?",
    "Would you share in a Learning Clinic?",
    "Would you like 1:1 coffee/tea conversations?",
    "When are you usually free? (your local time)",
    "May we publish your profile on Meta?",
    "Do you need support to take part?",
    "Have you read the Universal Code of Conduct and the Friendly Space Policy?",
    "Anything else?",
)
GROUPS = (
    "Wikimédia France",
    "Wikimedia Korea",
    "DWU",
    "our campus club",
    "Wikimedia Chille",
    "",
    "Wiki Movimento Brasil",
)
COUNTRIES = ("France", "KR", "Ghana", "코트디부아르", "Türkiye", "Atlantis", "", "Brasil", "مصر")
LANGUAGES = ("Français; English", "한국어 / English", "English, Dagbani", "polski", "العربية, Klingonish", "")
TOPICS = (
    "Governance",
    "PAWS, Quarry, WDQS",
    "Reporting / storytelling / communicating results",
    "예산 개발",
    "Tam management",
    "scanning old newspapers",
    "GLAM",
    "how to run an edit-a-thon in a prison library",
    "괴롭힘과 갈등 다루기",
)
HOURS = (
    "any time",
    "weekday evenings 19-21",
    "20h-22h du lundi au jeudi",
    "평일 저녁 7시 이후",
    "الجمعة مساء",
    "when it rains",
    "",
)
TEXTS = (
    "",
    "",
    "Thank you!",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example/")',
    "a\nb",
    "x" * 3000,
    "🙂",
)
NAMES: tuple[Callable[[int], str], ...] = (
    lambda number: f"Example {number}",
    lambda number: f"https://meta.wikimedia.org/wiki/User:Example_{number}",
    lambda number: f"[[사용자:Example {number}|me]]",
    lambda number: f" user:example_{number} ",
    lambda _number: "",
)


def registrations(how_many: int, seed: int) -> bytes:
    """A CSV of the registration form."""
    chance, out = random.Random(seed), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for _row in range(how_many):
        writer.writerow(record(chance, how_many))
    return out.getvalue().encode("utf-8-sig")


def record(chance: random.Random, how_many: int) -> list[str]:
    """One record: now and then empty, or with too few cells."""
    dice, number = chance.random(), chance.randrange(how_many)
    if dice < 0.002:
        return [""] * len(HEADER)
    if dice < 0.004:
        return ["only", "three", "cells"]
    day, hour = chance.randrange(1, 29), chance.randrange(24)
    moment = chance.choice((f"2022-03-{day:02} {hour:02}:00:00", f"{day:02}/03/2022 {hour:02}:00:00", "", "yesterday"))
    sign = chance.choice(";|\n")
    wishes = [sign.join(chance.sample(TOPICS, chance.randrange(4))) for _side in range(2)]
    return [
        moment,
        chance.choice(NAMES)(number),
        chance.choice(TEXTS),
        chance.choice(("", f"Example{number}@Example.org", f"example{number}@example.org")),
        chance.choice(GROUPS),
        chance.choice(("Staff", "이사", "king", "")),
        chance.choice(COUNTRIES),
        chance.choice(LANGUAGES),
        *wishes,
        chance.choice(("Yes", "아니요", "Maybe", "")),
        chance.choice(("Yes", "No", "")),
        chance.choice(HOURS),
        chance.choice(("Yes", "No", "Yes, only my username and topics", "")),
        chance.choice(TEXTS),
        chance.choice(("Yes", "")),
        chance.choice(TEXTS),
    ]
