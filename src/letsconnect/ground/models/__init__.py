"""Rows that belong to no capability: the audit, the letters on their way, counted uses, periodic slots."""

from .allowance import Use
from .audit import AuditEntry

__all__ = ["AuditEntry", "Use"]
