"""Rounds to measure on: synthetic ones, and one made of a real list of what people have and want.

The data stay outside the project (their licences differ): `--data DIR` names the folder that holds `make_round.py` and
the survey. Where it is missing a benchmark says so and measures nothing.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from matchmaker import hours
from matchmaker.reading import read_round
from matchmaker.shapes import Offer, Person, Round, Wish

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "matching-data"
SURVEY = "stackoverflow2025_first1000_have_want.csv"
FAMILIES = ("Language", "Database", "Platform", "Webframe", "DevEnvs", "CommPlatform", "OfficeStackAsync", "AIModels")
# Hours east of UTC in winter, the language of most people there, and the countries as the survey names them.
COUNTRIES = """
-6 en United States of America|-5 en Canada, Trinidad and Tobago|-6 es Mexico, Costa Rica, Guatemala
-5 es Colombia, Peru|-4 es Dominican Republic, Bolivia|-3 es Argentina, Uruguay, Chile, Paraguay|-3 pt Brazil
0 en United Kingdom of Great Britain and Northern Ireland, Ireland|0 pt Portugal
1 de Germany, Austria, Switzerland|1 fr France, Belgium, Luxembourg|1 nl Netherlands|1 it Italy|1 es Spain
1 cs Czech Republic|1 sk Slovakia|1 sv Sweden|1 no Norway|1 da Denmark|1 pl Poland|1 hu Hungary|1 sr Serbia
1 hr Croatia|1 sl Slovenia|1 mk Republic of North Macedonia|1 en Malta, Nigeria|1 ar Tunisia, Morocco
2 uk Ukraine|2 ro Romania, Republic of Moldova|2 bg Bulgaria|2 el Greece, Cyprus|2 fi Finland|2 lv Latvia
2 lt Lithuania|2 he Israel|2 ar Egypt, Lebanon|2 en South Africa, Zimbabwe|3 ru Russian Federation|3 tr Turkey
3 ar Jordan|3 am Ethiopia|3 en Uganda|3 fr Madagascar|3.5 fa Iran, Islamic Republic of...|4 ka Georgia
4 ar United Arab Emirates|5 ur Pakistan|5.5 en India|5.5 si Sri Lanka|5.75 ne Nepal|6 bn Bangladesh|7 vi Viet Nam
7 id Indonesia|8 zh China, Taiwan, Hong Kong (S.A.R.)|8 en Singapore, Philippines|8 ms Malaysia|9 ja Japan
9 ko Republic of Korea|10 en Australia
"""


def parser(description: str | None) -> argparse.ArgumentParser:
    """A command line that knows where the data are."""
    found = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--data", type=Path, default=BESIDE, help="the folder with make_round.py and the survey")
    return found


def begin(asked: argparse.Namespace, *packages: str) -> None:
    """Print machine, versions and load; stop quietly where there are no data."""
    if not (asked.data / "make_round.py").exists():
        print(f"no make_round.py in {asked.data.name}: nothing measured (see --data)")
        sys.exit(0)
    told = ", ".join(f"{name} {_version(name)}" for name in packages)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {told}")
    print(f"load before: {os.getloadavg()[0]:.1f}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def synthetic(data: Path, people: int, seed: int) -> Round:
    """The synthetic round of so many people with this seed."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "round.json"
        asked = [sys.executable, str(data / "make_round.py"), str(people), str(seed), str(written)]
        subprocess.run(asked, check=True, cwd=data)
        return read_round(written.read_bytes())


def survey(data: Path) -> Round:
    """The round that the survey's answers make; every assumption is here.

    A person shares what they have worked with and wants what they want to work with and have not yet. Level shared by
    years of code (below 3, 8, 20, more), level sought 2 from 5 years on, else 1; priority 2. Free on the evenings of
    working days, 18:00 to 21:00 in their country (one zone a country, winter time). They speak the language of most
    people there, and two of three (by number) English too. No groups, nobody has met. Each may learn twice and share
    twice. People of other countries and without a country are left out.
    """
    places = _places()
    with (data / SURVEY).open(newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["Country"] in places]
    return Round(tuple(_respondent(row, *places[row["Country"]]) for row in rows))


def _places() -> dict[str, tuple[float, str]]:
    found = {}
    for part in COUNTRIES.replace("\n", "|").strip("|").split("|"):
        offset, language, names = part.split(" ", 2)
        whole = names.replace("Iran, Islamic", "Iran; Islamic").split(", ")
        found |= {name.replace("Iran; Islamic", "Iran, Islamic"): (float(offset), language) for name in whole}
    return found


def _respondent(row: dict[str, str], offset: float, language: str) -> Person:
    years = float(row["YearsCode"] or 0)
    have, want = (_named(row, kind) for kind in ("Have", "Want"))
    evenings = hours.from_ranges([(48 * day + 36, 48 * day + 42) for day in range(5)])
    english = ("en",) if int(row["ResponseId"]) % 3 else ()
    level = 1 + sum(years >= edge for edge in (3, 8, 20))
    return Person(
        id=f"r{row['ResponseId']}",
        group=None,
        languages=tuple(dict.fromkeys((language, *english))),
        free=hours.to_utc(evenings, int(60 * offset)),
        learn=tuple(Wish(topic, 2, 2 if years >= 5 else 1) for topic in sorted(want - have)),
        share=tuple(Offer(topic, level) for topic in sorted(have)),
        learn_limit=2,
        share_limit=2,
    )


def _named(row: dict[str, str], kind: str) -> set[str]:
    return {f"{family}: {one}" for family in FAMILIES for one in row[family + kind].split(";") if one}
