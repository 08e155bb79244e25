"""Ordinary deeds, and the topics behind them: for people who think they have nothing to share (R112)."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import living_topics


class Deed(NamedTuple):
    """Something many people did; `topics` are slugs, the likeliest first."""

    code: str
    words: Promise
    topics: tuple[str, ...]


DEEDS = (
    Deed("showed", _("I showed somebody how to edit"), ("newcomer-training", "resources-for-new-editors")),
    Deed("event", _("I helped with an edit-a-thon, a workshop or a meet-up"), ("newcomer-training", "team-management")),
    Deed(
        "school",
        _("I worked with a school, a university or a library"),
        ("education-rights-and-gender", "partnerships"),
    ),
    Deed("partner", _("I spoke with a museum, an archive or another organisation"), ("partnerships", "new-approaches")),
    Deed("campaign", _("I took part in a photo or writing campaign"), ("campaign-tactics", "new-approaches")),
    Deed(
        "invited",
        _("I brought in people who are seldom seen on the wikis"),
        ("under-represented-newcomers", "inclusive-environments"),
    ),
    Deed("thanked", _("I looked after volunteers, or thanked them"), ("volunteer-management", "team-management")),
    Deed("money", _("I kept an eye on money, or wrote a budget"), ("budget-development", "financial-management")),
    Deed("applied", _("I wrote or read a grant proposal"), ("strategy-and-programme-design", "fundraising")),
    Deed("reported", _("I told others how a project went: a report, a post, a talk"), ("reporting-and-storytelling",)),
    Deed(
        "counted",
        _("I counted edits, articles or participants"),
        ("quantitative-metrics", "learning-and-evaluation-plans"),
    ),
    Deed(
        "asked",
        _("I asked people what they thought, in a survey or a talk"),
        ("qualitative-evaluation", "learning-and-evaluation-plans"),
    ),
    Deed("planned", _("I planned what our group would do"), ("planning-and-strategy", "strategy-and-programme-design")),
    Deed("decided", _("I sat on a board or a committee, or helped to set up a group"), ("governance", "leadership")),
    Deed(
        "calmed",
        _("I helped calm a quarrel, on a wiki or beside it"),
        ("conflict-transformation", "harassment-and-conflict"),
    ),
    Deed(
        "welcomed",
        _("I made a place kinder or safer for somebody"),
        ("inclusive-environments", "harassment-and-conflict"),
    ),
    Deed("posted", _("I wrote for social media, the press or the radio"), ("social-media-and-press",)),
    Deed("wikidata", _("I added to Wikidata"), ("basic-wikidata",)),
    Deed(
        "queried",
        _("I wrote a query, a script or a bot, or used a tool that does the dull work"),
        ("queries-and-scripts", "automation-tools"),
    ),
    Deed(
        "chose", _("I looked for what was missing on the wikis"), ("topics-for-impact", "under-represented-newcomers")
    ),
    Deed("spoke", _("I spoke up for free knowledge: to a ministry, a newspaper, a neighbour"), ("advocacy",)),
    Deed(
        "tired", _("I kept a group going when people were tired"), ("leadership", "sustainability-scaling-and-funding")
    ),
)


def topics_behind(codes: list[str]) -> list[Topic]:
    """The topics behind these deeds: first those that stand first, or stand behind several."""
    weight: dict[str, int] = {}
    for deed in DEEDS:
        if deed.code in codes:
            for place, slug in enumerate(deed.topics):
                weight[slug] = weight.get(slug, 0) + 2 - min(place, 1)
    topics = {topic.slug: topic for topic in living_topics().filter(slug__in=weight)}
    return [topics[slug] for slug in sorted(weight, key=lambda slug: (-weight[slug], slug)) if slug in topics]
