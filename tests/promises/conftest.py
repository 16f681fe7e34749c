"""What the controls need, which take the guards off."""

from collections.abc import Iterator

import pytest
from django.db import connection

from carewright.sourcing.models import Award


@pytest.fixture
def _the_index_comes_back() -> Iterator[None]:
    """On PostgreSQL the control takes it off the tests' own database, in which other tests follow."""
    yield
    if connection.vendor == "postgresql":
        Award.objects.all().delete()
        [index] = [one for one in Award._meta.constraints if one.name == "a_part_is_awarded_once"]
        with connection.schema_editor() as editor:
            editor.add_constraint(Award, index)
