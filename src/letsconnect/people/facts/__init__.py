"""Facts about the world that people belong to: countries, their regions and zones, languages, affiliates."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Affiliate:
    """An organisation the Wikimedia movement recognises."""

    name: str
    acronym: str
    kind: str
    aliases: tuple[str, ...]


def rows_of(name: str) -> list[dict[str, str]]:
    with (files(__name__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def regions() -> dict[str, str]:
    """The eight Wikimedia regions: code to English name."""
    return {row["region"]: row["region_name"] for row in rows_of("regions.csv")}


@cache
def region_by_country() -> dict[str, str]:
    """Every country we know (ISO 3166, two letters), with the code of its region."""
    return {row["iso2"]: row["region"] for row in rows_of("regions.csv")}


@cache
def country_by_three_letters() -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in rows_of("regions.csv")}


@cache
def zone_by_country() -> dict[str, str]:
    """The time zone of each country's capital."""
    return {row["iso2"]: row["zone"] for row in rows_of("zones.csv")}


@cache
def country_aliases() -> tuple[tuple[str, str], ...]:
    """Names of countries that CLDR does not list, with their code."""
    return tuple((row["name"], row["iso2"]) for row in rows_of("countries.csv"))


@cache
def language_aliases() -> tuple[tuple[str, str], ...]:
    """Names of languages that CLDR does not list or lists otherwise, with their BCP 47 code."""
    return tuple((row["name"], row["code"]) for row in rows_of("languages.csv"))


@cache
def affiliates() -> tuple[Affiliate, ...]:
    """The movement's affiliates, in the order of the file."""
    return tuple(
        Affiliate(row["name"], row["acronym"], row["type"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows_of("affiliates.csv")
    )
