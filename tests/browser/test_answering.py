"""An invitation, in a real browser on a real site: from the letter to an agreed time, without script."""

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pressing import press
from tests.browser.site import Site, run, signed_in_as
from tests.browser.test_pages import AIM_BYTES, faults, first_view
from tests.figures import Figure

LANGUAGES = {"en": "Africa/Accra", "ko": "Asia/Seoul", "ar": "Africa/Casablanca"}
INVITATIONS = """
from datetime import timedelta
from letsconnect.connections.actions.answering import accept
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.ground import clock
from letsconnect.mailboxes.models import Mailbox
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Topic
hours = ((1 << 336) - 1).to_bytes(42, "little")
def made(address, name, zone, language):
    person = Person.objects.create_user(email=address, chosen_name=name, time_zone=zone, ui_language=language,
        registered_at=clock.now(), confirmed_at=clock.now(), fresh_at=clock.now(), share_limit=4, hours=hours)
    SpokenLanguage.objects.create(person=person, code=language, rank=0)
    Mailbox.objects.create(person=person, quiet_nights=False)
    return person
start = (clock.now() + timedelta(days=5)).replace(hour=13, minute=0, second=0, microsecond=0)
sharer = made("sami@example.org", "Sami Sharer", "Europe/Paris", "fr")
for language, zone in {languages!r}.items():
    for what in ("yes", "other", "page"):
        learner = made(f"{{what}}.{{language}}@example.org", "Lena", zone, language)
        invitation = propose(Proposal(Topic.objects.get(slug="fundraising"), sharer, (learner,),
            (start, start + timedelta(days=1)), month=start.date(), language="en",
            reasons=[{{"code": "shared_language", "language": "en"}}]), by=None)
        if what != "other":
            accept(invitation, invitation.times.all(), by=sharer)
        print("invited", learner.email, invitation.public_id)
        start += timedelta(hours=2)
"""


@pytest.fixture(scope="module")
def invited(site: Site) -> dict[str, str]:
    """Address -> the public id of the conversation this person is invited to."""
    told = run("shell", "-c", INVITATIONS.format(languages=LANGUAGES), env=site.env)
    return dict(re.findall(r"^invited (\S+) (\w+)$", told, re.MULTILINE))


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`phone("ko", account="page.ko@example.org", width=320)`: without script."""
    contexts = []

    def phone(language: str, *, account: str = "", width: int = 360, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 740},
            java_script_enabled=False,
            locale=language,
            color_scheme="dark" if dark else "light",
        )
        if account:
            session, _person = signed_in_as(account, env=site.env)[account]
            context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
        contexts.append(context)
        return context.new_page()

    yield phone
    for context in contexts:
        context.close()


def links_to(site: Site, address: str, *, seconds: float = 30) -> list[str]:
    """The links that give answers, in the invitation that came by mail."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for letter in site.letters_to(address):
            found = re.findall(r"/connections/answer/[^/\s]+/", letter.replace("=\n", "").replace("=3D", "="))
            if found:
                return found
        time.sleep(0.2)
    raise TimeoutError(f"no invitation for {address}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_taps_from_the_letter_to_a_yes(
    language: str, site: Site, invited: dict[str, str], phone: Callable[..., Page], figure: Figure
) -> None:
    page, address = phone(language), f"yes.{language}@example.org"

    page.goto(links_to(site, address)[0])
    asked = page.locator("html").get_attribute("lang")
    press(page, "#answer button.button--primary")

    assert asked == language
    assert page.locator(".message--success").count() == 1, page.inner_text("main")
    assert page.locator("#answer").count() == 0  # the other had said yes: it is agreed
    assert [cookie["name"] for cookie in page.context.cookies() if "session" in cookie["name"]] == []
    figure(f"taps from the letter to an agreed time, {language}, no script: 2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_times_are_proposed_signed_out(
    language: str, site: Site, invited: dict[str, str], phone: Callable[..., Page]
) -> None:
    page, address = phone(language), f"other.{language}@example.org"
    page.goto(links_to(site, address)[2])

    for box in page.locator("#answer input[type=checkbox]").all()[1:3]:
        box.check()
    press(page, "#answer button.button--primary")

    assert page.locator(".message--success").count() == 1, page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_a_conversation_leads_to_the_end_without_script(
    language: str, site: Site, invited: dict[str, str], phone: Callable[..., Page]
) -> None:
    address = f"page.{language}@example.org"
    page, path = phone(language, account=address), f"/connections/{invited[address]}/"
    page.goto(path)
    page.locator("form[action='#answer'] input[type=checkbox]").first.check()
    press(page, "form[action='#answer'] button")
    assert page.locator("#place").count() == 1

    page.goto(f"{path}questions/")
    page.locator("input[type=text]").first.fill("How do you plan a year?")
    press(page, "main form button")
    page.goto(f"{path}place/")
    page.check("input[value=phone]")
    press(page, "main form button")
    assert page.locator("[aria-invalid]").count() == 1
    page.fill("input[name=where]", "+233 555 0100")
    press(page, "main form button")

    assert "+233 555 0100" in page.inner_text("main")
    assert "How do you plan a year?" in page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_of_an_invitation_are_accessible_light_and_narrow(
    language: str, dark: bool, site: Site, invited: dict[str, str], browser: Browser, phone: Callable[..., Page]
) -> None:
    yes, _second, other, no = links_to(site, f"other.{language}@example.org")[:4]
    session, _person = signed_in_as(f"other.{language}@example.org", env=site.env)[f"other.{language}@example.org"]
    own = f"/connections/{invited[f'other.{language}@example.org']}/"
    context = browser.new_context(
        base_url=site.url, viewport={"width": 320, "height": 740}, color_scheme="dark" if dark else "light"
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    broken, page = [], context.new_page()
    for path in (yes, other, no, own, f"{own}other-times/", f"{own}not-this-time/", "/connections/"):
        page.goto(f"{path}?uselang={language}")
        broken += [(path, fault) for fault in faults(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            broken.append((path, "wider than the screen"))
    context.close()
    for path in (yes, other, no):
        size, requests = first_view(phone(language).context, path)
        if size > AIM_BYTES or any(urlsplit(url).netloc != urlsplit(site.url).netloc for url in requests):
            broken.append((path, f"{size} bytes"))
    assert broken == []
