"""To whom a version of an order goes, and what it is to each of them (ORD-3, ORD-4, ORD-5)."""

from carewright.messages.wording.orders import VersionTold
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order
from carewright.packages.rules import IN_FULL
from carewright.providers.models import Provider


def receivers_of(order: Order) -> dict[str, Provider]:
    """The providers that get a document of this version: those with a line, and the holder of a fund."""
    providers = [line.provider for line in order.lines.all()]
    holders = [fund.provider for fund in order.funds.all() if fund.provider is not None]
    return {provider.ref: provider for provider in (*providers, *holders)}


def version_told(order: Order, provider: Provider) -> VersionTold:
    """What the version is to a provider, by its own lines alone (ROLE-5)."""
    own = [line for line in order.lines.all() if line.provider_id == provider.pk]
    retained = [line for line in own if line.is_suspended and line.paid_percent]
    return VersionTold(
        kind=order.kind,
        version=order.version,
        from_on=order.from_on,
        goes_on=any(_lasts(line, order) for line in own),
        retainer_percent=retained[0].paid_percent if retained else IN_FULL,
        retainer_until=max((line.to_on for line in retained if line.to_on), default=None),
        joins=not Line.objects.filter(
            order__package=order.package_id, order__version__lt=order.version, provider=provider
        ).exists(),
        fund=any(fund.provider_id == provider.pk for fund in order.funds.all()),
    )


def no_longer_on(order: Order) -> list[Provider]:
    """Who had care to give on this version's first day or later by the one before, and is not on this one."""
    there = receivers_of(order)
    before = (
        Order.objects.filter(package=order.package_id, version__lt=order.version)
        .exclude(state=OrderState.AWAITING_CONTRACT)
        .order_by("-version")
        .first()
    )
    lines = before.lines.select_related("provider").order_by("provider__ref") if before else []
    gone = [line for line in lines if _lasts(line, order) and line.provider.ref not in there]
    return list({line.provider.ref: line.provider for line in gone}.values())


def _lasts(line: Line, order: Order) -> bool:
    """Whether the line goes on after the version's first day (which may be its last one)."""
    return line.to_on is None or line.to_on > order.from_on
