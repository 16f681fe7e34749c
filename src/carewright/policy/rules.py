"""A policy in words, and what one says otherwise than another."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import in_words as pounds
from carewright.policy.terms import Item, Said, Table, Terms
from carewright.policy.terms.calendar import hours_in_words
from carewright.worktime import Limit

NOT_SET = "not set"


class Row(NamedTuple):
    """A setting: what it is called, what it says, and the rules that use it."""

    label: str
    value: str
    rules: tuple[str, ...]


class Section(NamedTuple):
    """A table of the policy."""

    title: str
    rows: list[Row]


class Difference(NamedTuple):
    """A setting that two policies have otherwise; one that a policy does not have is “not set” there."""

    label: str
    old: str
    new: str


def in_words(terms: Terms) -> list[Section]:
    """The whole policy, in sections, for people to read."""
    return [_section(getattr(terms, name), _said(field)) for name, field in Terms.model_fields.items()]


def differences(old: Terms, new: Terms) -> list[Difference]:
    """Every setting that is not the same, in the order of the policy; its label says the section too."""
    before, after = _by_label(old), _by_label(new)
    return [
        Difference(label, before.get(label, NOT_SET), after.get(label, NOT_SET))
        for label in dict.fromkeys([*before, *after])
        if before.get(label) != after.get(label)
    ]


def _by_label(terms: Terms) -> dict[str, str]:
    return {f"{section.title}: {row.label}": row.value for section in in_words(terms) for row in section.rows}


def _section(table: Any, said: Said) -> Section:
    if isinstance(table, Table):
        return Section(said.label, list(_rows(table)))
    return Section(said.label, [Row(code, words, said.rules) for code, words in table.items()])


def _rows(table: Table, prefix: str = "") -> Iterator[Row]:
    for name, field in type(table).model_fields.items():
        said = _said(field)
        label = f"{prefix}{said.label}"
        for suffix, value in _values(getattr(table, name), said):
            if isinstance(value, Table):
                yield from _rows(value, f"{label}: ")
            else:
                yield Row(f"{label}: {suffix}" if suffix else label, value, said.rules)


def _values(value: Any, said: Said) -> Iterator[tuple[str, Any]]:
    """The lines that a setting is shown on: what each is about, if there are several, and what it says."""
    match value:
        case Table():
            yield "", value
        case Mapping() if said.unit == "codes":
            yield "", "; ".join(value.values())
        case Mapping() if said.unit == "hours of opening":
            yield "", hours_in_words(value)
        case Mapping():
            for key, part in value.items():
                yield _key(key), part.in_words()[1] if isinstance(part, Item) else _value(part, said)
        case tuple() if value and isinstance(value[0], Item):
            yield from (item.in_words() for item in value)
        case _:
            yield "", _value(value, said)


def _value(value: Any, said: Said) -> str:
    match value:
        case bool():
            words = "yes" if value else "no"
        case tuple():
            words = ", ".join(_value(part, said) for part in value) or "none"
        case Limit():
            words = value.in_words()
        case Decimal():
            words = _amount(value, said.unit)
        case date():
            words = f"{value:%-d %B %Y}"
        case str():
            words = said.words.get(value, _key(value))
        case _:
            words = str(value)
    return words


def _amount(value: Decimal, unit: str) -> str:
    match unit:
        case "pounds":
            return pounds(value)
        case "hours":
            return f"{plain(value)} {'hour' if value == 1 else 'hours'}"
        case "percent":
            return f"{plain(value)}%"
        case _:
            return plain(value)


def _key(key: str) -> str:
    """A code as people write it; a name (of an area, say) stays as it is."""
    if isinstance(key, StrEnum):
        return str(getattr(key, "in_words", key.value.replace("_", " ")))
    return key.replace("_", " ") if key.islower() else key


def _said(field: FieldInfo) -> Said:
    return next(kept for kept in field.metadata if isinstance(kept, Said))
