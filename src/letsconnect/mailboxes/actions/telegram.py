"""Linking a Telegram chat to a person, and ending it, from either side."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.allowance import take
from letsconnect.ground.audit import record
from letsconnect.ground.locking import lock
from letsconnect.ground.telegram import Telegram
from letsconnect.mailboxes.letters import write_to, write_to_chat
from letsconnect.mailboxes.models import Mailbox
from letsconnect.mailboxes.queries.mailboxes import digest_of_code, mailbox_of, mailbox_with_code
from letsconnect.people.models import Person

LASTS = timedelta(minutes=30)
Channel = Mailbox.Channel


@transaction.atomic
def make_telegram_link(person: Person) -> str:
    """An address that opens our bot and links the chat to this person: works once, for half an hour."""
    person = lock(person)
    mailbox, code = mailbox_of(person), secrets.token_urlsafe(24)
    mailbox.telegram_code_hash, mailbox.telegram_code_until = digest_of_code(code), clock.now() + LASTS
    mailbox.save()
    record("telegram.link_made", person, by=person)
    return f"https://t.me/{settings.TELEGRAM_BOT_NAME}?start={code}"


@transaction.atomic
def link_chat(chat: str, code: str) -> bool:
    """Link the chat by the code of such an address; False when the code is not good (any more). A chat serves one
    person: the last who linked it."""
    found = mailbox_with_code(code)
    if found is None:
        return False
    person = lock(found.person)
    mailbox = mailbox_with_code(code)  # as it is now that nobody else can change it
    if mailbox is None:
        return False
    unlink_chat(chat)
    mailbox.telegram_chat, mailbox.channel = chat, Channel.TELEGRAM
    mailbox.telegram_code_hash = mailbox.telegram_code_until = None
    mailbox.save()
    record("telegram.linked", person, by=person)
    write_to(person, "mailboxes/telegram_linked", urgent=True)
    return True


@transaction.atomic
def unlink_telegram(person: Person) -> None:
    """Letters go by e-mail again; safe to repeat."""
    person = lock(person)
    mailbox = mailbox_of(person)
    if mailbox.telegram_chat:
        mailbox.telegram_chat = None
        mailbox.channel = Channel.EMAIL if mailbox.channel == Channel.TELEGRAM else mailbox.channel
        mailbox.save()
        record("telegram.unlinked", person, by=person)


def unlink_chat(chat: str) -> None:
    """The same, asked for in the chat itself."""
    mailbox = Mailbox.objects.filter(telegram_chat=chat).select_related("person").first()
    if mailbox is not None:
        unlink_telegram(mailbox.person)


def read_telegram() -> int:
    """Do what people asked the bot for; answers how many messages were read. Telegram forgets a message only when the
    next ones are asked for, so none is lost; read twice it does no harm."""
    telegram, last, count = Telegram(), -1, 0
    try:
        while updates := telegram.news(last):
            for update in updates:
                take_in(update)
                last, count = int(update["update_id"]), count + 1
        return count
    finally:
        telegram.close()


def take_in(update: dict[str, Any]) -> None:
    """One message: /start with a code links, /stop unlinks, as does whoever blocks the bot; all else gets a hint."""
    if "my_chat_member" in update:
        member = update["my_chat_member"]
        if member["new_chat_member"]["status"] in ("kicked", "left"):
            unlink_chat(str(member["chat"]["id"]))
        return
    message = update.get("message", {})
    if message.get("chat", {}).get("type") != "private":  # in a group others would read along
        return
    chat, (word, _space, rest) = str(message["chat"]["id"]), str(message.get("text", "")).partition(" ")
    if word == "/start" and link_chat(chat, rest.strip()):
        return
    if word == "/stop":
        unlink_chat(chat)
    if not take("telegram-hint", chat, at_most=5, seconds=3600):
        language = str(message.get("from", {}).get("language_code", ""))
        write_to_chat(chat, language, "mailboxes/telegram_hint", once=f"update:{update['update_id']}")
