"""The texts people see are found, explained, and checked without any gettext program."""

import importlib
import re
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import polib
import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
SOURCE = SCRIPTS.parent / "src" / "letsconnect"
PAGE = """{% load i18n %}
{% comment %}Translators: the button that ends a visit{% endcomment %}
{% translate "Leave" %}
  {% blocktranslate trimmed count minutes=minutes %}
    Wait {{ minutes }} minute.{% plural %}Wait {{ minutes }} minutes.
  {% endblocktranslate %}
{% translate "Seat" context "place" %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
LABEL = _("One text "
          "in two pieces")
TELL = ngettext("%(n)s person", "%(n)s people", 3)
"""


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The scripts' module, looking at a small source and a place of its own for catalogues."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    module = importlib.import_module("catalogues")
    room = tmp_path / "src" / "letsconnect" / "room"
    (room / "templates").mkdir(parents=True)
    (room / "templates" / "page.html").write_text(PAGE)
    (room / "forms.py").write_text(CODE)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "SOURCE", tmp_path / "src")
    monkeypatch.setattr(module, "LOCALE", tmp_path / "locale")
    return module


def test_texts_of_code_and_pages_are_found(catalogues: ModuleType) -> None:
    found = [(text.msgid, text.plural, text.context) for text in catalogues.gathered()]

    assert found == [
        ("%(n)s person", "%(n)s people", None),
        ("Leave", "", None),
        ("One text in two pieces", "", None),
        ("Seat", "", "place"),
        ("Wait %(minutes)s minute.", "Wait %(minutes)s minutes.", None),
    ]


def test_the_notes_tell_what_translators_need(catalogues: ModuleType) -> None:
    catalogues.write_catalogue("qqq", catalogues.gathered())

    notes = catalogues.read_catalogue("qqq")
    assert notes["", "Leave"].msgstr == "the button that ends a visit"
    assert notes["place", "Seat"].msgstr == "Seen in: room/templates/page.html"


def test_gathering_again_keeps_translations_and_changes_nothing(catalogues: ModuleType) -> None:
    texts = catalogues.gathered()
    catalogues.write_catalogue("ar", texts)
    file = polib.pofile(str(catalogues.catalogue_file("ar")))
    file.find("Leave").msgstr = "خروج"
    file.save()
    catalogues.write_catalogue("ar", texts)
    first = catalogues.catalogue_file("ar").read_bytes()

    catalogues.write_catalogue("ar", texts)
    second = catalogues.catalogue_file("ar").read_bytes()

    assert catalogues.read_catalogue("ar")["", "Leave"].msgstr == "خروج"
    assert len(catalogues.read_catalogue("ar")["", "%(n)s person"].msgstr_plural) == 6
    assert first == second
    assert str(catalogues.ROOT).encode() not in first


@pytest.mark.parametrize(
    ("english", "korean", "fault"),
    [
        ("Hello %(name)s", "안녕하세요, %(nmae)s", "placeholders differ"),
        ("Hello %(name)s", "안녕하세요", "placeholders differ"),
        ("Hello %(name)s", "%(name)s을 환영합니다", "a particle glued to a variable"),
        ("Hello", "<b>안녕</b>", "HTML in the translation"),
        ("Hello {name}", "안녕하세요, {name} 님", None),
    ],
)
def test_a_translation_that_would_break_a_page_is_seen(
    english: str, korean: str, fault: str | None, catalogues: ModuleType
) -> None:
    faults = importlib.import_module("faults")
    entry = polib.POEntry(msgid=english, msgstr=korean)

    found = list(faults.faults_of_translation(catalogues.Text(english), entry, "ko"))

    assert found == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ("See <a>this</a>", "HTML in the text"),
        ("A&nbsp;b", "HTML in the text"),
        ("%s people", "a placeholder without a name"),
        ("100 %% of %(n)s, 1 < 2", None),
    ],
)
def test_a_text_that_translators_cannot_use_is_seen(english: str, fault: str | None, catalogues: ModuleType) -> None:
    faults = importlib.import_module("faults")

    assert list(faults.faults_of_source(catalogues.Text(english))) == ([fault] if fault else [])


def test_what_is_missing_is_named(catalogues: ModuleType) -> None:
    faults = importlib.import_module("faults")
    texts = catalogues.gathered()
    assert next(faults.faults(texts, "ko")) == "not in the catalogue (run `make messages`): '%(n)s person'"

    catalogues.write_catalogue("ko", texts)

    assert len(list(faults.faults(texts, "ko"))) == 5


def test_catalogues_compile_without_gettext_programs() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "compile_messages")],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_module_calls_gettext_by_a_name_that_gathering_does_not_know():
    known = re.compile(r"import .*gettext(?:_lazy)? as _$")
    renamed = [
        f"{file.name}: {line.strip()}"
        for file in SOURCE.rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"gettext\w* as ", line) and not known.search(line)
    ]

    assert renamed == []


def test_what_is_not_translated_keeps_english_forms_by_the_english_rule(tmp_path: Path) -> None:
    """Korean has one form only; a text of two that waits for its translator is still "1 seat", "2 seats"."""
    room = tmp_path / "locale" / "ko" / "LC_MESSAGES"
    room.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
    waiting = 'msgid "%(n)s seat"\nmsgid_plural "%(n)s seats"\nmsgstr[0] ""\n\n'
    done = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s일"\n'
    (room / "django.po").write_text(head + waiting + done, "utf-8")
    script = tmp_path / "scripts" / "compile_messages"
    script.parent.mkdir()
    script.write_bytes((SCRIPTS / "compile_messages").read_bytes())

    subprocess.run([sys.executable, str(script)], check=True)

    with (room / "django.mo").open("rb") as file:
        korean = GNUTranslations(file)
    assert [korean.ngettext("%(n)s seat", "%(n)s seats", n) for n in (1, 2)] == ["%(n)s seat", "%(n)s seats"]
    assert korean.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s일"
