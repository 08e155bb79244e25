"""Answers to an invitation: which of its times, or other times on one's own clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.connections.models import ProposedTime
from letsconnect.connections.queries.choices import Choice, Day, value_of
from letsconnect.connections.times import is_half_hour, moments_of
from letsconnect.ground import clock

MOST_TIMES = 3
DAYS_OPEN = 4  # the days after these are folded away
Row = tuple[Day, list[tuple[Choice, bool]]]
FIRST_DAY, A_YEAR = date(2000, 1, 1), timedelta(days=366)  # beyond, the calendar itself may end


class YesForm(forms.Form):
    """Which of the proposed times one can do; nothing to tick where there is no time to agree on."""

    def __init__(self, *args: Any, choices: Sequence[Choice], asked: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices, self.asked = choices, asked
        if choices:
            self.fields["times"] = forms.MultipleChoiceField(
                choices=[(choice.value, choice.value) for choice in choices],
                error_messages={
                    "required": _("Tick at least one time, or choose one of the other answers."),
                    "invalid_choice": _("A time you ticked is no longer proposed. These are the times now."),
                },
            )

    def rows(self) -> list[tuple[Choice, bool]]:
        """Each time, and whether it is ticked: as sent; else as answered before, and the one a letter named."""
        sent = set(self.data.getlist("times")) if self.is_bound else None  # type: ignore[attr-defined]
        return [
            (choice, choice.value in sent if sent is not None else choice.mine or choice.value == self.asked)
            for choice in self.choices
        ]

    def times_of(self, proposed: Sequence[ProposedTime]) -> list[ProposedTime]:
        """The proposed times that are ticked."""
        ticked = set(self.cleaned_data.get("times", ()))
        return [time for time in proposed if value_of(time.starts_at) in ticked]


class TimesForm(forms.Form):
    """A few times: ticked from the hours everybody has, or written down on one's own clock."""

    most = MOST_TIMES
    how_many = _("Propose one to three different times.")

    def __init__(self, *args: Any, days: Sequence[Day], zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.days, self.zone = days, zone
        self.fields["times"] = forms.TypedMultipleChoiceField(
            choices=[(choice.value, choice.value) for day in days for choice in day.choices],
            required=False,
            coerce=lambda value: datetime.fromtimestamp(int(value), UTC),
            error_messages={"invalid_choice": _("A time you ticked is no longer on offer. Choose another.")},
        )
        for number in range(1, self.most + 1):
            self.fields[f"day_{number}"] = day_field(number)
            self.fields[f"time_{number}"] = time_field(number)

    def rows(self) -> list[Row]:
        """Each day with its times, and whether each is ticked."""
        return [(day, [(choice, self.is_ticked(choice.value)) for choice in day.choices]) for day in self.days]

    def first_days(self) -> list[Row]:
        """The days that stand open."""
        return self.rows()[:DAYS_OPEN]

    def more_days(self) -> list[Row]:
        """The days after them."""
        return self.rows()[DAYS_OPEN:]

    def more_is_used(self) -> bool:
        """Whether a time of those is ticked."""
        return any(ticked for _day, choices in self.more_days() for _choice, ticked in choices)

    def whose_clock(self) -> str:
        """The name of the one person whose clock stands below the times: said once; empty where there are several."""
        theirs = [choice.when.theirs for day in self.days for choice in day.choices]
        names = {one.name for some in theirs for one in some}
        return names.pop() if len(names) == 1 and all(len(some) <= 1 for some in theirs) else ""

    def is_ticked(self, value: str) -> bool:
        """Whether a time is ticked: as sent."""
        return self.is_bound and value in self.data.getlist("times")  # type: ignore[attr-defined]

    def needs_times(self) -> bool:
        """Whether there is a time to agree on."""
        return True

    def own(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields for times that stand in no list, in pairs of day and time."""
        return [(self[f"day_{number}"], self[f"time_{number}"]) for number in range(1, self.most + 1)]

    def own_is_used(self) -> bool:
        """Whether something was written there."""
        return any(field.value() for pair in self.own() for field in pair)

    def more_own_is_used(self) -> bool:
        """Whether something was written in them beyond the first pair."""
        return any(field.value() for pair in self.own()[1:] for field in pair)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        written = [self.read(number) for number in range(1, self.most + 1)]
        chosen = sorted({*data.get("times", []), *(at for at in written if at is not None)})
        if not self.errors and self.needs_times() and not 1 <= len(chosen) <= self.most:
            raise forms.ValidationError(self.how_many)
        return {**data, "chosen": chosen if self.needs_times() else []}

    def read(self, number: int) -> datetime | None:
        """The moment written down in one pair of fields; what is wrong with it stands beside the field."""
        day: date | None = self.cleaned_data.get(f"day_{number}")
        at: time | None = self.cleaned_data.get(f"time_{number}")
        if day is None or at is None:
            for name, value, missing in ((f"day_{number}", day, at), (f"time_{number}", at, day)):
                if value is None and missing is not None and name not in self.errors:
                    self.add_error(name, _("Please say both the day and the time."))
            return None
        if not FIRST_DAY <= day <= clock.today() + A_YEAR:
            self.add_error(f"day_{number}", _("Choose a day within the next twelve months."))
            return None
        moments = moments_of(day, at, self.zone)
        if len(moments) != 1:
            self.add_error(f"time_{number}", GAP if not moments else TWICE)
        elif not is_half_hour(moments[0], self.zone):
            self.add_error(f"time_{number}", _("Choose a full hour or a half hour, like 18:00 or 18:30."))
        else:
            return moments[0]
        return None


GAP = _("On that day your clocks are put forward and skip this time. Choose an earlier or a later one.")
TWICE = _("On that day your clocks are put back and this time comes twice. Choose an earlier or a later one.")


def day_field(number: int) -> forms.DateField:
    """A day, picked in whatever way the browser offers."""
    label = _("Date") if number == 1 else _("Another day")
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


def time_field(number: int) -> forms.TimeField:
    """A time on one's own clock, in steps of half an hour."""
    label = _("Time") if number == 1 else _("Another time")
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "1800"})
    return forms.TimeField(label=label, required=False, widget=widget, input_formats=["%H:%M", "%H:%M:%S"])
