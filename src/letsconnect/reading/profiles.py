"""Profiles other tools export as JSON: the legacy Let's Connect profiles, pages of Capacity Exchange's public API."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from letsconnect.reading.books import Books
from letsconnect.reading.files import LARGEST
from letsconnect.reading.refusing import Refused
from letsconnect.reading.rows import registration_of
from letsconnect.reading.tables import Reads, SetAside

LEGACY = {
    "username": "username",
    "email": "email",
    "full_name": "full_name",
    "affiliation": "group",
    "territory": "country",
    "languages": "languages",
    "want_to_learn": "learn",
    "want_to_share": "share",
}
CAPX = {
    "username": "username",
    "email": "email",
    "display_name": "full_name",
    "affiliation": "group",
    "territory": "country",
    "language": "languages",
    "language_levels": "levels",
    "skills_wanted": "learn",
    "skills_available": "share",
    "about": "remarks",
    "last_update": "timestamp",
}
CAPX_LISTS = {
    "skills_known": "skills",
    "skills_available": "skills",
    "skills_wanted": "skills",
    "language": "languages",
    "territory": "territories",
    "affiliation": "affiliations",
}
NOT_FACTS = (
    "id",
    "user",
    "is_staff",
    "is_active",
    "date_joined",
    "last_login",
    "is_manager",
    "profile_image",
    "avatar",
)
Names = Mapping[str, Mapping[str, str]]


def legacy_profiles(data: bytes, books: Books) -> Reads:
    """The registrations in a file of legacy profiles: a list, or an object with the list in it."""
    reads = Reads()
    for row, profile in enumerate(profiles_in(parsed(data)), start=1):
        read_profile(reads, row, profile, LEGACY, books)
    return reads


def capx_profiles(data: bytes, books: Books, slug_by_capx_id: Mapping[str, str] | None = None) -> Reads:
    """The registrations in one page, or a list of pages, of `/users/`.

    The API answers with numbers for skills, languages, territories and affiliations. Names for them may stand in the
    same file under `skills`, `languages`, `territories` and `affiliations` (number to name); a number without a name is
    kept as it stands. Languages stand in no order there: the best spoken comes first.
    """
    content = parsed(data)
    names = {kind: named(content, kind) for kind in ("skills", "languages", "territories", "affiliations")}
    names["skills"] = {**names["skills"], **(slug_by_capx_id or {})}
    reads = Reads()
    for row, profile in enumerate(profiles_in(content), start=1):
        flat, unnamed = flattened(profile, names)
        read_profile(reads, row, flat, CAPX, books, unnamed)
    return reads


def parsed(data: bytes) -> Any:
    """The JSON in these bytes. Refused when it is none."""
    if len(data) > LARGEST:
        raise Refused("too_large")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("not_json") from None


def profiles_in(content: Any) -> list[dict[str, Any]]:
    """The profiles, wherever a list of them stands. Refused when there is none."""
    if isinstance(content, dict):
        content = next((content[key] for key in ("results", "profiles", "users", "pages") if key in content), None)
        if isinstance(content, dict):
            return profiles_in(content)
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise Refused("not_profiles")
    if content and all(isinstance(page.get("results"), list) for page in content):
        return [profile for page in content for profile in profiles_in(page)]
    return content


def read_profile(
    reads: Reads, row: int, profile: Mapping[str, Any], fields: Mapping[str, str], books: Books, unnamed: Iterable = ()
) -> None:
    """Put one profile where it belongs."""
    if not any(as_text(value) for value in profile.values()):
        reads.empty.append(row)
        return
    cells = {fields[key]: (key, as_text(value)) for key, value in profile.items() if key in fields}
    others = {
        holdable(key): as_text(value) for key, value in profile.items() if key not in fields and key not in NOT_FACTS
    }
    others |= {f"{column} {value}": value for column, value in unnamed}
    registration = registration_of(row, cells, books, others)
    if registration.username or registration.email:
        reads.registrations.append(registration)
    else:
        reads.set_aside.append(SetAside(row, "nobody_named", (holdable(json.dumps(profile, ensure_ascii=False)),)))


def flattened(profile: Mapping[str, Any], names: Names) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The profile with names for numbers, and the (column, number) pairs that have no name."""
    user = profile.get("user")
    flat = {**(user if isinstance(user, dict) else {"username": user}), **profile}
    flat = {key: value for key, value in flat.items() if value is not None}
    unnamed: list[tuple[str, str]] = []
    flat["language"] = spoken(flat.get("language", []))
    flat["language_levels"] = levels_told(flat["language"], names["languages"])
    for key, kind in CAPX_LISTS.items():
        if key in flat:
            flat[key] = named_values(flat[key], names[kind], key, unnamed)
    available = set(flat.get("skills_available", ()))
    flat["skills_known"] = [skill for skill in flat.get("skills_known", ()) if skill not in available]
    return flat, unnamed


def spoken(languages: Any) -> list[Any]:
    """The best spoken first, where the page says how well (0 to 5, or n for native); 0 is not spoken."""
    every = languages if isinstance(languages, list) else [languages]
    return sorted((one for one in every if proficiency(one) != "0"), key=proficiency, reverse=True)


def levels_told(languages: list[Any], names: Mapping[str, str]) -> list[str]:
    """A language and how well it is spoken, on a line each."""
    told = [(one, proficiency(one)) for one in languages if proficiency(one)]
    return [f"{name} {scale}" for one, scale in told for name in named_values([one], names, "language", [])]


def proficiency(language: Any) -> str:
    return as_text(language.get("proficiency")) if isinstance(language, dict) else ""


def named_values(values: Any, names: Mapping[str, str], key: str, unnamed: list[tuple[str, str]]) -> list[str]:
    found = []
    for value in values if isinstance(values, list) else [values]:
        number = str(value.get("id", "") if isinstance(value, dict) else value)
        name = name_in(value) or names.get(number)
        if name is None and not number.isdigit():
            name = number
        if name is None:
            unnamed.append((key, number))
        elif name:
            found.append(name)
    return found


def named(content: Any, kind: str) -> dict[str, str]:
    """Number to name, from an object or from a list of objects."""
    given = content.get(kind) if isinstance(content, dict) else None
    if isinstance(given, dict):
        return {str(number): str(name) for number, name in given.items()}
    if isinstance(given, list):
        return {str(item["id"]): name_in(item) or "" for item in given if isinstance(item, dict) and "id" in item}
    return {}


def name_in(value: Any) -> str | None:
    """The name that an object of the API gives itself."""
    if not isinstance(value, dict):
        return None
    keys = ("name", "skill_name", "language_code", "language_name", "territory_name", "display_name")
    return next((str(value[key]) for key in keys if value.get(key)), None)


def as_text(value: Any) -> str:
    """A value as it would stand in a cell: the items of a list on lines of their own."""
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, map(as_text, value)))
    return holdable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).strip()


def holdable(text: str) -> str:
    """Without the signs that JSON can write and no database can hold."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
