"""A mail server that misbehaves as the address asks: slow, later, never, spam, drop. It remembers what it accepted."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.postgres import free_port


@dataclass
class Sink:
    """`accepted`: (address, Message-ID) of each letter taken, in order. `tries` counts attempts by address."""

    accepted: list[tuple[str, str]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)

    async def handle_RCPT(  # noqa: N802 -- named and called by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tries[address] += 1
        if address.startswith("never"):
            return "550 5.1.1 No such person"
        if address.startswith("later") and self.tries[address] < 3:
            return "450 4.2.0 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        [address] = envelope.rcpt_tos
        if address.startswith("spam"):
            return "554 5.7.1 Not wanted"
        if address.startswith("slow"):
            await asyncio.sleep(0.3)
        content: Any = envelope.content
        self.accepted.append((address, str(message_from_bytes(content)["Message-ID"])))
        if address.startswith("drop") and self.tries[address] == 1:
            server.transport.abort()
        return "250 OK"


@contextmanager
def running_sink() -> Iterator[tuple[Sink, int]]:
    """The sink and the port it listens on."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()
