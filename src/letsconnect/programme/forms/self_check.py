"""The self-check's questions as the team wrote them. None has to be answered."""

from typing import Any

from django import forms

from letsconnect.programme.models import Passage


class SelfCheckForm(forms.Form):
    def __init__(self, *args: Any, questions: list[Passage], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in questions:
            field = forms.ChoiceField(
                label=question.title_here,
                help_text=question.body_here,
                required=False,
                choices=[(answer.slug, answer.title_here) for answer in question.answers.all()],
                widget=forms.RadioSelect,
            )
            field.silent = True  # type: ignore[attr-defined]  # no "optional" beside each: the page says it once
            self.fields[question.slug] = field

    def answers(self) -> dict[str, str]:
        """Question -> answer, for those that were answered."""
        return {question: answer for question, answer in self.cleaned_data.items() if answer}
