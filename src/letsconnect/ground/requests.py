"""What a door asks of a request."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None for a request that only looks. For binding forms."""
    return request.POST if request.method == "POST" else None
