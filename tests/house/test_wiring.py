"""What is wired is there: duties that act when they lapse, and events that are reacted to (OBL-2)."""

import ast
import importlib
from collections.abc import Iterator

from carewright.wiring.lapses import LAPSES, LOCKS
from carewright.wiring.reactions import REACTIONS
from tests.house.source import Module, calls, modules, name_of
from tests.house.test_events import EVENTS


def acting(module: Module) -> Iterator[ast.expr]:
    """What is given as the duty wherever an obligation is opened that acts when it lapses."""
    for function in module.functions():
        for call in calls(function):
            given = keywords(call)
            if name_of(call) == "open_obligation" and "OnLapse.ACT" in ast.unparse(given.get("on_lapse", call.func)):
                yield from handed_in(module, function) if name_of(given["duty"]) == "duty" else [given["duty"]]


def handed_in(module: Module, function: ast.FunctionDef) -> list[ast.expr]:
    """The duties that a function is called with, which opens whatever it is handed."""
    return [keywords(call)["duty"] for call in calls(module.tree) if name_of(call) == function.name]


def keywords(call: ast.Call) -> dict[str | None, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords}


def meant(module: Module, duty: ast.expr) -> str:
    """The duty's text, written there or named by a constant of the module."""
    if isinstance(duty, ast.Constant):
        return str(duty.value)
    loaded = importlib.import_module("carewright." + module.path.removesuffix(".py").replace("/", "."))
    return str(getattr(loaded, name_of(duty)))


ACTING = {meant(module, duty) for module in modules() for duty in acting(module)}


def test_every_duty_that_acts_when_it_lapses_is_wired():
    assert sorted(ACTING - LAPSES.keys()) == []


def test_nothing_is_wired_that_nobody_owes():
    assert sorted(LAPSES.keys() - ACTING) == []
    assert sorted(LOCKS.keys() - LAPSES.keys()) == []


def test_reactions_are_to_events_that_are_recorded():
    assert sorted(REACTIONS.keys() - {event.NAME for event in EVENTS}) == []
