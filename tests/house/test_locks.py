"""A lock names what it locks, and no more, as PostgreSQL asks and SQLite would never tell.

It refuses to lock the side of an outer join. And a row locked as if it might be deleted keeps others from writing rows
that refer to it: two commands that lock in different orders would then wait for each other.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, calls, modules


def bare_locks(module: Module) -> Iterator[str]:
    """Queries that lock without `of=`, and join."""
    found = {}
    for chain in filter(None, (links(call) for call in calls(module.tree))):
        lock = next((call for call in chain if called(call) == "select_for_update"), None)
        joins = any(called(call) == "select_related" for call in chain)
        if lock and joins and not any(keyword.arg == "of" for keyword in lock.keywords):
            found[lock.end_lineno, lock.end_col_offset] = lock
    for lock in found.values():
        yield f"line {lock.end_lineno}: select_for_update() beside select_related() needs of=(...)"


def whole_locks(module: Module) -> Iterator[str]:
    """Locks without `no_key=True`, which keep rows that refer to the locked one from being written."""
    for call in calls(module.tree):
        if called(call) == "select_for_update" and not any(keyword.arg == "no_key" for keyword in call.keywords):
            yield f"line {call.lineno}: select_for_update() needs no_key=True"


def links(call: ast.Call) -> list[ast.Call]:
    """The calls of `A.objects.filter().first()`, last first."""
    found: list[ast.Call] = []
    node: ast.expr = call
    while isinstance(node, ast.Call | ast.Attribute):
        found += [node] if isinstance(node, ast.Call) else []
        node = node.func if isinstance(node, ast.Call) else node.value
    return found


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_a_lock_on_a_join_names_what_it_locks(module):
    assert list(bare_locks(module)) == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_a_lock_lets_rows_that_refer_to_it_be_written(module):
    assert list(whole_locks(module)) == []


def test_a_bare_lock_would_be_found():
    wrong = "Order.objects.select_for_update().select_related('team').filter(ref=ref)"
    right = wrong.replace("update()", "update(of=('self',))")

    assert len(list(bare_locks(Module("x.py", wrong)))) == 1
    assert list(bare_locks(Module("x.py", right))) == []


def test_a_whole_lock_would_be_found():
    assert len(list(whole_locks(Module("x.py", "Order.objects.select_for_update().get(ref=ref)")))) == 1
    assert list(whole_locks(Module("x.py", "Order.objects.select_for_update(no_key=True).get(ref=ref)"))) == []
