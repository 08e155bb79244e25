"""Addresses that nobody has yet."""

from django.db.models import Model
from django.utils.text import slugify

SLUG_LETTERS = 70


def free_slug(model: type[Model], name: str, otherwise: str) -> str:
    """Of the name, with a number where it is taken, also by a merged topic; `otherwise` where no letter is left."""
    wanted = slugify(name)[:SLUG_LETTERS].strip("-") or otherwise
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
