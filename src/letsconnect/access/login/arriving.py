"""The moment somebody arrives. What their session held as a visitor, as a registration begun, stays."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from letsconnect.access.login.codes import forget_code
from letsconnect.access.login.second_factor import is_owed
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONWARD = "onward"
RETURN = "return"


def remember_onward(request: HttpRequest) -> None:
    """Keep `next` for afterwards, if it is a page of this site."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if onward and is_our_page(request, onward):
        request.session[ONWARD] = onward


def remember_return(request: HttpRequest) -> None:
    """Keep this page for after registering."""
    request.session[RETURN] = request.get_full_path()


def returning(request: HttpRequest) -> str:
    """The page somebody came from to register, once; "" for none."""
    return str(request.session.pop(RETURN, ""))


def is_our_page(request: HttpRequest, address: str) -> bool:
    hosts = {request.get_host()}
    return url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=request.is_secure())


def arrive(request: HttpRequest, person: Person) -> HttpResponseRedirect:
    """Sign this person in here and lead them on."""
    onward = request.session.pop(ONWARD, "")
    forget_code(request)
    login(request, person, backend=BACKEND)
    request.session["browser"] = browser_of(request.headers.get("User-Agent", ""))
    request.session["began_at"] = clock.now().timestamp()
    if person.suspended_at is not None:
        messages.warning(
            request, _("Your profile is paused by the team, so only you can see it. You can write to the team.")
        )
    if is_owed(request, person):
        request.session[ONWARD] = onward
        return redirect("access:second_factor")
    return redirect(onward or landing(person))


def landing(person: Person) -> str:
    """Where somebody goes who did not say: on with registering, to what an import said of them, or home."""
    if person.registered_at is None:
        return "/team/" if active_roles(person).exists() else "/register/"
    return "/me/" if person.confirmed_at is None else "/"


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


def browser_of(user_agent: str) -> str:
    """As much of a browser's name as its owner needs to know it again: "Firefox, Android"."""
    found = [next((name for sign, name in names.items() if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)
