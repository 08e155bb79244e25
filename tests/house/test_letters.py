"""Every letter that the code names has a text, and every text is sent by something."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from letsconnect.home.letters import EXAMPLES, preview

SOURCE = Path(__file__).parents[2] / "src" / "letsconnect"
PLACE_OF_NAME = {"write_to": 1, "write_to_address": 2, "write_to_chat": 2, "write_in": 1}

pytestmark = pytest.mark.once


def named() -> Iterator[str]:
    """The letters named in calls that write."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACE_OF_NAME:
                name = node.args[PLACE_OF_NAME[node.func.id]]
                if isinstance(name, ast.Constant):
                    yield name.value


def files() -> Iterator[Path]:
    """The texts that stand in the rooms; the frame and what several letters include are parts of texts."""
    for file in SOURCE.glob("*/templates/*/letters/*.txt"):
        if file.stem != "frame" and not file.stem.startswith("_"):
            yield file


def texts() -> list[str]:
    return sorted(f"{file.parts[-3]}/{file.stem}" for file in files())


def test_every_letter_has_a_text_and_every_text_is_sent() -> None:
    assert sorted(set(named())) == texts()


def test_every_text_begins_with_its_subject() -> None:
    for file in files():
        first, _line, rest = file.read_text("utf-8").partition("\n")
        assert "translate" in first, file.name
        assert rest.startswith(("\n", "{%")), file.name


def test_every_letter_has_an_example_for_the_team_to_read() -> None:
    assert sorted(EXAMPLES) == texts()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_example_can_be_read_in_every_language(language: str) -> None:
    for letter in EXAMPLES:
        draft = preview(letter, language)
        assert draft.subject.strip(), letter
        assert draft.text.strip(), letter
