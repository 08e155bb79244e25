"""What a person's page shows beside topics and languages: facts with their names, and the week in common."""

from dataclasses import dataclass
from datetime import time

from babel import Locale
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.directory.queries.profile import Profile
from letsconnect.ground import clock
from letsconnect.ground.zones import zone_in_words
from letsconnect.people.audience import FIELDS
from letsconnect.people.queries.places import country_name
from matchmaker import hours

DAY = 48


@dataclass(frozen=True)
class Slot:
    """A stretch of one day, in half-hours from midnight."""

    start: int
    length: int

    @property
    def words(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.start + self.length)}"


@dataclass(frozen=True)
class Day:
    name: str
    slots: list[Slot]


def details_of(profile: Profile) -> list[tuple[str, str]]:
    """The facts the reader may see, each with its name, in the order of the profile."""
    values = {
        "full_name": profile.full_name,
        "email": profile.email,
        "group_role": profile.group_role,
        "country": country_name(profile.country) if profile.country else "",
        "region": profile.region_name,
        "time_zone": zone_in_words(profile.time_zone) if profile.time_zone else "",
        "limits": _limits(profile.limits),
        "low_bandwidth": "\n".join(profile.low_bandwidth),
        "roles_wished": "\n".join(profile.roles_wished),
        "support_needs": profile.support_needs,
        "remarks": profile.remarks,
    }
    return [(str(FIELDS[key].label), value) for key, value in values.items() if value]


def _limits(limits: tuple[int, int] | None) -> str:
    if limits is None:
        return ""
    return _("As learner: %(learn)d, as sharer: %(share)d") % {"learn": limits[0], "share": limits[1]}


def week_strip(common: int) -> list[Day]:
    """The days of the reader's own week with stretches in common; `common` is in UTC."""
    zone = str(timezone.get_current_timezone())
    local = hours.from_utc(common, clock.offset_minutes(zone, clock.noon()))
    names = Locale.parse(get_language() or "en", sep="-").days["stand-alone"]["wide"]
    days = [Day(names[day].capitalize(), _slots(local >> (day * DAY) & ((1 << DAY) - 1))) for day in range(7)]
    return [day for day in days if day.slots]


def _slots(bits: int) -> list[Slot]:
    """The stretches of one day. A day stands alone: what goes on after midnight is the next day's."""
    return [Slot(start, end - start) for start, end in hours.to_ranges(bits)]


def _clock(half_hour: int) -> str:
    return str(formats.time_format(time(half_hour // 2 % 24, half_hour % 2 * 30)))
