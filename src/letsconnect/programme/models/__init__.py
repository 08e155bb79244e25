"""What is true of the programme: its phases, its words, what people say about it."""

from .comment import Comment
from .passage import Passage
from .phase import Phase

__all__ = ["Comment", "Passage", "Phase"]
