"""Every command has its row in the table of rights, and the same shape (ROLE-2, TRAIL-1)."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from carewright.access.who_may import WHO_MAY
from tests.house.source import Module, calls, is_decorated, modules, name_of

OVERRIDES = {"force", "skip", "override", "unchecked"}


def commands(module: Module) -> Iterator[ast.FunctionDef]:
    return (function for function in module.functions() if is_decorated(function, "command"))


ALL = {function.name: function for module in modules() for function in commands(module)}


def faults(function: ast.FunctionDef) -> list[str]:
    """What is wrong with a command's shape."""
    taken, named = function.args.args, [argument.arg for argument in function.args.kwonlyargs]
    found = ["takes arguments by place"] if taken or function.args.vararg or function.args.kwarg else []
    if named[-2:] != ["by", "at"]:
        found.append("does not end with by and at")
    if any(default is not None for default in function.args.kw_defaults[-2:]):
        found.append("makes up by or at")
    if not ast.get_docstring(function):
        found.append("has no docstring")
    if OVERRIDES & {word for name in named for word in [name, *name.split("_")]}:
        found.append("can be told to skip its checks")
    if not any(name_of(call) == "record" for call in calls(function)):
        found.append("records nothing")
    if function.returns is None:
        found.append("does not say what it returns")
    return found


@pytest.mark.parametrize("name", ALL)
def test_a_command_is_keyword_only_by_somebody_at_a_moment_and_cannot_be_told_to_skip_its_checks(name):
    assert faults(ALL[name]) == []


def test_a_command_of_the_wrong_shape_would_be_found():
    [wrong] = Module("", "@command\ndef award(part, *, by=None, force_it=False): ...").functions()

    assert faults(wrong) == [
        "takes arguments by place",
        "does not end with by and at",
        "makes up by or at",
        "has no docstring",
        "can be told to skip its checks",
        "records nothing",
        "does not say what it returns",
    ]


def test_commands_have_names_of_their_own():
    names = Counter(function.name for module in modules() for function in commands(module))

    assert [name for name, times in names.items() if times > 1] == []


def test_every_command_has_a_row_in_the_table_of_rights():
    assert sorted(ALL.keys() - WHO_MAY.keys()) == []


def test_every_row_that_is_no_page_has_a_command():
    rows = {verb for verb in WHO_MAY if not verb.startswith("see_")}

    assert sorted(rows - ALL.keys()) == []


def test_every_command_asks_whether_the_actor_may():
    """A `check_may` (or a check that does so) with the command's own name, before it changes anything."""
    silent = [name for name, function in ALL.items() if name not in rights_asked_for(function)]

    assert [name for name in silent if name not in ASKS_BY_ANOTHERS_HAND] == []


def rights_asked_for(function: ast.FunctionDef) -> set[str]:
    """The texts handed to what is called in the function: the verb is one of them."""
    handed = [argument for call in calls(function) for argument in call.args]
    return {str(argument.value) for argument in handed if isinstance(argument, ast.Constant)}


ASKS_BY_ANOTHERS_HAND: dict[str, str] = {}
"""Commands whose right is asked for by a function that they call, with that function's name."""
