"""The start page and the health check."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from letsconnect.home.queries import database_answers


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home.html")


def health(request: HttpRequest) -> JsonResponse:
    """200 with {"ok": true} while the site and its database answer."""
    return JsonResponse({"ok": database_answers()})
