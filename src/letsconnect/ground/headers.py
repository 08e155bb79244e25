"""Careful headers on every response, also where an error or a file was answered before any page was asked (S4)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

UNUSED = ("accelerometer", "browsing-topics", "camera", "geolocation", "gyroscope", "magnetometer", "microphone")
HEADERS = {
    "Permissions-Policy": ", ".join(f"{power}=()" for power in (*UNUSED, "payment", "usb")),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def careful_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: sets what is missing. Whoever carries a session gets pages that no browser and no
    proxy keeps (ASVS 14.3.2), unless the view said otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        session = settings.SESSION_COOKIE_NAME
        if session in request.COOKIES or session in response.cookies:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
