"""Sanctions: what bars a provider from new placements (SRC-9)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid, WrongState
from carewright.providers.commands.lookup import area as area_of
from carewright.providers.commands.lookup import locked_provider, locked_sanction
from carewright.providers.events import ProviderSanctioned, SanctionLifted
from carewright.providers.models import Sanction
from carewright.providers.rules import scope_in_words, span_in_words
from carewright.trail.command import command, record


@command
def impose_sanction(
    *,
    provider: str,
    from_on: date,
    to_on: date | None = None,
    area: str = "",
    service: str = "",
    moves_existing: bool = False,
    reason: str,
    by: Actor,
    at: datetime,
) -> Sanction:
    """Bar new placements from a day to a day, both included (none: until lifted): all, of an area, of a service."""
    found = locked_provider(provider)
    place = area_of(area) if area else None
    check_may(by, "impose_sanction", unit=place.path if place else None)
    faults = []
    if to_on is not None and to_on < from_on:
        faults.append(Fault("to_on", "The last day must be on or after the first."))
    if not reason.strip():
        faults.append(Fault("reason", "Give the reason: it is shown to those who place packages."))
    if faults:
        raise Invalid(faults)
    sanction = Sanction.objects.create(
        provider=found,
        from_on=from_on,
        to_on=to_on,
        area=place,
        service=service,
        moves_existing=moves_existing,
        reason=reason.strip(),
        imposed_at=at,
    )
    record(
        ProviderSanctioned(
            provider=found.ref,
            sanction=sanction.ref,
            scope=scope_in_words(place.name if place else "", service),
            from_on=from_on,
            to_on=to_on,
            span=span_in_words(from_on, to_on, open_end=", until lifted"),
            area=area,
            service=service,
            moves_existing=moves_existing,
            reason=reason.strip(),
        )
    )
    return sanction


@command
def lift_sanction(*, sanction: str, reason: str, by: Actor, at: datetime) -> Sanction:
    """Lift a sanction at once. It stays on the provider's page as lifted."""
    found = locked_sanction(sanction)
    check_may(by, "lift_sanction")
    if found.lifted_at is not None:
        raise WrongState("This sanction was lifted already.", rule="SRC-9")
    if not reason.strip():
        raise Invalid([Fault("reason", "Give the reason.")])
    found.lifted_at = at
    found.save(update_fields=["lifted_at"])
    record(SanctionLifted(provider=found.provider.ref, sanction=found.ref, reason=reason.strip()))
    return found
