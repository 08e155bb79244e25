"""What we do on a wiki: sign in with a bot password, look, add a section."""

from contextlib import suppress
from typing import Any

import httpx
from django.conf import settings

from letsconnect.ground.errors import NotNow, NotThisWay, PostOfficeClosed

MAXLAG = 5
LATER = frozenset({"maxlag", "ratelimited", "readonly", "editconflict", "badtoken", "assertuserfailed"})
SHUT = frozenset({"blocked", "autoblocked", "globalblocking-ipblocked", "permissiondenied", "writeapidenied"})


class Wiki:
    """The wiki at WIKI_API_URL, as our bot account. Signs in when first needed; raises NotNow where the wiki asks us to
    wait, PostOfficeClosed where it does not let us in, NotThisWay where one page takes nothing."""

    def __init__(self) -> None:
        self.http = httpx.Client(timeout=30, headers={"User-Agent": settings.USER_AGENT})
        self.token = ""

    def has(self, page: str, words: str) -> bool:
        """Whether the page holds these words now."""
        found = self.ask(action="query", titles=page, prop="revisions", rvprop="content", rvslots="main")
        [one] = found["query"]["pages"]
        revisions = one.get("revisions", [])
        return bool(revisions) and words in revisions[0]["slots"]["main"]["content"]

    def add_section(self, page: str, heading: str, text: str, *, summary: str) -> None:
        """A new section at the end of the page, which is made if it is not there."""
        token = self.token or self.sign_in()
        words = {"section": "new", "sectiontitle": heading, "text": text, "summary": summary}
        done = self.ask(action="edit", title=page, redirect="1", token=token, **words, **{"assert": "user"})
        if done["edit"]["result"] != "Success":
            raise NotThisWay(str(done["edit"]["result"]))  # a captcha or a filter said no

    def sign_in(self) -> str:
        token = self.ask(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        names = {"lgname": settings.WIKI_BOT_NAME, "lgpassword": settings.WIKI_BOT_PASSWORD}
        said = self.ask(action="login", lgtoken=token, **names)["login"]
        if said["result"] != "Success":
            raise PostOfficeClosed(f"the wiki's sign-in said {said['result']}")
        self.token = self.ask(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        return str(self.token)

    def ask(self, **words: str) -> dict[str, Any]:
        form = {"format": "json", "formatversion": "2", "maxlag": str(MAXLAG), **words}
        try:
            answer = self.http.post(settings.WIKI_API_URL, data=form)
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise NotNow(type(error).__name__) from None
        if "error" in said:
            raise self.refusal(said["error"], answer)
        return dict(said)

    def refusal(self, error: dict[str, Any], answer: httpx.Response) -> Exception:
        code, pause = str(error["code"]), 0.0
        with suppress(ValueError):
            pause = float(answer.headers.get("Retry-After", 0))
        if code in LATER or code.startswith("internal_api_error"):
            return NotNow(code, pause=pause)
        return PostOfficeClosed(code) if code in SHUT else NotThisWay(code)

    def close(self) -> None:
        self.http.close()
