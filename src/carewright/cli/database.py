"""What sub-commands that use the database share: opening it, and who is acting."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from carewright.cli.tables import BadInput, shown

if TYPE_CHECKING:
    from carewright.access.actors import Actor


@contextmanager
def database() -> Iterator[None]:
    """The installation's database, by its settings. One that cannot be used is bad input, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carewright.config.settings")
    import django

    django.setup()
    from django.db import OperationalError, ProgrammingError

    try:
        yield
    except (OperationalError, ProgrammingError) as problem:
        reason = str(problem).strip().splitlines()[0]
        raise BadInput(
            f"the database cannot be used ({reason}); run `carewright migrate` if it is new, else look at DATABASE_URL"
        ) from None


def acting(email: str) -> "Actor":
    """The user with this address, with the roles held now. Within `database()`."""
    from carewright.access.models import User
    from carewright.access.queries import actor_of

    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise BadInput(f"there is no user with the address {shown(email)}")
    return actor_of(user)
