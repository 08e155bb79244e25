"""A step of one's own page, as its form sends it."""

from django.urls import reverse

from letsconnect.people.models import Person
from tests.cast import signed_in


def post(person: Person, name: str, data: dict, *args: object):
    return signed_in(person).post(reverse(f"joining:{name}", args=args), data)
