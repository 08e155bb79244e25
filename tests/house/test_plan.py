"""The plan of the house holds: the walls stand, the tables are as the models say, every rule is tested."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.figures import Figure

ROOT = Path(__file__).parents[2]
SOURCE, TESTS = ROOT / "src", ROOT / "tests"
RULE = re.compile(r"^(may_\w+)\s*(?::[^=]+)?=|^def (may_\w+)", re.MULTILINE)
LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_FILE, LARGEST_ROOM = 40, 20, 300, 2500
# What is beyond its ceiling, and why. Whatever shrinks below it leaves this list.
BEYOND = {
    "matchmaker/large/gathering.py:near_best": "one compiled loop: cut into three it took 20 times as long",
    "matchmaker/large/offering.py:find_best": "one compiled loop: cut into three it took 8 times as long",
}

pytestmark = pytest.mark.once


def modules() -> Iterator[tuple[Path, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield file, file.read_text("utf-8")


def length(function: ast.FunctionDef) -> int:
    """Its lines, without those of its docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1 if told else 0)


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for file, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield file, node


def test_every_import_keeps_to_the_walls() -> None:
    lint_imports = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"

    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_tables_are_as_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_rule_of_who_may_has_a_test() -> None:
    tests = "\n".join(file.read_text("utf-8") for file in TESTS.rglob("*.py"))
    rules = {
        first or second for file, text in modules() if "rules" in str(file) for first, second in RULE.findall(text)
    }

    untested = sorted(rule for rule in rules if not re.search(rf"\b{rule}\b", tests))

    assert untested == []


def test_no_drawer_for_everything() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "handlers", "misc"}

    assert [str(file.relative_to(SOURCE)) for file, _text in modules() if {file.stem, file.parent.name} & vague] == []


def test_nothing_is_marked_safe_outside_the_few_places_that_build_markup() -> None:
    builders = {"letsconnect/directory/templatetags/cards.py"}  # joins what format_html has escaped
    marks = re.compile(r"\bmark_safe\b|\|safe\b|SafeString\(|autoescape off")
    files = [file for kind in ("*.py", "*.html") for file in SOURCE.rglob(kind)]

    marked = {str(file.relative_to(SOURCE)) for file in files if marks.search(file.read_text("utf-8"))}
    assert marked == builders


def sizes() -> Iterator[tuple[str, int, int]]:
    """Everything that has a ceiling: its name, its lines, the ceiling. A part of the matchmaker counts as a room."""
    for file, function in functions():
        name = f"{file.relative_to(SOURCE)}:{function.name}"
        yield name, length(function), LONGEST_VIEW if "/views/" in name else LONGEST_FUNCTION
    rooms: Counter[str] = Counter()
    for file, text in modules():
        lines, parts = text.count("\n"), file.relative_to(SOURCE).parts
        rooms["/".join(parts[:2]) if len(parts) > 2 else parts[0]] += lines
        yield str(file.relative_to(SOURCE)), lines, LONGEST_FILE
    for room, lines in rooms.items():
        yield room, lines, LARGEST_ROOM


def test_nothing_is_larger_than_its_ceiling_but_what_is_named_here(figure: Figure) -> None:
    lines = sorted(length(function) for _file, function in functions())
    figure(f"sizes: {len(lines)} functions, median {statistics.median(lines):.0f}, p90 {lines[len(lines) * 9 // 10]}")

    beyond = {name: size for name, size, ceiling in sizes() if size > ceiling}

    assert sorted(beyond) == sorted(BEYOND), beyond
