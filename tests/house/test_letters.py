"""Every letter that the code names has a text, and every text is sent by something."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "letsconnect"
PLACE_OF_NAME = {"write_to": 1, "write_to_address": 2}

pytestmark = pytest.mark.once


def named() -> Iterator[str]:
    """The letters named in calls of write_to and write_to_address."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACE_OF_NAME:
                name = node.args[PLACE_OF_NAME[node.func.id]]
                if isinstance(name, ast.Constant):
                    yield str(name.value)


def texts() -> Iterator[str]:
    """The texts that stand in the rooms."""
    for file in SOURCE.glob("*/templates/*/letters/*.txt"):
        if file.stem != "frame":
            yield f"{file.parts[-3]}/{file.stem}"


def test_every_letter_has_a_text_and_every_text_is_sent() -> None:
    assert sorted(set(named())) == sorted(texts())


def test_every_text_begins_with_its_subject() -> None:
    for file in SOURCE.glob("*/templates/*/letters/*.txt"):
        first, _line, rest = file.read_text("utf-8").partition("\n")
        if file.stem != "frame":
            assert "translate" in first, file.name
            assert rest.startswith(("\n", "{%")), file.name
