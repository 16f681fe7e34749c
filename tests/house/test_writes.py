"""Nothing is written but by commands, and by what runs within one (TRAIL-1)."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, calls, is_decorated, modules, name_of

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip

ELSEWHERE = {
    "trail/answers.py": "answers kept for requests that are sent again, in the transaction of what they answer",
    "trail/append.py": "the trail itself, at the end of every command",
    "messages/delivery.py": "who is trying a message, and when it is tried again: what comes of it is a command",
}
"""Modules outside the commands rooms that write, each with the reason."""


def writes(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that may write to the database: by name, but for those on a text, a dictionary or a set."""
    for call in calls(node):
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            name = name_of(call.func)
            if call.func.attr != "update" or "objects" in name or call.keywords:
                yield call


def outside_rooms(module: Module) -> bool:
    return module.room != "commands" and module.path not in ELSEWHERE and module.area != "demo"


@pytest.mark.parametrize("module", [m for m in modules() if outside_rooms(m)], ids=lambda module: module.path)
def test_only_the_commands_rooms_write(module):
    assert [f"line {call.lineno}: {name_of(call)}" for call in writes(module.tree)] == []


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_exceptions_are_still_needed(path):
    [module] = [module for module in modules() if module.path == path]

    assert list(writes(module.tree))


def unguarded(module: Module) -> list[str]:
    """Public functions of a commands room that write, and are neither a command nor check that one is running."""
    return [
        function.name
        for function in module.functions()
        if not function.name.startswith("_")
        and any(writes(function))
        and not is_decorated(function, "command")
        and not any(name_of(call).rpartition(".")[2] == "within_command" for call in calls(function))
    ]


@pytest.mark.parametrize("module", [m for m in modules() if m.room == "commands"], ids=lambda module: module.path)
def test_what_writes_is_a_command_or_checks_that_one_is_running(module):
    assert unguarded(module) == []


def test_a_function_that_writes_by_the_way_would_be_found():
    module = Module("x/commands.py", "def slip(*, ref): Offer.objects.filter(ref=ref).update(state='open')")

    assert unguarded(module) == ["slip"]
