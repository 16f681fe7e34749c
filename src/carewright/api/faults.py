"""What is wrong with a request's fields, in sentences, from what the schemas' own checks say."""

from typing import Any

from carewright.kernel.refused import Fault

SOURCES = {"query", "path", "header", "body", "form", "file"}
WRAPPERS = {"asked", "page"}
"""Names that the operations give to a whole body or to paging: no field that the one asking would know."""

_SENTENCES = {
    "missing": "This is missing. Add it.",
    "extra_forbidden": "There is no such field. Take it out, or check its spelling.",
    "string_type": "This must be text.",
    "string_too_short": "This must not be empty.",
    "string_too_long": "This must be {max_length:,} characters or fewer. Shorten it.",
    "string_pattern_mismatch": "This is not in the form that the documentation gives.",
    "int_type": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "bool_parsing": "This must be true or false.",
    "list_type": "This must be a list.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object with fields.",
    "model_attributes_type": "This must be an object with fields.",
    "too_long": "There may be at most {max_length:,} of these.",
    "too_short": "There must be at least {min_length:,} of these.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than_equal": "This must be {le} or less.",
    "enum": "This must be one of: {expected}.",
    "literal_error": "This must be one of: {expected}.",
}
_BY_START = {
    "date_": "This must be a date such as 2017-12-22, between 1900 and 2199.",
    "datetime_": "This must be a moment with its offset, such as 2017-12-22T15:45:00+00:00.",
    "timezone_": "This must be a moment with its offset, such as 2017-12-22T15:45:00+00:00.",
    "time_": "This must be a time of day such as 08:30.",
}


def fault_of(error: dict[str, Any]) -> Fault:
    """One of the checks' errors as a fault: the field's path, and a sentence."""
    return Fault(_field(error["loc"]), _sentence(error))


def _field(place: tuple[str | int, ...]) -> str:
    steps = [str(step) for step in place]
    if steps and steps[0] in SOURCES:
        steps = steps[1:]
    if steps and steps[0] in WRAPPERS:
        steps = steps[1:]
    return ".".join(steps)


def _sentence(error: dict[str, Any]) -> str:
    kind = error["type"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**error.get("ctx", {}))
    return next((words for start, words in _BY_START.items() if kind.startswith(start)), "This is no such value.")
