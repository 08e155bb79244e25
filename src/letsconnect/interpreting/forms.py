"""Asking for interpretation, and the team's list of interpreters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import INTERFACE, is_language, language_name
from letsconnect.interpreting.actions import About
from letsconnect.interpreting.models import Interpreter
from letsconnect.people.models import Person
from letsconnect.people.queries.zones import zone_choices
from letsconnect.reading.languages import languages_in

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
SPANS = ((0, 14), (14, 20), (20, 26), (26, 32), (32, 38), (38, 44), (44, 48))  # half-hours of a day
DAY = 48


def clock_span(span: tuple[int, int]) -> str:
    """ "7:00-10:00", with the dash of times."""
    return "–".join(f"{half // 2}:{half % 2 * 30:02d}" for half in span)


class AskForm(forms.Form):
    """The two languages: those the people in it speak first."""

    one = forms.ChoiceField(label=_("From this language"))
    other = forms.ChoiceField(label=_("into this language, and back"))

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*languages, *INTERFACE])
        choices = [(code, language_name(code)) for code in codes]
        for name in ("one", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("one") == self.cleaned_data.get("other"):
            self.add_error("other", _("Choose two different languages."))
        return self.cleaned_data


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Words worth preparing"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Names, terms, abbreviations: one a line. The interpreter sees them."),
    )

    def clean_words(self) -> tuple[str, ...]:
        lines = [" ".join(line.split())[:80] for line in self.cleaned_data["words"].splitlines()]
        return tuple(line for line in lines if line)


class InterpreterForm(forms.Form):
    """One interpreter of the team's list."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    languages = forms.CharField(
        label=_("Languages they interpret between"),
        max_length=300,
        help_text=_("Names or codes, with commas between them."),
    )
    is_paid = forms.ChoiceField(
        label=_("How they work"), choices=[("", _("As a volunteer")), ("yes", _("Paid"))], required=False
    )
    username = forms.CharField(
        label=_("Their Wikimedia username, if they take part in the programme"), max_length=255, required=False
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    about = forms.CharField(
        label=_("For the team only"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_active = forms.BooleanField(label=_("Can be asked at present"), required=False)

    def __init__(self, *args: Any, interpreter: Interpreter | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = started(interpreter)
        self.fields["time_zone"].choices = zone_choices()  # type: ignore[attr-defined]
        for day, name in enumerate(DAYS):
            self.fields[f"hours_{day}"] = forms.MultipleChoiceField(
                label=name,
                required=False,
                choices=[(str(number), clock_span(span)) for number, span in enumerate(SPANS)],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_languages(self) -> tuple[str, ...]:
        codes, unclear = languages_in(self.cleaned_data["languages"])
        wrong = [*unclear, *(code for code in codes if not is_language(code))]
        if wrong:
            raise forms.ValidationError(
                _("We do not know this language: %(words)s"), params={"words": ", ".join(wrong)}
            )
        if len(set(codes)) < 2:
            raise forms.ValidationError(_("Name at least two languages."))
        return tuple(dict.fromkeys(codes))

    def clean_username(self) -> Person | None:
        username = self.cleaned_data["username"].strip()
        person = Person.objects.filter(username=username).first() if username else None
        if username and person is None:
            raise forms.ValidationError(_("Nobody with this username takes part."))
        return person

    def about_them(self) -> About:
        """For `keep_interpreter`."""
        typed = self.cleaned_data
        names = ("name", "email", "languages", "time_zone", "about", "is_active")
        return About(
            **{name: typed[name] for name in names},
            is_paid=typed["is_paid"] == "yes",
            person=typed["username"],
            hours=self._hours(),
        )

    def _hours(self) -> bytes | None:
        week = 0
        for day in range(len(DAYS)):
            for number in self.cleaned_data[f"hours_{day}"]:
                start, end = SPANS[int(number)]
                week |= ((1 << (end - start)) - 1) << (day * DAY + start)
        return week.to_bytes(42, "little") if week else None


def started(interpreter: Interpreter | None) -> dict[str, Any]:
    """What the form shows at first."""
    if interpreter is None:
        return {"time_zone": "UTC", "is_active": True}
    week = int.from_bytes(bytes(interpreter.hours or b""), "little")
    ticked = {
        f"hours_{day}": [str(number) for number, (start, _end) in enumerate(SPANS) if week >> (day * DAY + start) & 1]
        for day in range(len(DAYS))
    }
    plain = {name: getattr(interpreter, name) for name in ("name", "email", "time_zone", "about", "is_active")}
    return {
        **plain,
        **ticked,
        "languages": ", ".join(interpreter.languages),
        "is_paid": "yes" if interpreter.is_paid else "",
        "username": interpreter.person.username if interpreter.person else "",
    }
