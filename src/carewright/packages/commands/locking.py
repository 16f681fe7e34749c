"""The first beat of whatever is done about a package, here and in the areas above: its row is locked."""

from carewright.kernel.refused import NotFound
from carewright.packages.models import Package


def locked_package(ref: str) -> Package:
    """The package, locked; with its person and team."""
    found = (
        Package.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "team")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise NotFound
    return found
