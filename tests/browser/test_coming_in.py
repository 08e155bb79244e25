"""Coming in, in a real browser on a real site: by code, with a Wikimedia account, and with a second factor."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.crawl import TEAM
from tests.browser.pressing import press
from tests.browser.site import Site, running_site
from tests.browser.test_pages import faults
from tests.fakes import CLIENT_ID, CLIENT_SECRET, FakeWikimedia

Window = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def wikimedia() -> Iterator[FakeWikimedia]:
    with FakeWikimedia(account={"sub": 4711, "username": "예시 사용자"}) as fake:
        yield fake


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, wikimedia: FakeWikimedia) -> Iterator[Site]:
    """A site that asks roles for a second factor and knows a Wikimedia."""
    keys = {"WIKIMEDIA_CLIENT_ID": CLIENT_ID, "WIKIMEDIA_CLIENT_SECRET": CLIENT_SECRET}
    home = tmp_path_factory.mktemp("guarded") / "home"
    with running_site(home, SECOND_FACTOR="1", WIKIMEDIA_REST_API=wikimedia.rest_api, **keys) as site:
        yield site


@pytest.fixture
def window(browser: Browser, guarded: Site) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(
        base_url=guarded.url, viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="en"
    )
    yield context.new_page()
    context.close()


def ask_for_a_code(page: Page, site: Site, address: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Your e-mail address").fill(address)
    press(page, page.get_by_role("button", name="Send me a code"))
    page.get_by_label("The code from the letter").fill(site.code_for(address))
    press(page, page.get_by_role("button", name="Continue"))


def test_somebody_new_comes_in_by_a_code(window: Page, guarded: Site) -> None:
    ask_for_a_code(window, guarded, "new.person@example.org")

    assert window.url == f"{guarded.url}/register/"
    window.goto("/me/sign-in/")
    assert "new.person@example.org" in window.content()


def test_somebody_comes_in_with_a_wikimedia_account(window: Page, guarded: Site) -> None:
    window.goto("/sign-in/")

    press(window, window.get_by_role("button", name="Continue with Wikimedia"))

    window.wait_for_url(f"{guarded.url}/register/")
    window.goto("/me/sign-in/")
    assert "예시 사용자" in window.content()


def test_the_team_sets_up_a_second_factor_and_its_pages_are_accessible(browser: Browser, guarded: Site) -> None:
    context = browser.new_context(base_url=guarded.url, viewport={"width": 320, "height": 740}, locale="en")
    page, broken = context.new_page(), []
    ask_for_a_code(page, guarded, TEAM)
    broken += faults(page)
    secret = page.locator("main code").inner_text().replace(" ", "")

    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, page.get_by_role("button", name="Set it up"))

    broken += faults(page)
    assert page.locator("main li code").count() == 10
    press(page, page.get_by_role("link", name="I have kept them"))
    assert page.goto("/team/roles/").status == 200
    for path in ("/me/second-factor/", "/me/sessions/", "/me/sign-in/", "/team/roles/", "/team/people/"):
        page.goto(path)
        broken += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert broken == []
    context.close()
