"""Reads about loaded files: one's own; an administrator sees everybody's, for they hold personal details."""

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.imports.models import LoadedFile
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound


def loaded_files(by: Actor) -> QuerySet[LoadedFile]:
    """Files that were loaded, newest first, without their rejected rows."""
    check_may(by, "see_imports")
    found = LoadedFile.objects.order_by("-loaded_at", "-pk").defer("reject_file")
    return found if by.holds(Role.ADMINISTRATOR) else found.filter(loaded_by=by.ref)


def loaded_file(ref: str, by: Actor) -> LoadedFile:
    """The loaded file; as nonsense when it is somebody else's."""
    found = loaded_files(by).filter(ref=normalised(ref, "FIL")).first()
    if found is None:
        raise NotFound
    return found


def reject_file_of(ref: str, by: Actor) -> bytes:
    """The rows that were not taken, with why; as nonsense when all were."""
    found = loaded_file(ref, by)
    if found.reject_file is None:
        raise NotFound
    return bytes(found.reject_file)
