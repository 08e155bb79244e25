"""The way through Wikimedia and back, as a browser goes it."""

import httpx
from django.test import Client


def come_in(client: Client, **sent: str):
    """Press the button, say yes at Wikimedia, come back."""
    leaving = client.post("/sign-in/wikimedia/", sent)
    back = httpx.get(leaving.url).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def page_after(client: Client, answer) -> str:
    return client.get(answer.url).content.decode()
