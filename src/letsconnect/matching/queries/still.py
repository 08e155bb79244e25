"""Whether people still say, at this moment, what a planned connection took from them."""

from collections.abc import Collection, Sequence

from letsconnect.matching.queries.entrants import TEAM
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Topic, Wish
from letsconnect.skills.models.offer import Willing


def still_holds(topic: Topic, sharer: Person, learners: Sequence[Person], spoken: Collection[str]) -> bool:
    """The sharer shares the topic one to one, the learners want it, each speaks one of the languages; and they tell
    the team all of it, and their hours."""
    people = (sharer, *learners)
    if not all(min(one.hours_audience, one.languages_audience) >= TEAM for one in people):
        return False
    if sharer.shares_audience < TEAM or not all(one.wishes_audience >= TEAM for one in learners):
        return False
    shares = Offer.objects.filter(person=sharer, topic=topic).exclude(one_to_one=Willing.NO)
    wants = Wish.objects.filter(person__in=learners, topic=topic)
    speaks = SpokenLanguage.objects.filter(person__in=people, code__in=spoken).values("person").distinct()
    return shares.exists() and wants.count() == len(learners) and speaks.count() == len(people)
