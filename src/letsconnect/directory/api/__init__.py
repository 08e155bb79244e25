"""What programs may read of topics and people."""

from .routes import router

__all__ = ["router"]
