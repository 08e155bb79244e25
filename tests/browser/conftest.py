"""A real browser, and a real site for it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.site import Site, running_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium")
NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site") / "home") as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[NewContext]:
    """`opened(width=360, language="ko", dark=False, script=True, account=PARTICIPANT)`: a fresh window."""
    contexts = []

    def opened(*, width: int = 360, language: str = "en", dark: bool = False, script: bool = True, account: str = ""):
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            locale=language,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            base_url=site.url,
        )
        if account:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[account], "url": site.url}])
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
