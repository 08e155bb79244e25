"""The programme in numbers, for those who evaluate and steer it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letsconnect.directory.queries.numbers import programme_in_numbers
from letsconnect.ground.errors import require
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_see_numbers


@require_safe
@login_required
def numbers(request: HttpRequest) -> HttpResponse:
    require(may_see_numbers(myself(request)))
    return render(request, "directory/numbers.html", {"numbers": programme_in_numbers()})
