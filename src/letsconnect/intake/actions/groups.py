"""Finding the group somebody names, and founding an informal one where nobody has named it before."""

from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from letsconnect.ground.folding import fold
from letsconnect.people.models import Group
from letsconnect.reading.groups import GroupBook


class Groups:
    """The groups by name while a file is brought in: never two for one folded name."""

    def __init__(self, book: GroupBook, *, asks: bool = True) -> None:
        self.book, self.asks = book, asks

    def is_like_another(self, name: str) -> bool:
        """Whether no group has this name, but one, perhaps named in this very file, has nearly the same."""
        return self.asks and self.book.find(name) is None and self.book.near(name) is not None

    def group_of(self, name: str) -> int:
        """The primary key of the group with this name; an informal one is made where there is none."""
        found = self.book.find(name)
        if found is None:
            group, _new = Group.objects.get_or_create(
                folded=fold(name)[:200], defaults={"name": " ".join(name.split())[:200], "slug": slug_for(name)}
            )
            found = str(group.pk)
            self.book.add(found, [name])
        return int(found)


def slug_for(name: str) -> str:
    """Latin letters where the name has some, and a sign of its own, since another name may leave the same letters."""
    mark = salted_hmac("letsconnect.group", fold(name)).hexdigest()[:6]
    return f"{slugify(name)[:100]}-{mark}".strip("-")
