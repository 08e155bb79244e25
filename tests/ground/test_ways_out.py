"""Letters by Telegram and by a note on a talk page: none lost, each once, and by e-mail where the other way refuses."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail

from letsconnect.ground import clock
from letsconnect.ground.errors import PostOfficeClosed
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.outbox.actions import Draft, post
from letsconnect.ground.outbox.deliver import deliver_due
from letsconnect.ground.outbox.offices import LONGEST, shortened
from letsconnect.ground.wiki.client import Wiki as Client
from tests.figures import Figure
from tests.ground.mediawiki import installed, running_wiki
from tests.ground.strangers import TOKEN, Telegram, Wiki, running

State = OutgoingLetter.State


@pytest.fixture
def telegram(settings: Any) -> Iterator[Telegram]:
    stranger = Telegram()
    with running(stranger) as address:
        settings.TELEGRAM_ON, settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_URL = True, TOKEN, address
        yield stranger


@pytest.fixture
def wiki(settings: Any) -> Iterator[Wiki]:
    stranger = Wiki()
    with running(stranger) as address:
        settings.WIKI_ON, settings.WIKI_API_URL = True, f"{address}/w/api.php"
        settings.WIKI_BOT_NAME, settings.WIKI_BOT_PASSWORD = "Bot@letters", "right"
        yield stranger


def letter(channel: str, to: str, **facts: Any) -> OutgoingLetter:
    plain = {"letter": "tests/hello", "language": "en", "subject": "Hello", "body": "a canary: Ada, budget, 19:00"}
    return post(Draft(**{**plain, "channel": channel, "to": to, **facts}))


def deliver_for_long(channel: str) -> None:
    """Let the worker come back until nothing waits."""
    at = clock.now()
    for _round in range(8):
        at += timedelta(hours=2)
        with time_machine.travel(at, tick=False):
            deliver_due("w", channel=channel)


@pytest.mark.parametrize("channel", ["telegram", "wiki"])
def test_none_is_lost_and_each_arrives_once_where_the_answer_was_heard(
    channel: str, telegram: Telegram, wiki: Wiki, figure: Figure
) -> None:
    readers = [f"{manner}{number}" for manner in ("plain", "later", "never", "drop") for number in range(5)]
    for reader in readers:
        letter(channel, reader, fallback=f"{reader}@example.org")

    deliver_for_long(channel)
    deliver_due("w")

    arrived = Counter(chat for chat, _text in telegram.sent) + Counter(
        words["title"].removeprefix("User talk:") for words in wiki.edits
    )
    by_mail = {address.partition("@")[0] for one in mail.outbox for address in one.to}
    missing = [reader for reader in readers if not arrived[reader] and reader not in by_mail]
    twice = [reader for reader, times in arrived.items() if times > 1]
    figure(
        f"letters by {channel}: {len(readers)} told, {len(missing)} missing, {len(by_mail)} by e-mail instead, "
        f"{len(twice)} twice, all of them where the line broke after the message"
    )
    assert missing == []
    assert by_mail == {reader for reader in readers if reader.startswith("never")}
    assert all(reader.startswith("drop") for reader in twice)
    assert channel != "wiki" or twice == []  # a note is looked for before it is written again
    assert set(OutgoingLetter.objects.values_list("state", flat=True)) == {State.SENT}


def test_without_another_way_the_letter_is_listed_as_undelivered(telegram: Telegram) -> None:
    row = letter("telegram", "never1")

    deliver_due("w", channel="telegram")

    row.refresh_from_db()
    assert (row.state, row.reason) == (State.FAILED, "403 Forbidden: bot was blocked by the user")


def test_telegrams_own_wish_to_wait_is_heard(telegram: Telegram) -> None:
    row = letter("telegram", "later1")
    with time_machine.travel(clock.now(), tick=False):
        deliver_due("w", channel="telegram")
        row.refresh_from_db()

        assert row.due_at >= clock.now() + timedelta(seconds=7)


@pytest.mark.parametrize("channel", ["telegram", "wiki"])
def test_where_our_own_key_is_refused_no_letter_is_to_blame(
    channel: str, telegram: Telegram, wiki: Wiki, settings: Any
) -> None:
    settings.TELEGRAM_BOT_TOKEN = settings.WIKI_BOT_PASSWORD = "wrong"
    row = letter(channel, "plain1")

    with pytest.raises(PostOfficeClosed):
        deliver_due("w", channel=channel)

    row.refresh_from_db()
    assert (row.state, row.held_by) == (State.WAITING, "")
    assert TOKEN not in row.reason


@pytest.mark.parametrize("channel", ["telegram", "wiki"])
def test_what_waits_on_a_way_that_was_switched_off_goes_by_email(channel: str, settings: Any) -> None:
    settings.TELEGRAM_ON = settings.WIKI_ON = False
    letter(channel, "plain1", fallback="a@example.org")

    deliver_due("w", channel=channel)
    deliver_due("w")

    assert [one.to for one in mail.outbox] == [["a@example.org"]]


def test_a_server_that_is_not_there_lets_the_letter_wait(settings: Any) -> None:
    settings.TELEGRAM_ON, settings.TELEGRAM_BOT_TOKEN = True, TOKEN
    settings.TELEGRAM_API_URL = "http://127.0.0.1:9"
    row = letter("telegram", "plain1")

    deliver_due("w", channel="telegram")

    row.refresh_from_db()
    assert (row.state, row.reason) == (State.WAITING, "ConnectError")


def test_a_public_page_tells_nothing_but_that_a_letter_waits(wiki: Wiki, settings: Any) -> None:
    letter("wiki", "예시", language="ko")

    deliver_due("w", channel="wiki")

    [edit] = wiki.edits
    assert "canary" not in str(edit)
    assert "Hello" not in str(edit)
    assert f"{settings.SITE_URL}/me/letters/" in edit["text"]
    assert (edit["assert"], edit["maxlag"], edit["section"]) == ("user", "5", "new")


@pytest.mark.once
def test_a_long_letter_is_cut_between_words_with_the_way_to_the_whole() -> None:
    text = shortened("word " * 2000)

    assert len(text) <= LONGEST
    assert text.endswith("/me/letters/")
    assert shortened("short") == "short"


@pytest.mark.once
@pytest.mark.skipif(not installed(), reason="the system package mediawiki is not installed")
def test_a_real_mediawiki_takes_the_note_once(tmp_path: Path, settings: Any, figure: Figure) -> None:
    with running_wiki(tmp_path) as (address, name, password):
        settings.WIKI_ON, settings.WIKI_API_URL = True, address
        settings.WIKI_BOT_NAME, settings.WIKI_BOT_PASSWORD = name, password
        row = letter("wiki", "Example Reader", language="en")
        deliver_due("w", channel="wiki")
        OutgoingLetter.objects.update(state=State.WAITING)  # as if the answer had been lost
        deliver_due("w", channel="wiki")

        client = Client()
        page = client.ask(action="query", titles="User talk:Example Reader", prop="revisions", rvprop="content|comment")
        client.close()

    [revision] = page["query"]["pages"][0]["revisions"]
    row.refresh_from_db()
    assert row.state == State.SENT
    assert len(re.findall(r"^== Let's Connect ==$", revision["content"], re.MULTILINE)) == 1
    assert revision["comment"] == "A note for you"
    figure("a real MediaWiki: 1 note told twice, 1 section on the talk page")
