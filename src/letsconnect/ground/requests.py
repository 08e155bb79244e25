"""What a door asks of a request, and what no door is asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

NUL, UNKNOWN = "\x00", "\ufffd"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None for a request that only looks. For binding forms."""
    return request.POST if request.method == "POST" else None


def addresses_without_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address holds no NUL, which PostgreSQL takes in no text. Forms refuse it by themselves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        request.path_info = request.path_info.replace(NUL, UNKNOWN)
        return get_response(request)

    return middleware
