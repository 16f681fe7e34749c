"""Another body for a request, as good in form as the first."""

import re
from typing import Any

from tests.api.conftest import NOWHERE

CHOSEN = {"asked_by", "kind", "level", "decision", "team"}
"""Fields whose values are chosen from a few: another word would be refused for itself."""


def another(value: Any) -> Any:
    """A value that is another, and as good in form."""
    if isinstance(value, bool | int):
        return not value if isinstance(value, bool) else value + 1
    if isinstance(value, list):
        return [another(value[0]), *value[1:]]
    if isinstance(value, dict):
        return changed(value)
    if re.fullmatch(r"[A-Z]{3}-.{4}-.{4}-.", value):
        return NOWHERE
    if re.fullmatch(r"20[0-9]{2}-.*", value):
        return value.replace("20", "21", 1)
    return f"{value[:-1]}1" if re.fullmatch(r"[0-9]+\.[0-9]{2}", value) else f"{value}x"


def changed(body: dict[str, Any] | None) -> dict[str, Any]:
    """Another body, good in form."""
    if not body:
        return {"changed": True}
    name = next(name for name in body if name not in CHOSEN)
    return body | {name: another(body[name])}
