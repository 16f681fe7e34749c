"""Every event: frozen, named in the past, with a sentence that its own fields fill (TRAIL-1, 3, 4)."""

import dataclasses
import importlib
import inspect
import re
from collections import Counter
from string import Formatter
from typing import Any

import pytest

from tests.house.source import modules

NAME = re.compile(r"[a-z_]+\.[a-z_]+")
NAMED_AS_WHAT_CAME_ABOUT = {"offer.considering", "offer.later_start", "provider.regulator_change"}
PAST_WITHOUT_ED = {
    "sent",
    "made",
    "given_up",
    "set",
    "begun",
    "withdrawn",
    "told",
    "put",
    "met",
    "let",
    "split",
    "won",
    "fell",
}


def events() -> list[Any]:
    """Every event class of every area, in the order of the areas' names."""
    found = []
    for module in modules():
        if module.room == "events":
            loaded = importlib.import_module("carewright." + module.path.removesuffix(".py").replace("/", "."))
            members = inspect.getmembers(loaded, inspect.isclass)
            found += [member for _, member in members if member.__module__ == loaded.__name__ and is_event(member)]
    return found


def is_event(member: Any) -> bool:
    """Not one of the classes that hold what several events have in common."""
    return hasattr(member, "NAME")


EVENTS = events()


def faults(event: Any) -> list[str]:
    """What is wrong with an event."""
    told: Any = vars(event)["__dataclass_params__"]
    fields = {field.name: field for field in dataclasses.fields(event)}
    used = {name for _, name, _, _ in Formatter().parse(event.SENTENCE) if name is not None}
    found = [] if told.frozen else ["can be changed"]
    found += [] if all(field.kw_only for field in fields.values()) else ["takes its fields by place"]
    found += [] if NAME.fullmatch(event.NAME) and in_the_past(event.NAME) else ["is not named thing.done"]
    for said, names in [("sentence", used), ("personal", set(event.PERSONAL)), ("subjects", set(event.SUBJECTS))]:
        found += [f"{said} names {name}, which is no field" for name in sorted(names - fields.keys())]
    found += [] if event.SUBJECTS or ".demo." in event.__module__ else ["is about nothing"]
    return found


def in_the_past(name: str) -> bool:
    """Whether some word of what was done is in the past: `offer.accepted_in_part`."""
    if name in NAMED_AS_WHAT_CAME_ABOUT:
        return True
    words = [*name.partition(".")[2].split("_"), name.partition(".")[2]]
    return any(word.endswith("ed") or word in PAST_WITHOUT_ED for word in words)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_says_what_was_done_and_with_what(event):
    assert faults(event) == []


def test_events_have_names_of_their_own():
    assert [name for name, times in Counter(event.NAME for event in EVENTS).items() if times > 1] == []


def test_a_faulty_event_would_be_found():
    @dataclasses.dataclass
    class AwardPart:
        part: str
        NAME = "part.award"
        SENTENCE = "{provider} gets it."
        PERSONAL = ("price",)
        SUBJECTS = ()

    assert faults(AwardPart) == [
        "can be changed",
        "takes its fields by place",
        "is not named thing.done",
        "sentence names provider, which is no field",
        "personal names price, which is no field",
        "is about nothing",
    ]
