"""Who sees what you tell us, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from letsconnect.people.audience import FIELDS


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", {"fields": FIELDS.values()})
