"""Builders that remember what they built: the same rows again, without the many commands that led to them.

The first time in a process that a builder is asked for something in an empty database, the real commands make it, and
every row is kept as text. The next time, in a database that is empty again, the rows are put back and a copy of what
the builder returned is handed out. So a test that starts from an order in place takes the moment that it takes to
insert it, and starts from just what the commands had made. In a database that holds anything, with settings of a test's
own, or asked with anything but plain values, the builder builds.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import UserSettingsHolder, settings
from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

PLAIN = (str, int, Decimal, date, tuple, type(None))
OTHERS = frozenset(
    {"django_migrations", "django_content_type", "django_site", "auth_permission", "shared_cache", "django_session"}
)
"""Tables that are filled with the database itself, or hold nothing that lasts."""


@dataclass(frozen=True)
class _Kept:
    """What a builder returned, and the rows of each table as text."""

    made: Any
    rows: dict[str, list[str]]


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder of a world of its own remember it."""
    kept: dict[Any, _Kept] = {}

    @wraps(build)
    def built(*args: P.args, **told: P.kwargs) -> R:
        key = (args, tuple(sorted(told.items())))
        if not _is_plain(key) or _has_own_settings() or not _is_empty():
            return build(*args, **told)
        if key not in kept:
            made = build(*args, **told)
            kept[key] = _Kept(deepcopy(made), _rows())
            return made
        _put(kept[key].rows)
        return deepcopy(kept[key].made)

    return built


def _has_own_settings() -> bool:
    return isinstance(settings._wrapped, UserSettingsHolder)  # type: ignore[misc]  # there is no other way to ask


def _is_plain(value: Any) -> bool:
    return isinstance(value, PLAIN) and (not isinstance(value, tuple) or all(map(_is_plain, value)))


@cache
def _tables() -> tuple[str, ...]:
    return tuple(sorted(set(connection.introspection.django_table_names(only_existing=True)) - OTHERS))


def _is_empty() -> bool:
    any_row = " UNION ALL ".join(f"SELECT 1 WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in _tables())
    with connection.cursor() as cursor:
        cursor.execute(any_row)
        return cursor.fetchone() is None


def _rows() -> dict[str, list[str]]:
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT {_as_text(table)} FROM {_quoted(table)} row")
            if rows := [text for (text,) in cursor.fetchall()]:
                found[table] = rows
    return found


def _put(rows: dict[str, list[str]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, texts in rows.items():
            if connection.vendor == "postgresql":
                whole = f"SELECT (row).* FROM (SELECT unnest(%s::text[])::{_quoted(table)} AS row) AS all_rows"
                cursor.execute(f"INSERT INTO {_quoted(table)} {whole}", [texts])
            else:
                cursor.execute(f"INSERT INTO {_quoted(table)} VALUES {', '.join(texts)}")


@cache
def _as_text(table: str) -> str:
    """A row as the database reads it back: a literal of its whole on PostgreSQL, of its columns on SQLite."""
    if connection.vendor == "postgresql":
        return "row::text"
    with connection.cursor() as cursor:
        columns = [_quoted(column.name) for column in connection.introspection.get_table_description(cursor, table)]
    return "'(' || " + " || ',' || ".join(f"quote({column})" for column in columns) + " || ')'"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
