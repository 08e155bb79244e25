"""Whether the site stands, for machines; and what people read when it does not."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation

from letsconnect.home.queries.health import database_answers


def health(request: HttpRequest) -> JsonResponse:
    """200 with {"ok": true} while the site and its database answer."""
    return JsonResponse({"ok": database_answers()})


def broken(request: HttpRequest) -> HttpResponse:
    """500, in the language of the request as far as it was known; asks nothing of the database."""
    with translation.override(
        getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    ):
        return HttpResponse(render_to_string("500.html"), status=500)
