"""Servers of others, small and local: a Telegram and a wiki that misbehave as the chat or the page asks."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

TOKEN = "123:secret"


@dataclass
class Telegram:
    """`sent`: (chat, text) of each message taken. `updates` wait until they are confirmed by a higher offset."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    updates: list[dict[str, Any]] = field(default_factory=list)

    def says(self, text: str, *, chat: int = 77, language: str = "ko", kind: str = "private") -> None:
        """Somebody writes to the bot."""
        message = {"chat": {"id": chat, "type": kind}, "text": text, "from": {"language_code": language}}
        self.updates.append({"update_id": 100 + len(self.updates), "message": message})

    def answer(self, path: str, body: bytes) -> tuple[int, dict[str, Any]] | None:
        """The status and the answer; None: accepted, and the line breaks."""
        words = json.loads(body)
        if f"/bot{TOKEN}/" not in path:
            return 401, {"ok": False, "description": "Unauthorized"}
        if path.endswith("/getUpdates"):
            self.updates = [one for one in self.updates if one["update_id"] >= words["offset"]]
            return 200, {"ok": True, "result": self.updates}
        chat = str(words["chat_id"])
        self.tries[chat] += 1
        if chat.startswith("never"):
            return 403, {"ok": False, "description": "Forbidden: bot was blocked by the user"}
        if chat.startswith("later") and self.tries[chat] < 3:
            return 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}}
        self.sent.append((chat, words["text"]))
        return None if chat.startswith("drop") and self.tries[chat] == 1 else (200, {"ok": True, "result": {}})


@dataclass
class Wiki:
    """`pages`: title -> text. Speaks the four calls: a sign-in token, signing in, an edit token, an edit; and reads."""

    pages: dict[str, str] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)
    password: str = "right"
    edits: list[dict[str, str]] = field(default_factory=list)

    def answer(self, _path: str, body: bytes) -> tuple[int, dict[str, Any]] | None:
        words = {key: values[0] for key, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        match words["action"]:
            case "login":
                good = words["lgpassword"] == self.password
                return 200, {"login": {"result": "Success" if good else "Failed"}}
            case "query" if words.get("meta") == "tokens":
                return 200, {"query": {"tokens": {"logintoken": "L", "csrftoken": "C"}}}
            case "query":
                slots = {"slots": {"main": {"content": self.pages.get(words["titles"], "")}}}
                return 200, {"query": {"pages": [{"revisions": [slots]}]}}
        return self.edited(words)

    def edited(self, words: dict[str, str]) -> tuple[int, dict[str, Any]] | None:
        page = words["title"]
        self.tries[page] += 1
        if "never" in page:
            return 200, {"error": {"code": "protectedpage"}}
        if "later" in page and self.tries[page] < 3:
            return 200, {"error": {"code": "maxlag"}}
        self.edits.append(words)
        self.pages[page] = self.pages.get(page, "") + f"\n== {words['sectiontitle']} ==\n{words['text']}\n"
        return None if "drop" in page and self.tries[page] == 1 else (200, {"edit": {"result": "Success"}})


@contextmanager
def running(stranger: Telegram | Wiki) -> Iterator[str]:
    """The address the stranger listens at."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found = stranger.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            if found is None:
                self.connection.close()
                return
            content = json.dumps(found[1]).encode()
            self.send_response(found[0])
            self.send_header("Content-Length", str(len(content)))
            if found[1].get("error", {}).get("code") == "maxlag":
                self.send_header("Retry-After", "5")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, ValueError):
                """The line was cut on purpose."""

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                """The same."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
