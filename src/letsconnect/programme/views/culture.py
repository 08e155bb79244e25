"""How we learn together: the culture before any form (R107)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import words

SHOWN = (Passage.Kind.CULTURE, Passage.Kind.LESSON, Passage.Kind.PLACE)


def culture(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/culture.html", {"words": words(*SHOWN)})
