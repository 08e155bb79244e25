"""Is this for me? From answers to outcomes, by rules the team writes (R14-R22). Pure: values in, values out.

A rule is a list of alternatives; each alternative names questions with the answers that count:
`[{"group": ["no"]}, {"aim": ["self"], "skills": ["own"]}]` holds when one of the alternatives holds in full.
An empty list always holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Rule = list[dict[str, list[str]]]


class UnreadableRule(ValueError):
    """A line of a rule does not name a known question and known answers; `line` is that line."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Outcome:
    """One possible end of the self-check."""

    slug: str
    verdict: str  # "yes", "as" or "elsewhere"
    when: Rule


def holds(rule: Rule, answers: Mapping[str, str]) -> bool:
    """Whether these answers (question -> answer) fulfil the rule."""
    return not rule or any(
        all(answers.get(question) in accepted for question, accepted in alternative.items()) for alternative in rule
    )


def outcomes_for(answers: Mapping[str, str], outcomes: Iterable[Outcome]) -> list[str]:
    """The slugs that fit, in order: the first other place that fits and nothing else; otherwise the first plain yes,
    then every "yes, as"."""
    fitting = [outcome for outcome in outcomes if holds(outcome.when, answers)]
    elsewhere = [outcome.slug for outcome in fitting if outcome.verdict == "elsewhere"]
    if elsewhere:
        return elsewhere[:1]
    plain = [outcome.slug for outcome in fitting if outcome.verdict == "yes"]
    return plain[:1] + [outcome.slug for outcome in fitting if outcome.verdict == "as"]


def write_rule(rule: Rule) -> str:
    """The rule as the team types it: one alternative a line, `group = no; aim = self, both`."""
    return "\n".join(
        "; ".join(f"{question} = {', '.join(answers)}" for question, answers in alternative.items())
        for alternative in rule
    )


def read_rule(text: str, known: Mapping[str, Iterable[str]]) -> Rule:
    """The rule that was typed. `known`: question -> its answers. Raises UnreadableRule."""
    return [_read_line(line, known) for line in text.splitlines() if line.strip()]


def _read_line(line: str, known: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    alternative: dict[str, list[str]] = {}
    for part in filter(str.strip, line.split(";")):
        question, _equals, words = part.partition("=")
        answers = [word.strip() for word in words.split(",") if word.strip()]
        question = question.strip()
        if question not in known or not answers or not set(answers) <= set(known[question]):
            raise UnreadableRule(line.strip())
        alternative[question] = answers
    if not alternative:
        raise UnreadableRule(line.strip())
    return alternative
