"""Texts that a row can't hold: too long, with characters that can't be shown, or no address where one is asked for."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from carewright.kernel.refused import Fault

_BREAKS = str.maketrans("\n\r\t", "   ")


def faults_of_texts(row: models.Model) -> list[Fault]:
    """What is wrong with the texts of a row that is to be saved, by field: databases refuse some, others keep them."""
    faults = (_fault(field, getattr(row, field.attname)) for field in row._meta.concrete_fields)
    return [fault for fault in faults if fault is not None]


def _fault(field: "models.Field[object, object]", text: object) -> Fault | None:
    if not isinstance(field, models.CharField | models.TextField) or not isinstance(text, str):
        return None
    name = str(field.verbose_name)
    if field.max_length and len(text) > field.max_length:
        return Fault(field.name, f"The {name} must be {field.max_length} characters or fewer.")
    plain = text.translate(_BREAKS) if isinstance(field, models.TextField) else text
    if not plain.isprintable():
        return Fault(field.name, f"The {name} has characters that can't be shown. Take them out.")
    if isinstance(field, models.EmailField) and text and not _is_email(text):
        return Fault(field.name, f"Enter the {name} as an address such as name@example.com.")
    return None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
