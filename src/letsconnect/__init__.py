"""Let's Connect: peer learning among Wikimedia organisers."""

import sys

try:
    import pysqlite3
except ImportError:  # no wheel for this machine: Python's own SQLite serves
    pysqlite3 = None
if pysqlite3 is not None:
    # The system's SQLite is often older than 3.51.3 and may lose pages of its log under load: decisions/0004.
    sys.modules["sqlite3"] = pysqlite3
