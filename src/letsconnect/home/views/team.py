"""The team's board."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from letsconnect.ground.errors import require
from letsconnect.home.queries.board import doors_of
from letsconnect.people.queries.readers import myself


@login_required
def team(request: HttpRequest) -> HttpResponse:
    """The doors this person's roles open."""
    doors = doors_of(myself(request))
    require(bool(doors))
    return render(request, "home/team.html", {"doors": doors})
