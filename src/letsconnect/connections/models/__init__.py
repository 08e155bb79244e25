"""What is true of connections."""

from .connection import Connection, Place, ProposedTime, TimeAnswer

__all__ = ["Connection", "Place", "ProposedTime", "TimeAnswer"]
