"""What the house knows already of the people in a file, fetched at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from letsconnect.people.models import Consent, Group, Person, SpokenLanguage
from letsconnect.reading.books import Books
from letsconnect.reading.groups import GroupBook
from letsconnect.reading.merging import by_email, by_name
from letsconnect.reading.registration import Registration
from letsconnect.reading.topics import TopicBook
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from letsconnect.skills.queries.nearest import names_of

AT_ONCE = 5000


def books_now() -> Books:
    """The names of all topics (merged ones lead to where they went) and of all groups, by primary key."""
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    entries = [(living(topic, topics).slug, [*names_of(topic), topic.slug]) for topic in topics.values()]
    groups = ((str(one.pk), (one.name, one.acronym, *one.aliases)) for one in Group.objects.order_by("pk"))
    return Books(TopicBook(entries), GroupBook(groups))


def slug_by_capx_id() -> dict[str, str]:
    """The topics that are linked to a capacity of Capacity Exchange."""
    return {str(one.capx_id): one.slug for one in Topic.objects.exclude(capx_id=None).filter(merged_into=None)}


def living(topic: Topic, topics: dict[int, Topic]) -> Topic:
    """The topic that this one was merged into, in the end."""
    seen = set()
    while topic.merged_into_id and topic.pk not in seen:
        seen.add(topic.pk)
        topic = topics[topic.merged_into_id]
    return topic


def is_claimed(person: Person) -> bool:
    """Whether somebody has shown that this profile is theirs: an import must not hand it to another."""
    return bool(person.confirmed_at or person.email_proven_at or person.wiki_sub)


def chunks(values: Iterable) -> Iterator[list]:
    every = list(values)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


class Known:
    """The people whom a file may mean, by username and by e-mail address, with what they have said so far.

    `hold`: nobody else changes them until the transaction ends.
    """

    def __init__(self, registrations: Iterable[Registration], *, hold: bool) -> None:
        rows, self.hold = list(registrations), hold
        self.by_name: dict[str, Person] = {}
        self.by_email: dict[str, Person] = {}
        for names in chunks({row.username for row in rows if row.username}):
            self.remember(Person.objects.filter(username__in=names))
        for addresses in chunks({row.email for row in rows if row.email}):
            self.remember(Person.objects.filter(email__in=addresses))
        people = {person.pk: person for person in (*self.by_name.values(), *self.by_email.values())}
        self.languages: dict[int, list[SpokenLanguage]] = defaultdict(list)
        self.offers: dict[int, list[Offer]] = defaultdict(list)
        self.wishes: dict[int, list[Wish]] = defaultdict(list)
        self.own_words: dict[int, list[OwnWords]] = defaultdict(list)
        self.consents: dict[str, list[Consent]] = defaultdict(list)
        for keys in chunks(people):
            self.gather(keys)
        for subjects in chunks(person.public_id for person in people.values()):
            for line in Consent.objects.filter(subject__in=subjects).order_by("id"):
                self.consents[line.subject].append(line)

    def remember(self, people: QuerySet[Person]) -> None:
        """The same person is one object under both names."""
        for person in people.select_for_update() if self.hold else people:
            same = self.by_name.get(person.username or "") or person
            if person.username:
                self.by_name[person.username] = same
            if person.email:
                self.by_email[person.email] = same

    def gather(self, keys: list[int]) -> None:
        for language in SpokenLanguage.objects.filter(person__in=keys):
            self.languages[language.person_id].append(language)
        for offer in Offer.objects.filter(person__in=keys):
            self.offers[offer.person_id].append(offer)
        for wish in Wish.objects.filter(person__in=keys):
            self.wishes[wish.person_id].append(wish)
        for words in OwnWords.objects.filter(person__in=keys):
            self.own_words[words.person_id].append(words)

    def owner_of(self, email: str) -> str | None:
        """Whose address this is. One that only an earlier import gave, without a username, is still free to join."""
        person = self.by_email.get(email)
        if person is None:
            return None
        if person.username:
            return by_name(person.username)
        return by_email(email) if is_claimed(person) else None

    def person_called(self, username: str | None, email: str | None) -> Person | None:
        """Who it is: by the username, else by the address."""
        return self.by_name.get(username or "") or self.by_email.get(email or "")
