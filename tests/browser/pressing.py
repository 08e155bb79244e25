"""Pressing a link or a button as a person does: they read on when the next page stands there."""

from playwright.sync_api import Locator, Page


def press(page: Page, what: str | Locator) -> None:
    """Press it, and wait until the page that it leads to is loaded whole, also where that has the same address."""
    with page.expect_navigation():
        (page.locator(what).first if isinstance(what, str) else what).click()
