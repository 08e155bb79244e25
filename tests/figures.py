"""Figures that tests measure, printed at the end of the run; and the size of drills."""

import os
from collections.abc import Callable

import pytest

FULL = os.environ.get("DRILLS") == "full"
Figure = Callable[[str], None]


def share_of(full: int) -> int:
    """How many repeats of a drill: all in `make drills`, a tenth in `make test`."""
    return full if FULL else max(1, full // 10)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """`figure("900 requests, 0 errors")`: one line in the summary."""
    return lambda line: request.node.user_properties.append(("figure", line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for part in terminalreporter.stats.values() for report in part]
    told = [entry for report in reports for entry in getattr(report, "user_properties", ())]
    lines = dict.fromkeys(line for name, line in told if name == "figure")
    if lines:
        terminalreporter.section("figures", sep="-")
    for line in lines:
        terminalreporter.line(line)
