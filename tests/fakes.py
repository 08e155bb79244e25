"""Fakes that work: small real servers on loopback, in the place of the world's."""

import base64
import hashlib
import json
import secrets
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT_ID, CLIENT_SECRET = "test-consumer", "test-secret"


@dataclass
class FakeWikimedia:
    """Wikimedia's OAuth 2 server with one account signed in: `account` is what its profile says.

    It checks what the real one checks: consumer, secret, way back, PKCE, each code once. `denies` answers as if the
    person pressed Cancel; `broken` answers nonsense where the token should be.
    """

    account: dict[str, Any] = field(default_factory=dict)
    denies: bool = False
    broken: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __enter__(self) -> "FakeWikimedia":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def rest_api(self) -> str:
        """For WIKIMEDIA_REST_API."""
        return f"http://127.0.0.1:{self.server.server_port}/w/rest.php"

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent after the person said yes (or no)."""
        back = {"state": asked["state"]}
        if self.denies:
            return asked["redirect_uri"] + "?" + urlencode({**back, "error": "access_denied"})
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({**back, "code": code})

    def token_for(self, sent: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(sent.get("code", ""), None)
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        is_right = asked is not None and (
            (sent.get("client_id"), sent.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
            and sent.get("redirect_uri") == asked["redirect_uri"]
            and base64.urlsafe_b64encode(proof).decode().rstrip("=") == asked.get("code_challenge")
        )
        if not is_right:
            return None
        token = secrets.token_urlsafe(16)
        self.tokens[token] = dict(self.account)
        return {"token_type": "Bearer", "expires_in": 14400, "access_token": token, "refresh_token": "unused"}


def _handler(wikimedia: FakeWikimedia) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            wikimedia.asked.append(address.path)
            words = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path.endswith("/oauth2/authorize") and words.get("client_id") == CLIENT_ID:
                self.send_response(302)
                self.send_header("Location", wikimedia.authorize(words))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif address.path.endswith("/oauth2/resource/profile"):
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                self.say(wikimedia.tokens.get(token))
            else:
                self.say(None)

        def do_POST(self) -> None:
            wikimedia.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if wikimedia.broken:
                self.say({"message": "the database is locked"}, status=500)
                return
            self.say(wikimedia.token_for({name: values[0] for name, values in parse_qs(body).items()}))

        def say(self, words: dict[str, Any] | None, status: int = 200) -> None:
            body = json.dumps({"error": "denied"} if words is None else words).encode()
            self.send_response(401 if words is None else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Quiet."""

    return Handler
