"""The few words we exchange with Telegram (Bot API)."""

from typing import Any

import httpx
from django.conf import settings

from letsconnect.ground.errors import NotNow, NotThisWay, PostOfficeClosed


class Telegram:
    """Our bot. Every error is a NotNow, a NotThisWay (this chat does not take it) or a PostOfficeClosed (nor any)."""

    def __init__(self) -> None:
        address = f"{settings.TELEGRAM_API_URL}/bot{settings.TELEGRAM_BOT_TOKEN}/"
        self.http = httpx.Client(base_url=address, timeout=20, headers={"User-Agent": settings.USER_AGENT})

    def send(self, chat: str, text: str) -> None:
        self.ask("sendMessage", chat_id=chat, text=text, link_preview_options={"is_disabled": True})

    def news(self, after: int) -> list[dict[str, Any]]:
        """What people wrote to the bot since the update `after`, which Telegram then forgets, with all before it."""
        return list(self.ask("getUpdates", offset=after + 1, allowed_updates=["message", "my_chat_member"]))

    def ask(self, method: str, **words: Any) -> Any:
        try:
            answer = self.http.post(method, json=words)
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise NotNow(type(error).__name__) from None  # the words of the error may hold the address, our secret
        if said.get("ok"):
            return said["result"]
        reason = f"{answer.status_code} {said.get('description', '')}"
        match answer.status_code:
            case 401 | 404:
                raise PostOfficeClosed(reason)
            case 400 | 403:
                raise NotThisWay(reason)
        raise NotNow(reason, pause=said.get("parameters", {}).get("retry_after", 0))

    def close(self) -> None:
        self.http.close()
