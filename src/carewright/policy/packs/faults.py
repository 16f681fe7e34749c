"""Faults of a policy, each with its place and a sentence (POL-4)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from carewright.access.roles import COUNCIL_ROLES, Role
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import CannotWork, listed, shown

_SENTENCES = {
    "missing": "This is missing.",
    "greater_than_equal": "{input} is too small: it must be {ge} or more.",
    "less_than_equal": "{input} is too large: it must be {le} or less.",
    "finite_number": "{input} is not a number that can be counted with.",
    "too_short": "This is empty. Write at least one.",
    "enum": "{input} is not known here. It must be one of: {expected}.",
    "string_type": "{input} is not text. Write it in quotation marks.",
    "tuple_type": "{input} is not a list. Write it in square brackets, such as [1, 2].",
    "model_type": "{input} is not a table. Write its settings under a heading such as [changes].",
    "mapping_type": "{input} is not a table. Write its settings under a heading, or in curly brackets.",
}


def faults_of(error: ValidationError) -> list[Fault]:
    """Everything that is wrong, in the order of the policy's tables."""
    return [fault for detail in error.errors() for fault in _faults(detail)]


def _faults(detail: ErrorDetails) -> Iterator[Fault]:
    if detail["type"] == "too_short" and detail["input"]:
        return  # counted after what is wrong in it was left out: that has a fault of its own
    place = _place(detail["loc"])
    known = detail.get("ctx", {})
    problem = known.get("error")
    if isinstance(problem, CannotWork):
        for fault in problem.faults:
            yield replace(fault, field=f"{place}.{fault.field}" if place else fault.field)
    elif isinstance(problem, ValueError):
        yield Fault(place, _sentence(str(problem)))
    else:
        yield Fault(place, _from_kind(detail, known))


def _from_kind(detail: ErrorDetails, known: dict[str, Any]) -> str:
    if detail["type"] == "enum" and all(role.value in known["expected"] for role in Role):
        return f"{shown(detail['input'])} is not a role. The roles are: {listed(sorted(COUNCIL_ROLES))}."
    sentence = _SENTENCES.get(detail["type"], f"{detail['msg']}.")
    return sentence.format_map({"input": shown(detail["input"])} | known) if detail["type"] in _SENTENCES else sentence


def _place(parts: tuple[int | str, ...]) -> str:
    """Dotted, counting from 1: `ranking.indicators.2.worst`."""
    dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in parts if part != "[key]")
    return "".join(letter if letter.isprintable() else "?" for letter in dotted)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")
