"""Why nobody is suggested, in plain words, and what would help: each with the door to it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letsconnect.people.models import Person


@dataclass(frozen=True)
class Hint:
    """Why, and the one door that helps."""

    text: str
    href: str
    door: str


TEXTS: dict[str, Promise] = {
    "not_confirmed": gettext_lazy(
        "You registered before, and we brought your answers here. Once you confirm them, suggestions begin."
    ),
    "nothing": gettext_lazy("Choose one topic you could share or one you want to learn: suggestions begin there."),
    "no_hours": gettext_lazy("Say when you are usually free: two people need an hour and a half in common."),
    "no_language": gettext_lazy("Say which languages you speak: two people need one in common."),
    "learn:topic": gettext_lazy("Choose what you want to learn, and people who share it stand here."),
    "learn:full": gettext_lazy("You have as many conversations as a learner this month as you wished for."),
    "learn:nobody": gettext_lazy("Nobody here shares it yet on the level you look for. A second topic would help."),
    "learn:language": gettext_lazy("Whoever shares it speaks none of your languages. One language more would help."),
    "learn:hours": gettext_lazy("You are not free at the same time as those who share it. More hours would help."),
    "learn:others": gettext_lazy(
        "Whoever shares it has other conversations this month, or you know each other. A second topic would help."
    ),
    "share:topic": gettext_lazy("Choose what you could share, and people who want to learn it stand here."),
    "share:full": gettext_lazy("You have as many conversations as a sharer this month as you wished for."),
    "share:nobody": gettext_lazy("Nobody here wants to learn it yet on your level. A second topic would help."),
    "share:language": gettext_lazy("Whoever wants it speaks none of your languages. One language more would help."),
    "share:hours": gettext_lazy("You are not free at the same time as those who want it. More hours would help."),
    "share:others": gettext_lazy(
        "Whoever wants it has other conversations this month, or you know each other. A second topic would help."
    ),
}
DOORS: dict[str, tuple[str, Promise]] = {
    "not_confirmed": ("joining:me", gettext_lazy("Look at my answers")),
    "nothing": ("joining:wishes", gettext_lazy("What I want to learn")),
    "no_hours": ("joining:hours", gettext_lazy("When I am free")),
    "no_language": ("joining:languages", gettext_lazy("Languages I speak")),
    "full": ("joining:limits", gettext_lazy("How many conversations a month")),
    "language": ("joining:languages", gettext_lazy("Languages I speak")),
    "hours": ("joining:hours", gettext_lazy("When I am free")),
    "learn": ("joining:wishes", gettext_lazy("What I want to learn")),
    "share": ("joining:shares", gettext_lazy("What I can share")),
}


def hint(code: str) -> Hint:
    """The words of a code; for one part of the programme "learn:..." or "share:..."."""
    side, _colon, what = code.partition(":")
    name, door = DOORS.get(what) or DOORS[side]
    return Hint(str(TEXTS[code]), reverse(name), str(door))


def not_registered() -> Hint:
    """Whoever has an account and has not said anything yet."""
    return Hint(
        _("Two short answers, and we can suggest people to you: one thing you could share, one you want to learn."),
        reverse("joining:register"),
        _("Answer two questions"),
    )


def on_a_break(person: Person) -> Hint:
    """Whoever takes a break is left in peace."""
    day = formats.date_format(person.paused_until, "DATE_FORMAT") if person.paused_until else ""
    return Hint(
        _("You are taking a break until %(day)s: nobody is suggested to you, and you to nobody.") % {"day": day},
        reverse("joining:pause"),
        _("Change or end the break"),
    )
