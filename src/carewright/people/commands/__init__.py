"""What is done to persons' records."""

from carewright.people.commands.imports import import_people
from carewright.people.commands.persons import (
    add_person,
    add_representative,
    correct_person,
    view_person,
)

__all__ = ["add_person", "add_representative", "correct_person", "import_people", "view_person"]
