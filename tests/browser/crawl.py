"""Every page one can reach by following links: one address for each door of the house."""

from collections import deque
from urllib.parse import urljoin, urlsplit

import httpx
from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser

PARTICIPANT, TEAM = "participant@example.org", "team@example.org"


def door_of(path: str) -> str | None:
    """The name of the door behind a path; None for what is no page of ours (static files)."""
    try:
        return resolve(path).view_name or resolve(path).route
    except Resolver404:
        return None


def pages_reached(base: str, *, session: str = "") -> dict[str, str]:
    """Door name -> path of one page, for every HTML page reached from the start page by links alone."""
    found: dict[str, str] = {}
    waiting, seen = deque(["/"]), {"/"}
    with httpx.Client(base_url=base, cookies={"sessionid": session} if session else None, timeout=30) as client:
        while waiting:
            path = waiting.popleft()
            door = door_of(path)
            if door is None or door in found:
                continue
            answer = client.get(path)
            if answer.status_code != 200 or "text/html" not in answer.headers.get("content-type", ""):
                continue
            found[door] = path
            for link in links_in(answer.text, base + path):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    return found


def links_in(html: str, address: str) -> list[str]:
    """Paths of our own that a page links to, without their parameters."""
    links = [urljoin(address, node.attributes.get("href") or "") for node in LexborHTMLParser(html).css("a[href]")]
    return [urlsplit(link).path for link in links if urlsplit(link).netloc == urlsplit(address).netloc]
