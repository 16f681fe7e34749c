"""Rules, queries and commands are handed the moment; only the edges read the clock (TIME-5)."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, modules, name_of

READS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localtime",
    "timezone.localdate", "time.time", "time.time_ns", "Now",
}  # fmt: skip
AT_THE_EDGE = ("config/now.py", "cli/", "demo/")


def readings(module: Module) -> Iterator[str]:
    """Where a module names something that reads the clock, called or handed on; and columns that do so themselves."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name) and {name_of(node), name_of(node).partition(".")[2]} & READS:
            yield f"line {node.lineno}: {name_of(node)}"
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"line {node.value.lineno}: {node.arg}"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield f"line {node.lineno}: from time import"


@pytest.mark.parametrize(
    "module", [m for m in modules() if not m.path.startswith(AT_THE_EDGE)], ids=lambda module: module.path
)
def test_nothing_inside_reads_the_clock(module):
    assert list(readings(module)) == []


@pytest.mark.parametrize(
    "line",
    [
        "at = datetime.now(UTC)",
        "at = datetime.datetime.now()",
        "at = models.DateTimeField(default=timezone.now)",
        "at = models.DateTimeField(auto_now_add=True)",
        "from time import time",
        "on = date.today()",
        "at = Now()",
    ],
)
def test_reading_the_clock_would_be_found(line):
    assert len(list(readings(Module("x.py", line)))) == 1
