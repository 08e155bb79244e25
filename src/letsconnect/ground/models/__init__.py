"""Rows that belong to no capability: the audit, the letters on their way, counted uses, workers and their turns."""

from .allowance import Use
from .audit import AuditEntry
from .letter import OutgoingLetter, Unsubscribed
from .work import PeriodicSlot, Worker

__all__ = ["AuditEntry", "OutgoingLetter", "PeriodicSlot", "Unsubscribed", "Use", "Worker"]
