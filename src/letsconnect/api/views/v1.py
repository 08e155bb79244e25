"""The read API, version 1: one small file per room, gathered here.

Only GET: nothing is changed, so no request needs protection against forgery. Whoever calls reads what their own pages
show: signed out what is public, with a session or a token what a member may see.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from letsconnect.api.actions import note_use
from letsconnect.api.queries import token_named
from letsconnect.directory.api import router as directory
from letsconnect.directory.api.shapes import Problem
from letsconnect.ground.allowance import take, who_asks
from letsconnect.ground.errors import TooOften
from letsconnect.people.audience import Reader
from letsconnect.people.queries.readers import reader_of, reading

TEN_MINUTES = 600


class Caller(HttpBearer):
    """Answers who reads. A token counts before a session, and never wakes a role: the second factor was not given."""

    def __call__(self, request: HttpRequest) -> Reader | None:
        header = request.headers.get(self.header)
        reader = reading(request) if header is None else self.authenticate(request, header.partition(" ")[2].strip())
        if reader is not None:
            slow_down(request)
        return reader

    def authenticate(self, request: HttpRequest, token: str) -> Reader | None:
        known = token_named(token)
        if known is None:
            wait = take("api.wrong token", who_asks(request), at_most=settings.API_REQUESTS, seconds=TEN_MINUTES)
            if wait:
                raise TooOften(wait)
            return None
        if not known.person.is_registered:
            raise HttpError(403, "This account may not read at the moment.")
        note_use(known)
        request.user = known.person
        request.reader = reader_of(known.person, roles_awake=False)  # type: ignore[attr-defined]
        return reading(request)


def slow_down(request: HttpRequest) -> None:
    wait = take("api", who_asks(request), at_most=settings.API_REQUESTS, seconds=TEN_MINUTES)
    if wait:
        raise TooOften(wait)


class ReadApi(NinjaAPI):
    """The token is optional in the description, as it is at the door."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["security"] = [{}, *operation.get("security", [])]
        return schema

    def create_response(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = super().create_response(request, *args, **options)
        response["Cache-Control"] = "private, no-store"
        return response


api = ReadApi(
    title="Let's Connect",
    version="1",
    description="Topics, and people as far as the caller may see them. Personal data: use it to connect people.",
    urls_namespace="api-1",
    docs_url=None,
    auth=Caller(),
)
api.add_router("", directory)


class StartOut(Schema):
    """Where everything is."""

    description: str
    topics: str
    people: str
    languages: str
    regions: str


@api.get(
    "",
    url_name="api-root",
    response={200: StartOut, **dict.fromkeys((401, 403, 429), Problem)},
    summary="The addresses",
)
def start(request: HttpRequest) -> dict[str, str]:
    here = request.build_absolute_uri(request.path)
    return {"description": f"{here}openapi.json"} | {
        name: f"{here}{name}" for name in ("topics", "people", "languages", "regions")
    }


nowhere = Router()
api.add_router("", nowhere)  # after all others


@nowhere.get("{path:address}", url_name="api-nowhere", include_in_schema=False)
def no_such_address(request: HttpRequest, address: str) -> None:
    """A wrong address is answered as every error here, not with a page."""
    raise Http404


def problem(status: int, words: str) -> Callable[[HttpRequest, Any], HttpResponse]:
    """An error as every address answers it: {"detail": "..."}."""

    def answer(request: HttpRequest, error: Any) -> HttpResponse:
        return api.create_response(request, {"detail": words}, status=status)

    return answer


@api.exception_handler(TooOften)
def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    response = api.create_response(request, {"detail": "Too many requests; see Retry-After."}, status=429)
    response["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors)
    return api.create_response(request, {"detail": places}, status=422)


api.add_exception_handler(AuthenticationError, problem(401, "This token is not known, or no longer works."))
api.add_exception_handler(Http404, problem(404, "Not found, or not for this reader to see."))
