"""The first beat of every command here: lock the package, then read what belongs to it."""

from carewright.changes.models import Change
from carewright.kernel.refused import NotFound
from carewright.packages.commands.locking import locked_package


def locked_change(ref: str) -> Change:
    """The change as it is once its package is locked: who comes second sees what the first has done."""
    owner = Change.objects.filter(ref=ref).values_list("package__ref", flat=True).first()
    if owner is None:
        raise NotFound
    package = locked_package(owner)
    change = Change.objects.select_related("provider").get(ref=ref)
    change.package = package
    return change


def about(change: Change) -> dict[str, str]:
    """What every event of the change is about."""
    return {
        "change": change.ref,
        "package": change.package.ref,
        "person": change.package.person.ref,
        "provider": change.provider.ref,
    }
