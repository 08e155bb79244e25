"""The team reads what the house writes, and tries again what did not arrive."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.errors import require
from letsconnect.ground.languages import direction, supported
from letsconnect.ground.outbox.actions import try_again
from letsconnect.home.letters import EXAMPLES, name_of, preview
from letsconnect.home.queries.letters import undelivered
from letsconnect.people.queries.readers import myself
from letsconnect.people.rules import may_see_letters

SHOWN = 50


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """All letters by name, what could not be delivered, and one letter in one language."""
    require(may_see_letters(myself(request)))
    letter, language = request.GET.get("letter", ""), supported(request.GET.get("language")) or get_language() or "en"
    if letter and letter not in EXAMPLES:
        raise Http404
    here = get_language() or "en"
    facts = {"names": [(code, name_of(code, here)) for code in EXAMPLES], "letter": letter, "chosen": language}
    failed = [(name_of(one.letter, here), one) for one in undelivered()[:SHOWN]]
    draft = {"direction": direction(language), "draft": preview(letter, language) if letter else None}
    return render(request, "home/letters.html", {**facts, **draft, "undelivered": failed})


@login_required
@require_POST
def again(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Let one letter wait for the next round."""
    require(may_see_letters(myself(request)))
    try_again(get_object_or_404(undelivered(), pk=letter_id, secret=False))
    messages.success(request, _("It is tried again."))
    return redirect("home:letters")
