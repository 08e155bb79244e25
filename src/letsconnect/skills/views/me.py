"""My own page: what I said, who sees each line, how fresh it is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from letsconnect.people.queries.readers import myself


@login_required
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "skills/me.html", {"person": myself(request)})
