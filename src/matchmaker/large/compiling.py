"""Compiles the searches once and keeps them, apart for each version of their source."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

HERE = Path(__file__).parent
SOURCES = (
    "compiling.py", "grouping.py", "offering.py", "pricing.py", "improving.py", "gathering.py", "holding.py",
)  # fmt: skip


def _shelf() -> Path:
    """Where compiled code lies: beside the source where that may be written, else among temporary files."""
    text = b"".join((HERE / name).read_bytes() for name in SOURCES if (HERE / name).exists())
    name = "compiled-" + hashlib.sha256(text).hexdigest()[:16]
    beside = HERE / "__pycache__"
    if os.access(beside if beside.exists() else HERE, os.W_OK):
        return beside / name
    return Path(tempfile.gettempdir()) / f"matchmaker-{os.getuid()}" / name


if not os.environ.get("NUMBA_CACHE_DIR"):
    numba.config.CACHE_DIR = str(_shelf())  # type: ignore[attr-defined]

compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = numba.njit(cache=True, nogil=True, boundscheck=False)
