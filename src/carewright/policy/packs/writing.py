"""Writing terms as policy text, whole, so that a council can start its own from them."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from carewright.policy.terms import Terms

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text_of(terms: Terms) -> str:
    """Every table and key as TOML; read again it gives the same terms."""
    tables = terms.model_dump(exclude_none=True)
    return "\n".join(line for name, table in tables.items() for line in _table([name], table)) + "\n"


def _table(path: list[str], table: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{_dotted(path)}]"
    for key, value in table.items():
        if not _has_heading(value, path):
            yield f"{_key(key)} = {_value(value)}"
    yield ""
    for key, value in table.items():
        if not _has_heading(value, path):
            continue
        if isinstance(value, Mapping):
            yield from _table([*path, key], value)
        else:
            for item in value:
                yield f"[[{_dotted([*path, key])}]]"
                yield from (f"{_key(name)} = {_value(part)}" for name, part in item.items())
                yield ""


def _has_heading(value: Any, path: list[str]) -> bool:
    if len(path) > 1 or not value:
        return False
    return isinstance(value, Mapping) or (isinstance(value, tuple | list) and isinstance(value[0], Mapping))


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(str(value), ensure_ascii=False)
        case date():
            return f'"{value.isoformat()}"'
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case tuple() | list():
            return f"[{', '.join(_value(part) for part in value)}]"
        case _:
            return f"{value:f}" if not isinstance(value, int) else str(value)


def _dotted(path: list[str]) -> str:
    return ".".join(_key(part) for part in path)


def _key(key: str) -> str:
    return str(key) if _BARE.fullmatch(key) else json.dumps(str(key), ensure_ascii=False)
