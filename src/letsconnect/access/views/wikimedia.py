"""The doors to Wikimedia and back."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from letsconnect.access.login import arriving, wikimedia
from letsconnect.ground.allowance import limited


def require_keys() -> None:
    """Without the consumer's keys these doors do not exist."""
    if not settings.WIKIMEDIA_ON:
        raise Http404


@require_POST
@limited("sign-in", at_most=10, seconds=60)
def start(request: HttpRequest) -> HttpResponse:
    require_keys()
    arriving.remember_onward(request)
    return wikimedia.leave_for_wikimedia(request)


@never_cache
@require_GET
@limited("code", at_most=10, seconds=60)
def back(request: HttpRequest) -> HttpResponse:
    require_keys()
    return wikimedia.come_back(request)
