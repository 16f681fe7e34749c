"""The register of providers from a file."""

from datetime import datetime
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.kernel.refused import Refused
from carewright.providers.commands.imports.ending import kept
from carewright.providers.commands.register import AMENDABLE, amend_provider, note_regulator_change, register_provider
from carewright.providers.models import Provider
from carewright.providers.rules import rating_of
from carewright.trail.command import command, record

LAYOUT = Layout(
    (
        Column("regulator_id", ("cqc provider id", "provider id", "cqc provider id for office use only")),
        Column("name", ("provider name",)),
        Column("offers_email", ("email", "email for offers", "email address"), is_needed=False),
        Column("manager_email", ("email of manager",), is_needed=False),
        Column("telephone", ("phone", "phone number"), is_needed=False),
        Column("address", is_needed=False),
        Column("rating", ("overall rating",), is_needed=False),
        Column("rated_on", ("rating date", "publication date"), is_needed=False),
    )
)
SAID_BY_REGULATOR = ("rating", "rated_on")


@command
def import_providers(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Register the providers of a table; amend those whose regulator's number is there. Empty cells amend nothing."""
    check_may(by, "import_providers")
    outcome = Outcome()
    rows = outcome.understood(table.rows, _details)
    known = {provider.regulator_id: provider for provider in Provider.objects.all()}
    touched = []
    for cells, details in rows:
        try:
            provider = _taken(known.get(details["regulator_id"]), details, outcome, by, at)
        except Refused as refused:
            outcome.refuse(cells, refused)
            continue
        known[provider.regulator_id] = provider
        touched.append(provider.ref)
    record(kept("providers", table, outcome, providers=touched, by=by, at=at))
    return outcome


def _details(cells: Cells) -> dict[str, Any]:
    details: dict[str, Any] = {"regulator_id": cells.text("regulator_id")}
    details |= {key: cells.text(key) if key == "name" else cells.optional(key) for key in AMENDABLE}
    details["rating"] = rating_of(cells.optional("rating"))
    details["rated_on"] = cells.day("rated_on", is_needed=False)
    return details


def _taken(known: Provider | None, details: dict[str, Any], outcome: Outcome, by: Actor, at: datetime) -> Provider:
    if known is None:
        outcome.added += 1
        return register_provider(**details, by=by, at=at)
    changes = {key: details[key] for key in AMENDABLE if details[key] and details[key] != getattr(known, key)}
    is_rated_anew = bool(details["rating"]) and details["rating"] != known.rating
    if changes:
        known = amend_provider(provider=known.ref, changes=changes, by=by, at=at)
    if is_rated_anew:
        rating, rated_on = details["rating"], details["rated_on"]
        known = note_regulator_change(provider=known.ref, rating=rating, rated_on=rated_on, by=by, at=at)
    if changes or is_rated_anew:
        outcome.changed += 1
    else:
        outcome.same += 1
    return known


PROVIDERS = FileKind(
    name="providers",
    title="Providers",
    verb="import_providers",
    layout=LAYOUT,
    load=import_providers,
    about="Those whose regulator's number is on the register already are amended.",
)
