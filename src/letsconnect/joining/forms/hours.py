"""The free week as checkboxes: parts of the day, then half-hours; no dragging (WCAG 2.5.7)."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from letsconnect.joining.forms.steps import StepForm
from letsconnect.joining.queries.hours import DAY, DAYS, PARTS, spans_of_day, spans_of_parts, ticked, week_of
from letsconnect.people.models import Person


class SpansForm(StepForm):
    """Ticks over spans of the week; what the page showed travels with it in `was`."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        self.week = week_of(person)
        super().__init__(*args, person=person, **options)
        self.fields["was"].show_hidden_initial = False

    def starting_value(self, name: str) -> Any:
        return " ".join(sorted(self.shown())) if name == "was" else super().starting_value(name)

    def spans(self) -> dict[str, int]:
        raise NotImplementedError

    def shown(self) -> set[str]:
        return ticked(self.week, self.spans())

    def ticked_now(self) -> set[str]:
        """What is ticked on the page: as sent, else as stored."""
        sent = self.data.getlist("free") if isinstance(self.data, QueryDict) else []
        return set(sent) & self.spans().keys() if self.is_bound else self.shown()

    def change(self) -> dict[str, Any]:
        """For `say_hours`."""
        was = set(self.cleaned_data["was"].split()) if "was" in self.data else self.shown()
        return {"spans": self.spans(), "was": was, "now": self.ticked_now()}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "was"}


class WeekForm(SpansForm):
    """The week by parts of the day."""

    keys = {"hours": "never_nights"}

    never_nights = forms.BooleanField(label=_("Never at night (22–7), whatever I tick"), required=False)

    def spans(self) -> dict[str, int]:
        return spans_of_parts()

    def rows(self) -> list[dict[str, Any]]:
        """One line a day: its parts with name, label, whether ticked and whether free in part."""
        now, spans = self.ticked_now(), self.spans()
        return [
            {
                "day": day,
                "label": label,
                "cells": [
                    {
                        "name": (name := f"{day}-{part.code}"),
                        "label": part.label,
                        "ticked": name in now,
                        "partly": name not in now and self.week & spans[name],
                    }
                    for part in PARTS
                ],
            }
            for day, label in enumerate(DAYS)
        ]


class DayForm(SpansForm):
    """One day by half-hours, for other days too if wanted."""

    same_on = forms.MultipleChoiceField(label=_("The same on"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, day: int, **options: Any) -> None:
        self.day = day
        super().__init__(*args, **options)
        others = [(str(other), label) for other, label in enumerate(DAYS) if other != day]
        self.fields["same_on"].choices = others  # type: ignore[attr-defined]

    def starting_value(self, name: str) -> Any:
        return [] if name == "same_on" else super().starting_value(name)

    def spans(self) -> dict[str, int]:
        return spans_of_day(self.day)

    def parts(self) -> list[dict[str, Any]]:
        """The half-hours under their part of the day."""
        now = self.ticked_now()
        return [
            {
                "label": part.label,
                "cells": [
                    {"name": str(number), "label": clock_label(number), "ticked": str(number) in now}
                    for number in range(part.start, part.end)
                ],
            }
            for part in sorted(PARTS, key=lambda part: part.start)
        ]

    def other_days(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["same_on"]]


def clock_label(number: int) -> str:
    """ "18:30" for the half-hour with this number in the day."""
    hour, half = divmod(number % DAY, 2)
    return f"{hour:02d}:{'30' if half else '00'}"
