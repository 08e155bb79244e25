"""Opening a round: the month, who is in, what it values."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.rounds.actions.opening import RoundFacts
from letsconnect.rounds.models import Round, default_policy
from letsconnect.rounds.models.round import MOST_WEEKS
from letsconnect.rounds.queries import rounds

MOST_POINTS, MOST_BOOKINGS = 1_000, 100
POINTS = {
    "priority_1": gettext_lazy("A wish for some day"),
    "priority_2": gettext_lazy("A wish for soon"),
    "priority_3": gettext_lazy("A wish for now"),
    "same_or_one_above": gettext_lazy("Percent of it where the sharer is at the level sought, or one above"),
    "further_above": gettext_lazy("Percent of it where the sharer is further above"),
    "one_below": gettext_lazy("Percent of it where the sharer is one below"),
    "reciprocity": gettext_lazy("Both have something the other wants"),
    "group_2": gettext_lazy("Taken off for a second learner"),
    "group_3": gettext_lazy("Taken off for a second and third learner"),
    "interpretation": gettext_lazy("Taken off for interpretation"),
}


class RoundForm(forms.Form):
    month = forms.ChoiceField(label=gettext_lazy("Month"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For the team's list. Without one it is called after its month."),
    )
    first_monday = forms.DateField(
        label=gettext_lazy("The Monday its first week starts"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Without one: the first Monday of the month that leaves three days to ask people."),
    )
    weeks = forms.IntegerField(label=gettext_lazy("Weeks"), min_value=1, max_value=MOST_WEEKS, initial=4)
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Only these regions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(label=gettext_lazy("Only who speaks one of these"), required=False)
    topics = forms.MultipleChoiceField(label=gettext_lazy("Only these topics"), required=False)
    resend_by_itself = forms.BooleanField(
        label=gettext_lazy("Send the next best by itself when an invitation comes to nothing"), required=False
    )
    of_examples = forms.BooleanField(
        label=gettext_lazy("A round of the examples: the demonstration's invented people, and nobody else"),
        required=False,
    )

    def __init__(self, given: QueryDict | None = None, *, round_: Round | None = None) -> None:
        super().__init__(given, initial=_initial(round_))
        months = rounds.months_to_choose()
        if round_ and round_.month not in months:
            months.insert(0, round_.month)
        self._choose("month", [(f"{m:%Y-%m}", f"{MONTHS[m.month]} {m.year}") for m in months])
        self._choose("regions", rounds.region_choices())
        self._choose("languages", rounds.language_choices())
        self._choose("topics", rounds.topic_choices())
        if not rounds.has_examples():
            del self.fields["of_examples"]
        self.pairs = rounds.pairs_interpreted()
        for number, (one, other) in enumerate(self.pairs):
            label = _("%(one)s and %(other)s") % {"one": language_name(one), "other": language_name(other)}
            self.fields[f"bookings_{number}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_BOOKINGS, initial=_booked(round_, (one, other))
            )
        for key, points in POINTS.items():
            self.fields[key] = forms.IntegerField(label=points, min_value=0, max_value=MOST_POINTS)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field, as declared above

    def clean_first_monday(self) -> date | None:
        day: date | None = self.cleaned_data["first_monday"]
        if day is not None and day.weekday() != 0:
            raise forms.ValidationError(_("This day is no Monday."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        monday = given.get("first_monday")
        if monday is not None and {"month", "weeks"} <= given.keys() and not _is_near(monday, given):
            self.add_error("first_monday", _("Choose a Monday near that month, with weeks still to come."))
        if given.get("group_3", 0) < given.get("group_2", 0):
            self.add_error("group_3", _("Not less than for a second learner."))
        return given

    def who(self) -> list[forms.BoundField]:
        """The fields that say who is in."""
        return [self[name] for name in ("regions", "languages", "topics")]

    def main(self) -> list[forms.BoundField]:
        """The fields everybody needs."""
        names = ("month", "name", "first_monday", "weeks", "resend_by_itself", "of_examples")
        return [self[name] for name in names if name in self.fields]

    def interpreters(self) -> list[forms.BoundField]:
        return [self[f"bookings_{number}"] for number in range(len(self.pairs))]

    def points(self) -> list[forms.BoundField]:
        return [self[name] for name in POINTS]

    def facts(self) -> RoundFacts:
        given = self.cleaned_data
        month = date.fromisoformat(given["month"] + "-01")
        counts = [given[f"bookings_{number}"] for number in range(len(self.pairs))]
        return RoundFacts(
            name=given["name"].strip() or given["month"],
            month=month,
            first_monday=given["first_monday"] or rounds.first_monday_of(month),
            weeks=given["weeks"],
            regions=tuple(given["regions"]),
            languages=tuple(given["languages"]),
            topics=tuple(given["topics"]),
            policy=_policy(given),
            bookings=tuple(
                {"languages": list(two), "bookings": count}
                for two, count in zip(self.pairs, counts, strict=True)
                if count
            ),
            resend_by_itself=given["resend_by_itself"],
            of_examples=given.get("of_examples", False),
        )


def _is_near(monday: date, given: dict[str, Any]) -> bool:
    """Places count in the month: its round begins in it or about then, and is not over."""
    month = date.fromisoformat(given["month"] + "-01")
    return abs(monday - month) <= timedelta(days=31) and monday + timedelta(weeks=given["weeks"]) > clock.today()


def _policy(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "priority": [given["priority_1"], given["priority_2"], given["priority_3"]],
        "fit": {key: given[key] for key in ("same_or_one_above", "further_above", "one_below")},
        "reciprocity": given["reciprocity"],
        "group_cost": [0, given["group_2"], given["group_3"]],
        "interpretation_cost": given["interpretation"],
    }


def _initial(round_: Round | None) -> dict[str, Any]:
    policy = round_.policy if round_ else default_policy()
    points = {
        **{f"priority_{number}": value for number, value in enumerate(policy["priority"], 1)},
        **policy["fit"],
        "reciprocity": policy["reciprocity"],
        "group_2": policy["group_cost"][1],
        "group_3": policy["group_cost"][2],
        "interpretation": policy["interpretation_cost"],
    }
    if round_ is None:
        months = rounds.months_to_choose()
        usual = {"weeks": 4, "of_examples": rounds.has_examples_only()}
        return points | usual | {"month": f"{next_month(months):%Y-%m}"}
    same = ("name", "first_monday", "weeks", "regions", "languages", "topics", "resend_by_itself", "of_examples")
    return points | {key: getattr(round_, key) for key in same} | {"month": f"{round_.month:%Y-%m}"}


def next_month(months: list[date]) -> date:
    """The first month whose round can still begin in its first half."""
    return next(month for month in months if rounds.first_monday_of(month) < month + timedelta(days=14))


def _booked(round_: Round | None, two: tuple[str, str]) -> int:
    pools = round_.bookings if round_ else []
    return next((pool["bookings"] for pool in pools if tuple(pool["languages"]) == two), 0)
