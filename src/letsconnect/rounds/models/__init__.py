"""What is true of rounds."""

from .edit import RoundEdit
from .proposed import RoundConnection
from .round import Round, default_policy

__all__ = ["Round", "RoundConnection", "RoundEdit", "default_policy"]
