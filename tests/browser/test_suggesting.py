"""Suggestions and a cluster of four, in a real browser on a real site, without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.pressing import press
from tests.browser.site import Site, run, signed_in_as
from tests.browser.test_pages import AIM_BYTES, faults, first_view
from tests.figures import Figure

PEOPLE = """
from letsconnect.ground import clock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Topic, Wish
evenings = sum(1 << (day * 48 + half) for day in range(7) for half in range(36, 44))
topic, other = (Topic.objects.get(slug=slug) for slug in ("fundraising", "advocacy"))
def made(name, region, zone, shares=(), wants=()):
    person = Person.objects.create_user(email=f"{name.lower()}@example.org", chosen_name=name, region=region,
        time_zone=zone, registered_at=clock.now(), confirmed_at=clock.now(), fresh_at=clock.now(), share_limit=4,
        learn_limit=4, hours=evenings.to_bytes(42, "little"))
    SpokenLanguage.objects.create(person=person, code="en", rank=0)
    Offer.objects.bulk_create(Offer(person=person, topic=one, level=3) for one in shares)
    Wish.objects.bulk_create(Wish(person=person, topic=one) for one in wants)
    touch(person)
made("Mina", "SSA", "Africa/Accra", [other], [topic])
made("Shira", "NWE", "Europe/London", [topic], [other])
for name in ("Ann", "Ben"):
    made(name, "MENA", "Africa/Casablanca", [], [topic, other])
made("Empty", "SSA", "Africa/Accra")
"""
MINA, EMPTY = "mina@example.org", "empty@example.org"


@pytest.fixture(scope="module", autouse=True)
def _people(site: Site) -> None:
    """Mina, who can meet Shira and whom Ann and Ben could join; and somebody who has said nothing."""
    run("shell", "-c", PEOPLE, env=site.env)
    for address, (session, person) in signed_in_as(MINA, EMPTY, "ann@example.org", env=site.env).items():
        site.sessions[address], site.people[address] = session, person


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
@pytest.mark.parametrize("account", [MINA, EMPTY])
def test_suggestions_and_the_invitation_behind_them_break_no_rule(
    account: str, language: str, opened: Callable[..., object]
) -> None:
    page: Page = opened(account=account, language=language, dark=language == "ko").new_page()  # type: ignore[attr-defined]
    page.goto(f"/suggestions/?uselang={language}")
    broken = faults(page)
    if account == MINA:
        press(page, page.locator("a.button[href*='/invite/']").first)
        page.goto(page.url.replace("?", f"?uselang={language}&"))
        assert page.locator("input[name=others]").count() == 2
        broken += faults(page)

    assert broken == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_first_view_of_suggestions_is_light(opened: Callable[..., object], figure: Figure) -> None:
    size, requests = first_view(opened(account=MINA), "/suggestions/")  # type: ignore[arg-type]

    figure(f"first view of /suggestions/: {size} bytes, {len(requests)} requests")
    assert size <= AIM_BYTES


def test_from_suggestions_to_a_cluster_of_four_without_script(
    opened: Callable[..., object], site: Site, figure: Figure
) -> None:
    page: Page = opened(account=MINA, script=False).new_page()  # type: ignore[attr-defined]

    page.goto("/")
    press(page, page.locator("#doors").locator("xpath=..").get_by_role("link", name="Suggestions for me"))
    press(page, page.get_by_role("link", name=re.compile("Invite for a coffee.*Shira")))
    ticked_before = page.locator("input[name=others]:checked").count()
    for box in page.locator("input[name=others]").all():
        box.check()
    press(page, page.get_by_role("button", name="Send the invitation"))
    told = page.inner_text("main")
    theirs: Page = opened(account="ann@example.org", script=False).new_page()  # type: ignore[attr-defined]
    theirs.goto(page.url.partition("?")[0])

    figure("a cluster of four, without script: 2 links, 2 ticks and 1 press from the start page")
    assert ticked_before == 0
    assert all(name in told for name in ("Shira", "Ann", "Ben"))
    assert all(name in theirs.inner_text("main") for name in ("Shira", "Mina", "Ben"))
    page.goto("/suggestions/")
    assert "Shira" not in page.inner_text("main")
