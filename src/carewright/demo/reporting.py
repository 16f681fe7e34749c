"""Providers report the hours that they delivered week by week, and ask for other prices (VAR-2, VAR-3)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.existing import HOME, Existing, Pool, moment_before
from carewright.demo.hours import after_working
from carewright.demo.market import HOME_CARE
from carewright.demo.stage import Stage, Steps
from carewright.monitoring.commands import approve_variations, refuse_variations, report_variations
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.models import Variation
from carewright.monitoring.rules import ReportedRow
from carewright.packages.rules.charges import monday_of
from carewright.providers.commands import accept_price_request, ask_price
from carewright.providers.models import Contract
from carewright.providers.queries import rate_of
from carewright.worktime import local, london

PROVIDERS = 3
WEEKS = 3
PACKAGES = 6
"""So many providers report so many weeks up to the last, each of so many packages."""
_DIFFERENT = {
    0: ("hospital", Decimal("0.50"), "Two nights in hospital for tests."),
    2: ("not_at_home", Decimal("0.75"), "Away with family at the weekend."),
    4: ("extra_time", Decimal("1.25"), "Unwell; the evening visits ran over."),
}
"""Which packages of a report differ, and how: why, what share of the hours was delivered, and the note."""


def reports(stage: Stage, pool: Pool) -> None:
    """Let the providers report, and two of them ask for another price."""
    providers = _reporting(pool)
    for number, provider in enumerate(providers):
        held = [one for one in pool.left if one.provider == provider]
        stage.play(_weeks(stage, sorted(held, key=_is_elsewhere)[:PACKAGES], number))
    for number, days in enumerate((12, 3)):
        stage.play(_price(stage, number, days, chance(stage.seed, f"price {number}")))


def _reporting(pool: Pool) -> Sequence[str]:
    """The provider that is signed in as, one of the team that is, then others by how much nothing else happens to."""
    many = Counter(one.provider for one in pool.left)
    near = Counter(one.provider for one in pool.left if not _is_elsewhere(one))
    first = [ref for ref in many if ref == pool.shown_provider]
    first += [ref for ref, _ in near.most_common() if ref not in first][:1]
    return [*first, *(ref for ref, _ in many.most_common() if ref not in first)][:PROVIDERS]


def _is_elsewhere(held: Existing) -> bool:
    return held.team != HOME


def _weeks(stage: Stage, held: Sequence[Existing], number: int) -> Steps:
    """Each Monday the week before; the last reports of the first two wait for their answer."""
    last = monday_of(local(stage.end).date())
    for back in range(WEEKS - 1, -1, -1):
        monday = last - timedelta(weeks=back)
        yield stage.until(after_working(london(monday, time(9)), timedelta(minutes=65 + 20 * number), stage.calendar))
        if local(stage.now).date() > local(stage.end).date():
            return
        week = monday - timedelta(weeks=1)
        coordinator = held[0].coordinator
        stage.act(
            report_variations,
            provider=held[0].provider,
            rows=[_row(one, n, week) for n, one in enumerate(held)],
            how="form",
            by=coordinator,
        )
        if back or number > 1:
            stage.play(_answered(stage, held, refuses=number == 1 and back == 1))


def _row(held: Existing, n: int, week: date) -> ReportedRow:
    ordered = held.hours * held.carers
    if n not in _DIFFERENT:
        return ReportedRow(held.package, week, delivered_hours=ordered)
    reason, share, note = _DIFFERENT[n]
    delivered = (ordered * share).quantize(Decimal("0.01"))
    return ReportedRow(held.package, week, delivered_hours=delivered, reason=reason, note=note)


def _answered(stage: Stage, held: Sequence[Existing], *, refuses: bool) -> Steps:
    """Each team's practitioner answers a day later, all of the team's at once."""
    yield stage.wait(400)
    packages = [one.package for one in held]
    waiting = Variation.objects.filter(state=VariationState.WAITING, package__ref__in=packages)
    for one in {one.team: one for one in held}.values():
        refs = list(waiting.filter(package__team__name=one.team).order_by("pk").values_list("ref", flat=True))
        if not refs:
            continue
        if refuses:
            why = "The person was at home all week, as the visits of the nurse show."
            stage.act(refuse_variations, variations=refs, reason=why, by=one.practitioner)
        else:
            stage.act(approve_variations, variations=refs, by=one.practitioner)


def _price(stage: Stage, number: int, days: int, rng: Random) -> Steps:
    """The first is agreed at less than was asked; the second waits for the commissioner."""
    yield stage.until(moment_before(stage, days, rng))
    today = local(stage.now).date()
    contracts = Contract.objects.filter(kind=Contract.Kind.CLUSTER, from_on__lte=today, provider__is_dormant=False)
    contract = contracts.select_related("provider").order_by("pk")[number : number + 1].first()
    rate = rate_of(contract.ref, HOME_CARE, today) if contract is not None else None
    if contract is None or rate is None:
        return
    asked = stage.act(
        ask_price,
        contract=contract.ref,
        service=HOME_CARE,
        hourly=rate + Decimal("0.95"),
        from_on=today + timedelta(days=28),
        evidence="Pay and mileage went up in the autumn; see the accounts sent in September.",
        by=stage.cast.at(Role.PROVIDER_MANAGER, contract.provider.ref),
    )
    if number == 0:
        yield stage.wait(900)
        stage.act(
            accept_price_request,
            price_request=asked.ref,
            hourly=rate + Decimal("0.60"),
            from_on=asked.asked_from_on,
            note="Agreed in part, for the mileage.",
            by=stage.cast.one(Role.COMMISSIONER),
        )
