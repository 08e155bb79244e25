"""The whole way in a real browser and without script: a round planned and sent, a yes from the letter, a conversation,
a summary that both approve."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pressing import press
from tests.browser.site import Site, run
from tests.browser.test_answering import LANGUAGES, links_to, phone
from tests.figures import Figure

__all__ = ["phone"]  # a fixture
TOPICS = dict(zip(LANGUAGES, ("budget-development", "governance", "fundraising"), strict=True))
WORDS = {"en": "A budget in three lines.", "ko": "세 줄짜리 예산.", "ar": "ميزانية من ثلاثة أسطر."}
PAIRS = """
from letsconnect.ground import clock
from letsconnect.mailboxes.models import Mailbox
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Topic, Wish
hours = ((1 << 336) - 1).to_bytes(42, "little")
for language, zone in {languages!r}.items():
    topic = Topic.objects.get(slug={topics!r}[language])
    for part in ("sharer", "learner"):
        person = Person.objects.create_user(email=f"round.{{part}}.{{language}}@example.org",
            chosen_name=f"Round {{part}}", time_zone=zone, ui_language=language, registered_at=clock.now(),
            confirmed_at=clock.now(), fresh_at=clock.now(), hours=hours, never_nights=False)
        SpokenLanguage.objects.create(person=person, code=language, rank=0)
        Mailbox.objects.create(person=person, quiet_nights=False)
        if part == "sharer":
            Offer.objects.create(person=person, topic=topic, level=3)
        else:
            Wish.objects.create(person=person, topic=topic, level=2, priority=2)
"""
A_DAY_LATER = """
from datetime import timedelta
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
met = Connection.objects.get(public_id={public_id!r})
assert met.state == "agreed", met.state
Connection.objects.filter(pk=met.pk).update(starts_at=clock.now() - timedelta(days=1))
"""


@pytest.fixture(scope="module")
def sent_round(site: Site, browser: Browser) -> str:
    """One of the team opens a round of three topics, has it planned and sends it; answers its address."""
    run("shell", "-c", PAIRS.format(languages=LANGUAGES, topics=TOPICS), env=site.env)
    context = browser.new_context(base_url=site.url, java_script_enabled=False, locale="en")
    cookie = {"name": "sessionid", "value": site.sessions["team@example.org"], "url": site.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto("/team/rounds/new/")
    page.locator("details:has(select[name=topics]) > summary").click()
    page.select_option("select[name=topics]", list(TOPICS.values()))
    press(page, "main form button.button--primary")
    press(page, "form[action$='/plan/'] button")
    until = time.monotonic() + 60
    while page.locator("form[action$='/send/']").count() == 0 and time.monotonic() < until:
        time.sleep(0.5)
        page.reload()
    press(page, "form[action$='/send/'] button")
    address = page.url
    context.close()
    return address


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_sent_round_to_an_approved_summary_without_script(
    language: str, sent_round: str, site: Site, phone: Callable[..., Page], figure: Figure
) -> None:
    two = [f"round.{part}.{language}@example.org" for part in ("sharer", "learner")]
    for address in two:
        page = phone(language)
        page.goto(links_to(site, address, seconds=60)[0])
        press(page, "#answer button.button--primary")
        assert page.locator("html").get_attribute("lang") == language

    sharer, learner = (phone(language, account=address) for address in two)
    learner.goto("/connections/")
    public_id = urlsplit(learner.locator("main a[href^='/connections/']").first.get_attribute("href")).path.split("/")[
        2
    ]
    run("shell", "-c", A_DAY_LATER.format(public_id=public_id), env=site.env)
    learner.goto(f"/connections/{public_id}/")
    press(learner, f"main a[href='/connections/{public_id}/summary/']")
    learner.locator("main textarea").first.fill(WORDS[language])
    press(learner, "main form button.button--primary")
    for page, decision in ((learner, "anonymous"), (sharer, "credited")):
        page.goto(f"/connections/{public_id}/summary/")
        press(page, f"button[value={decision}]")

    reader = phone(language)
    assert reader.goto(f"/cases/{public_id}/").status == 200
    card = reader.inner_text("main")
    assert WORDS[language] in card
    assert "Round sharer" in card
    assert not re.search("Round learner", card)
    figure(f"journey from a sent round to an approved summary, {language}, no script: done, taps to accept 2 a person")
