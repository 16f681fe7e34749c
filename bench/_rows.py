"""Many more cases like those that are there, straight into the tables: for measuring only.

Every row of a case that was made since a mark is copied so many times by the database itself: numbers and references
that belong to cases are shifted alike, so that the copies hang together as the originals do. Their events are not a
chain, and are not for verifying.
"""

from dataclasses import dataclass
from typing import Any

MODELS = (
    "people.Person",
    "referrals.Referral",
    "sourcing.Requirement",
    "sourcing.Part",
    "sourcing.Offer",
    "sourcing.Award",
    "sourcing.Decision",
    "obligations.Obligation",
    "packages.Package",
    "packages.Order",
    "packages.Line",
)
TRAIL = ("trail.Event", "trail.Mention")
"""Copied for a part of the cases only: there are many, and each timeline is read by its reference."""
OF_CASES = ("PER", "REF", "REQ", "PRT", "OFR", "AWD", "OBL", "PKG", "SDO")
REFERENCES = frozenset({"ref", "subject", "about"})
UNIQUE = frozenset({"case_number", "hash"})
MINUTES_APART = 526
"""Between one copy and the one before it: with twenty cases to a copy, 20,000 cases a year."""


@dataclass
class Multiplier:
    """Copies the cases made since it was made."""

    marks: dict[str, int]

    def __init__(self) -> None:
        self.marks = {label: _last(_model(label)) for label in (*MODELS, *TRAIL)}

    def copy(self, times: int, *, apart: int = 0, told: int | None = None) -> None:
        """So many copies, each so many minutes before the one before; `told`: how many of them with their events."""
        steps = {label: _last(_model(label)) - mark for label, mark in self.marks.items()}
        for label in (*MODELS, *TRAIL):
            count = times if label in MODELS or told is None else told
            self._copy(label, count, steps, apart)
        _settle()

    def _copy(self, label: str, times: int, steps: dict[str, int], apart: int) -> None:
        from django.db import connection

        model = _model(label)
        columns = [field.column for field in model._meta.concrete_fields]
        values = [self._value(field, steps, apart) for field in model._meta.concrete_fields]
        table, key = model._meta.db_table, model._meta.pk.column
        statement = (
            f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times}) "
            f'INSERT INTO "{table}" ({_listed(columns)}) SELECT {", ".join(values)} '
            f'FROM "{table}" AS one CROSS JOIN copies WHERE one."{key}" > {self.marks[label]} '
            f'AND one."{key}" <= {self.marks[label] + steps[label]}'
        )
        if times > 0:
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def _value(self, field: Any, steps: dict[str, int], apart: int) -> str:
        """What a copy has in this column, in SQL."""
        from django.db import models

        column = f'one."{field.column}"'
        whose = field.related_model._meta.label if field.is_relation else field.model._meta.label
        if (field.primary_key or field.is_relation) and whose in steps:
            return f"CASE WHEN {column} > {self.marks[whose]} THEN {column} + n * {steps[whose]} ELSE {column} END"
        if field.name in REFERENCES:
            known = ", ".join(f"'{prefix}'" for prefix in OF_CASES)
            return f"CASE WHEN substr({column}, 1, 3) IN ({known}) THEN {column} || '~' || n ELSE {column} END"
        if field.name in UNIQUE:
            return f"substr({column}, 1, 20) || '~' || n"
        if isinstance(field, models.DateTimeField) and apart:
            return _earlier(column, apart)
        return column


def _earlier(column: str, apart: int) -> str:
    from django.db import connection

    if connection.vendor == "postgresql":
        return f"{column} - n * interval '{apart} minutes'"
    return f"strftime('%Y-%m-%d %H:%M:%S', {column}, '-' || (n * {apart}) || ' minutes')"


def _model(label: str) -> Any:
    from django.apps import apps

    return apps.get_model(label)


def _last(model: Any) -> int:
    from django.db.models import Max

    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0)


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _settle() -> None:
    """Numbers go on after the copies, the trail too; and the planner knows how much there is."""
    from django.core.management.color import no_style
    from django.db import connection

    from carewright.trail.models import Head

    models = [_model(label) for label in MODELS] + [_model("trail.Mention")]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        Head.objects.update(seq=_last(_model("trail.Event")))
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
