"""Every area has the same rooms and no others; what it has besides is listed with its reason."""

import re

import pytest

from carewright.access.who_may import WHO_MAY
from tests.house.source import PACKAGE, ROOT, Module, modules

ROOMS = {"__init__", "apps", "rules", "events", "lifecycle", "models", "queries", "commands", "migrations"}
BESIDES = {
    "access": {
        "actors": "who is acting",
        "check": "the checks that every command begins with",
        "roles": "the roles",
        "who_may": "the one table of rights",
    },
    "trail": {
        "chain": "what is hashed, pure",
        "append": "the end of every command",
        "command": "the only way anything is written",
        "guards": "the database's own refusals",
        "answers": "what repeated requests are answered with",
    },
    "obligations": {"sweep": "what falls due, done in order"},
    "policy": {"terms": "what a policy can say, pure", "packs": "the ready policies, and reading them"},
    "messages": {
        "delivery": "sending, outside the command that queued",
        "rendering": "text and HTML of an email",
        "wording": "the words of each email, pure",
        "letters": "PDF documents, pure",
        "invitations": "appointments for calendars, pure",
    },
    "reports": {
        "changes": "the trend of provider-led changes, and drift",
        "tables": "each report as a table, for files and machines",
        "what_if": "a draft policy tried on past cases: judging them again, pure; and reading them",
    },
    "reviews": {"sending": "letters made by the worker"},
    "packages": {
        "sending": "orders and budget letters sent by the worker",
        "trying": "a command tried and undone, to say beforehand what it would do",
    },
}
NO_AREAS = {"cli", "config", "council", "portal", "api", "look", "demo", "wiring", "files", "worktime", "kernel", ""}
AREAS = sorted({module.area for module in modules() if "/" in module.path} - NO_AREAS)
RULES = {
    "ACC": 6, "AUD": 6, "CHG": 8, "CLD": 1, "CON": 6, "CONT": 3, "HBK": 6, "MEET": 1, "MON": 5, "OBL": 4, "ORD": 5,
    "POL": 4, "PRO": 10, "REF": 10, "REV": 9, "RNK": 5, "ROLE": 8, "RPT": 20, "SRC": 24, "TIME": 5, "TRAIL": 4,
    "VAR": 3, "WAIT": 5,
}  # fmt: skip
"""How many rules each family has."""
NAMED = re.compile(r"\b(" + "|".join(RULES) + r")-(\d+)[a-e]?\b(?!-)")


def furniture(area: str) -> set[str]:
    """The rooms of an area that are neither among the usual nor listed."""
    found = {module.room for module in modules() if module.area == area}
    return found - ROOMS - BESIDES.get(area, {}).keys()


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_the_usual_rooms_and_those_listed(area):
    assert furniture(area) == set()


def test_what_is_listed_is_there():
    there = {(module.area, module.room) for module in modules()}
    listed = {(area, room) for area, rooms in BESIDES.items() for room in rooms}

    assert listed - there == set()


def test_every_area_is_on_the_map():
    floors = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    told = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")

    assert {floor for floor in floors if f"`{floor}`" not in told} == set()


def wrong_rules(module: Module) -> list[str]:
    """Ids of rules that there are none of."""
    return [
        f"{family}-{number}" for family, number in NAMED.findall(module.text) if not 1 <= int(number) <= RULES[family]
    ]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_rules_that_are_named_exist(module):
    assert wrong_rules(module) == []


def test_a_rule_that_does_not_exist_would_be_found():
    assert wrong_rules(Module("x.py", "(SRC-8, SRC-25, TIME-0; REF-7K3M-9QWA-5)")) == ["SRC-25", "TIME-0"]


def test_every_group_of_rights_is_spoken_of_in_words():
    assert [right.verb for right in WHO_MAY.values() if not right.sentence[:1].isupper()] == []
