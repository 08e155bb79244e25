"""Three honest next steps after a conversation (R123-R126): a person, a deeper course, a text to go on with.

The texts hold the words of the summary and the topic, and nothing else: no fact is made up. They are there to be
copied and changed.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection
from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import words
from letsconnect.summaries.models import Summary


@dataclass(frozen=True)
class NextSteps:
    """`people`: an address; `places`: where deeper learning happens; `paragraph`, `replay`: plain texts, empty when
    nothing came of it that they could tell."""

    people: str
    places: tuple[Passage, ...]
    paragraph: str
    replay: str


def next_steps(connection: Connection, summary: Summary) -> NextSteps:
    """The steps after this summary, in the reader's language."""
    tells = summary.happened and bool(summary.came_of_it or summary.next_step)
    return NextSteps(
        people=f"{reverse('directory:people')}?share={connection.topic.slug}",
        places=tuple(words(Passage.Kind.PLACE)[Passage.Kind.PLACE]),
        paragraph=_paragraph(connection, summary) if tells else "",
        replay=_replay(connection, summary) if tells else "",
    )


def _paragraph(connection: Connection, summary: Summary) -> str:
    """A paragraph for a funding proposal."""
    lines = [
        _("In Let's Connect, a peer learning programme of Wikimedia organisers, we talked with peers about: %(topic)s.")
        % {"topic": connection.topic},
        *_told(summary),
        _("To build on this we would like to include training or mentoring on this topic in our proposal."),
    ]
    return "\n".join(lines)


def _replay(connection: Connection, summary: Summary) -> str:
    """An invitation to one's own group."""
    lines = [
        _("We talked with peers from another group about: %(topic)s.") % {"topic": connection.topic},
        *_told(summary),
        _("Shall we try some of it here? An hour is enough to look at it together."),
    ]
    return "\n".join(lines)


def _told(summary: Summary) -> list[str]:
    """What the summary says, each line with its label."""
    return [
        label % {"words": said}
        for label, said in (
            (_("What came of it: %(words)s"), summary.came_of_it),
            (_("What did not work: %(words)s"), summary.did_not_work),
            (_("What we want to do next: %(words)s"), summary.next_step),
        )
        if said
    ]
