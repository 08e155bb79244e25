"""The texts people see: found in the source, kept in `locale/` as translatewiki.net expects (English msgids, `qqq` notes).

Everything here is Python; no gettext programs are needed.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE, LOCALE = ROOT / "src", ROOT / "locale"
TRANSLATED = ("ko", "es", "fr", "pt", "ar")
PLAIN = ("gettext", "gettext_lazy", "gettext_noop", "_")
KEYWORDS = {
    **dict.fromkeys(PLAIN, (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)
HEADER = """Let's Connect
Written by the makers and, later, by translatewiki.net. `make messages` brings new texts in."""


@dataclass
class Text:
    """One message of the source, with what its writers say about it and where it is seen."""

    msgid: str
    plural: str = ""
    context: str | None = None
    notes: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return (self.context or "", self.msgid)

    @property
    def explanation(self) -> str:
        return "\n".join(self.notes) or "Seen in: " + ", ".join(sorted(self.places))


def gathered() -> list[Text]:
    """All messages of the source, each once, sorted by text."""
    texts: dict[tuple[str, str], Text] = {}
    for file in sorted(SOURCE.rglob("*")):
        for found in texts_of(file):
            text = texts.setdefault(found.key, found)
            text.plural = text.plural or found.plural
            text.notes += [note for note in found.notes if note not in text.notes]
            text.places |= found.places
    return [texts[key] for key in sorted(texts, key=lambda key: (key[1].casefold(), key[1], key[0]))]


def texts_of(file: Path) -> Iterator[Text]:
    """The messages of one Python file or template."""
    if file.suffix == ".py" and "migrations" not in file.parts:
        source = file.read_text("utf-8")
    elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
        template = templatize(file.read_text("utf-8"), origin=str(file.relative_to(ROOT)))
        source = "\n".join(line.strip() for line in template.splitlines())  # no indentation for Python's tokenizer
    else:
        return
    place = str(file.relative_to(SOURCE / "letsconnect" if SOURCE / "letsconnect" in file.parents else SOURCE))
    for _line, words, comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS, ("Translators",)):
        msgid, plural = (words, "") if isinstance(words, str) else (words[0], words[1])
        if msgid:
            notes = [comment.removeprefix("Translators:").strip() for comment in comments]
            yield Text(msgid, plural, context, [note for note in notes if note], {place})


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> dict[tuple[str, str], polib.POEntry]:
    """What the catalogue of a language holds; nothing where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return {}
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(file)) if not entry.obsolete}


def plural_forms(language: str) -> str:
    """As gettext tools and translatewiki.net write them. Babel's Arabic puts the last two forms the other way round."""
    if language == "ar":
        return ARABIC
    return "nplurals=2; plural=(n != 1);" if language == "qqq" else get_plural(language).plural_forms.rstrip(";") + ";"


def number_of_forms(language: str) -> int:
    return int(re.search(r"nplurals=(\d+)", plural_forms(language))[1])


def write_catalogue(language: str, texts: list[Text]) -> int:
    """Write the catalogue of a language: all texts, with the translations it had. Answers how many it lacks."""
    known = read_catalogue(language)
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.header = HEADER
    catalogue.metadata = {
        "Project-Id-Version": "letsconnect",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    catalogue.extend(entry_for(text, known.get(text.key), language) for text in texts)
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{catalogue}".rstrip() + "\n", "utf-8")
    return sum(1 for entry in catalogue if not is_translated(entry))


def entry_for(text: Text, old: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context, comment="\n".join(text.notes))
    if "%(" in text.msgid:
        entry.flags = ["python-format"]
    if old is not None and old.fuzzy:
        entry.flags = [*entry.flags, "fuzzy"]
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = {form: "" for form in range(number_of_forms(language))}
        if old is not None and old.msgid_plural:
            entry.msgstr_plural |= old.msgstr_plural
    elif old is not None:
        entry.msgstr = old.msgstr
    if language == "qqq":
        explain(entry, text)
    return entry


def explain(entry: polib.POEntry, text: Text) -> None:
    """Fill in the note of `qqq`, unless somebody wrote one there."""
    written = entry.msgstr or entry.msgstr_plural.get(0, "")
    note = written if written and not written.startswith("Seen in: ") else text.explanation
    if text.plural:
        entry.msgstr_plural = {0: note, 1: note}
    else:
        entry.msgstr = note


def is_translated(entry: polib.POEntry) -> bool:
    if "fuzzy" in entry.flags:
        return False
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)
