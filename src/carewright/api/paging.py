"""Lists by pages: a cursor says after which row the next page goes on."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from pydantic import BaseModel, Field, StringConstraints

from carewright.kernel.refused import Fault, Invalid
from carewright.look.page import Request

R = TypeVar("R", bound=BaseModel)
M = TypeVar("M", bound=Model)
MOST = 200
SALT = "carewright.api.cursor"


class Paging(BaseModel):
    """Where in a list, and how much of it."""

    limit: int = Field(default=50, ge=1, le=MOST, description=f"How many on a page, at most {MOST}.")
    cursor: Annotated[str, StringConstraints(max_length=600)] = Field(
        default="", description="From `next` of the page before; without one, the first page."
    )


class Page(BaseModel, Generic[R]):
    """A page of a list."""

    items: list[R]
    next: str | None = Field(description="The address of the next page; null when this is the last.")


def paged(
    request: Request, rows: QuerySet[M], page: Paging, *, order: Sequence[str], shown: Callable[[M], R]
) -> Page[R]:
    """The page asked for, in this order: columns that are never empty, the last one unique.

    The cursor holds the last row's values of these columns, signed: rows added or gone meanwhile neither hide nor
    repeat others.
    """
    after = rows.order_by(*order)
    if page.cursor:
        after = after.filter(_after(order, _values(page.cursor, request.path, rows.model, order)))
    found = list(after[: page.limit + 1])
    more = len(found) > page.limit
    here = found[: page.limit]
    return Page(
        items=[shown(row) for row in here],
        next=next_page(request, _cursor(here[-1], request.path, order)) if more else None,
    )


class Listed(BaseModel, Generic[R]):
    """A list that is short, and comes whole."""

    items: list[R]


def next_page(request: Request, cursor: str) -> str:
    """The address asked for, with the cursor of what comes next."""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{request.path}?{asked.urlencode()}"


def _cursor(row: Model, path: str, order: Sequence[str]) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    return signing.dumps(values, salt=f"{SALT}:{path}", compress=True)


def opened(cursor: str, salt: str) -> list[Any]:
    """What a cursor holds; refused when it is not one of this list's."""
    try:
        return list(signing.loads(cursor, salt=salt))
    except signing.BadSignature:
        raise Invalid([Fault("cursor", "This cursor is not of this list. Start again without one.")]) from None


def _values(cursor: str, path: str, model: type[Model], order: Sequence[str]) -> list[Any]:
    values = opened(cursor, f"{SALT}:{path}")
    fields = [model._meta.get_field(name.lstrip("-")) for name in order]
    return [field.to_python(value) for field, value in zip(fields, values, strict=True)]  # type: ignore[union-attr]  # columns, no relations


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that come after the one with these values."""
    after, same = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        after |= same & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{column: value})
    return after


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
