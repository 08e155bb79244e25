"""Every page: accessible, light, whole without script, no wider than the screen, nothing from elsewhere.

A tenth of the combinations runs in `make check`, all of them in `make drills`.
"""

import os
from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.crawl import PARTICIPANT, TEAM, pages_reached
from tests.browser.site import Site

LOOKS = [
    {"language": language, "width": width, "dark": dark}
    for language, width, dark in product(("en", "ko", "ar"), (360, 1280), (False, True))
]
FULL = os.environ.get("DRILLS") == "full"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HARD_BYTES, AIM_BYTES, HARD_REQUESTS = 35_000, 20_000, 6
ACCOUNTS = {"visitor": "", "participant": PARTICIPANT, "team": TEAM}


@pytest.fixture(scope="session")
def reached(site: Site) -> dict[str, dict[str, str]]:
    """Who -> door -> path."""
    return {who: pages_reached(site.url, session=site.sessions.get(account, "")) for who, account in ACCOUNTS.items()}


def with_language(path: str, language: str) -> str:
    return f"{path}?uselang={language}"


def looks_of(number: int) -> Iterator[dict[str, object]]:
    """All looks in a drill; otherwise one for each page, another for the next, so that all come round."""
    yield from LOOKS if FULL else [LOOKS[number * 5 % len(LOOKS)]]


@pytest.mark.drill
@pytest.mark.parametrize("who", ACCOUNTS)
def test_no_page_breaks_an_accessibility_rule(who, reached, opened):
    broken, looked = [], 0
    for number, (door, path) in enumerate(sorted(reached[who].items())):
        for look in looks_of(number):
            page = opened(account=ACCOUNTS[who], **look).new_page()
            page.goto(with_language(path, str(look["language"])))
            looked += 1
            broken += [f"{door} {look}: {fault}" for fault in faults(page)]
            page.context.close()
    print(f"\naxe, {who}: {looked} pages looked at, {len(broken)} broken rules")
    assert broken == []


def faults(page: Page) -> list[str]:
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in answer.response["violations"]]


@pytest.mark.parametrize("who", ["visitor", "participant"])
def test_the_first_view_of_every_page_is_light_and_all_ours(who, site, reached, opened):
    heavy, foreign, figures = [], [], []
    for door, path in sorted(reached[who].items()):
        size, requests = first_view(opened(account=ACCOUNTS[who]), path)
        figures.append((size, door, len(requests)))
        foreign += [url for url in requests if not url.startswith((site.url, "data:"))]
        if size > HARD_BYTES or len(requests) > HARD_REQUESTS:
            heavy.append((door, size, len(requests)))
    print(f"\nfirst view, {who}: heaviest of {len(figures)} pages, bytes and requests (aim {AIM_BYTES})")
    for size, door, count in sorted(figures, reverse=True)[:5]:
        print(f"  {size:6d}  {count}  {door}")
    assert (heavy, foreign) == ([], [])


def first_view(context: BrowserContext, path: str) -> tuple[int, list[str]]:
    """Bytes over the wire and addresses asked for, with nothing cached."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes, requests = [], []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    page.goto(path, wait_until="networkidle")
    context.close()
    return int(sum(sizes)), [url for url in requests if not url.startswith("data:")]


@pytest.mark.parametrize("who", ACCOUNTS)
@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_no_page_is_wider_than_a_small_phone(who, language, reached, opened):
    page = opened(width=320, account=ACCOUNTS[who], language=language).new_page()
    wide = []
    for door, path in sorted(reached[who].items()):
        page.goto(with_language(path, language))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((door, width))

    assert wide == []


@pytest.mark.parametrize("who", ["visitor", "participant"])
def test_every_page_says_the_same_without_script(who, reached, opened):
    with_script, without = (opened(account=ACCOUNTS[who], script=script).new_page() for script in (True, False))
    silent = []
    for door, path in sorted(reached[who].items()):
        with_script.goto(path)
        without.goto(path)
        words = [len(page.inner_text("main").split()) for page in (with_script, without)]
        if words[1] < words[0] * 0.9:
            silent.append((door, words))

    assert silent == []


def test_something_felt_wrong_stands_on_every_page(site, reached, opened):
    missing = []
    for who, account in ACCOUNTS.items():
        page = opened(account=account).new_page()
        for door, path in sorted(reached[who].items()):
            page.goto(path)
            if page.locator("footer a[href^='/report/']").count() == 0:
                missing.append((who, door))

    assert missing == []
