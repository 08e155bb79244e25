"""What can be wrong with the texts people see and their translations."""

import re
from collections.abc import Iterator

import polib
from catalogues import TRANSLATED, Text, is_translated, read_catalogue

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]+;")
NAMED = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)[^{}]*\}")
UNNAMED = re.compile(r"(?<!%)(?:%%)*%[sdrf]|\{\}")
GLUED = re.compile(r"(?:%\(\w+\)s|\{\w+\})(?:은|는|이|가|을|를|와|과|으로|로)(?=[\s.,!?]|$)")


def names(words: str) -> frozenset[str]:
    return frozenset(first or second for first, second in NAMED.findall(words))


def faults_of_source(text: Text) -> Iterator[str]:
    for words in filter(None, (text.msgid, text.plural)):
        if MARKUP.search(words):
            yield "HTML in the text"
        if UNNAMED.search(words):
            yield "a placeholder without a name"


def faults_of_translation(text: Text, entry: polib.POEntry, language: str) -> Iterator[str]:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = names(text.msgid) | names(text.plural)
    if any(names(form) - wanted for form in forms) or (forms and names(forms[-1]) != names(text.plural or text.msgid)):
        yield "placeholders differ"
    if any(MARKUP.search(form) for form in forms):
        yield "HTML in the translation"
    if language == "ko" and any(GLUED.search(form) for form in forms):
        yield "a particle glued to a variable"


def faults(texts: list[Text], language: str) -> Iterator[str]:
    catalogue = read_catalogue(language)
    for text in texts:
        entry = catalogue.get(text.key)
        if entry is None:
            yield f"not in the catalogue (run `make messages`): {text.msgid!r}"
        elif language in TRANSLATED and not is_translated(entry):
            yield f"not translated: {text.msgid!r}"
        elif language in TRANSLATED:
            yield from (f"{fault}: {text.msgid!r}" for fault in faults_of_translation(text, entry, language))


def all_faults(texts: list[Text]) -> dict[str, list[str]]:
    """The faults of the source and of each catalogue, by name."""
    found = {"source": [f"{fault}: {text.msgid!r}" for text in texts for fault in faults_of_source(text)]}
    return found | {language: list(faults(texts, language)) for language in ("en", "qqq", *TRANSLATED)}
