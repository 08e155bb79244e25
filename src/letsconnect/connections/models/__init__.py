"""What is true of connections."""

from .connection import Connection, Place, ProposedTime, TimeAnswer
from .interpretation import InterpretationRequest, Interpreter
from .page import Note, SharedFile, SharedLink
from .summary import Approval, Summary

__all__ = [
    "Approval",
    "Connection",
    "InterpretationRequest",
    "Interpreter",
    "Note",
    "Place",
    "ProposedTime",
    "SharedFile",
    "SharedLink",
    "Summary",
    "TimeAnswer",
]
