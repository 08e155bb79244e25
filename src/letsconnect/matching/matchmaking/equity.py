"""What the programme adds for serving somebody now (R112, R179). Pure.

The rule, the same for everybody, in points of a hundred:

- 50 for who has never been in a connection;
- 30 for who comes from a region with less than half of an even share of the people in the round;
- 20 for whose best language is spoken by fewer than one in ten of them.

It is a weight of the round, never a number about a person: nobody is shown it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

FIRST_TIME, FEW_OF_REGION, FEW_OF_LANGUAGE = 50, 30, 20
ONE_IN = 10


@dataclass(frozen=True)
class Standing:
    """What the rule looks at. `region` and `languages` may be empty: not told, nothing added."""

    id: str
    region: str
    languages: tuple[str, ...]
    is_first_time: bool


def equities(everybody: Iterable[Standing]) -> dict[str, int]:
    """The points of each person of a round, by id."""
    everybody = list(everybody)
    regions = Counter(one.region for one in everybody if one.region)
    spoken = Counter(code for one in everybody for code in set(one.languages))
    few_regions = {code for code, count in regions.items() if count * len(regions) * 2 < regions.total()}
    few_languages = {code for code, count in spoken.items() if count * ONE_IN < len(everybody)}
    return {
        one.id: FIRST_TIME * one.is_first_time
        + FEW_OF_REGION * (one.region in few_regions)
        + FEW_OF_LANGUAGE * (one.languages[:1] != () and one.languages[0] in few_languages)
        for one in everybody
    }
