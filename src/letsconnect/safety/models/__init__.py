"""What the case team keeps: its keys, the reports sealed to them, who may read each, and who did."""

from .key import TeamKey
from .report import Message, Reading, Report, Seat

__all__ = ["Message", "Reading", "Report", "Seat", "TeamKey"]
