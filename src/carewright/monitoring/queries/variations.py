"""Reads of variations: case management's in its units, a provider's own (ROLE-5, ROLE-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.monitoring.lifecycle import UNDECIDED
from carewright.monitoring.models import Variation, VariationPayment
from carewright.monitoring.rules import last_day_of, why
from carewright.people.rules import folded
from carewright.policy.queries import policy_of


@dataclass(frozen=True)
class VariationRow:
    """A variation as shown. Money and rates are there only for those who may see prices (ROLE-6).

    `effect`: what the hours delivered change of the week's payment as ordered; `paid_before`: what approvals of earlier
    versions have changed of it.
    """

    ref: str
    package: str
    person: str
    person_ref: str
    team: str
    provider: str
    provider_name: str
    week_on: date
    last_on: date
    version: int
    ordered_hours: Hours
    reported_ordered: Hours | None
    delivered_hours: Hours
    reason: str
    reason_words: str
    note: str
    state: str
    why: str
    answer: str
    answer_by: datetime | None
    answered_at: datetime | None
    reported_at: datetime
    is_undecided: bool
    effect: Money | None
    paid_before: Money | None
    working: list[dict[str, str]]
    policy_version: str

    @property
    def difference(self) -> Hours:
        """Carer-hours delivered more than ordered, signed."""
        return self.delivered_hours - self.ordered_hours

    @property
    def change(self) -> Money | None:
        """What approving this changes, or changed, of the payment: the difference from what was approved before."""
        return None if self.effect is None or self.paid_before is None else self.effect - self.paid_before

    @property
    def is_ordered_otherwise(self) -> bool:
        """Whether the provider takes other hours to be ordered than the order book says."""
        return self.reported_ordered is not None and self.reported_ordered != self.ordered_hours


def variations(
    by: Actor, *, state: str = "", provider: str = "", team: str = "", search: str = ""
) -> QuerySet[Variation]:
    """Variations of packages in the actor's units, by provider and week; those in a state, of a provider or team, or
    of a person by name, case number or reference."""
    check_may(by, "see_variations")
    found = whole(Variation.objects.filter(visible_to(by)))
    if state:
        found = found.filter(state=state)
    if provider:
        found = found.filter(provider__ref=provider)
    if team:
        found = found.filter(package__team__ref=team)
    if search:
        plain = search.strip().upper()
        found = found.filter(
            Q(package__person__search__contains=folded(search))
            | Q(package__person__case_number__iexact=search.strip())
            | Q(package__ref=plain)
            | Q(ref=plain)
        )
    return found.order_by("provider__name", "week_on", "package__person__family_name", "ref")


def variation(ref: str, by: Actor) -> Variation:
    """One variation; for anything not to be seen, as for nothing there."""
    found = variations(by).filter(ref=normalised(ref, "VRN")).first()
    if found is None:
        raise NotFound
    return found


def versions_of(one: Variation, by: Actor) -> list[Variation]:
    """Every version of what was reported of the week, the latest first."""
    return list(
        variations(by)
        .filter(package=one.package_id, provider=one.provider_id, week_on=one.week_on)
        .order_by("-version")
    )


def providers_waiting(by: Actor) -> list[tuple[str, str]]:
    """References and names of the providers whose variations wait in the actor's units."""
    waiting = Variation.objects.filter(visible_to(by), state__in=UNDECIDED)
    return list(waiting.order_by("provider__name").values_list("provider__ref", "provider__name").distinct())


def rows_of(found: Iterable[Variation], by: Actor) -> list[VariationRow]:
    """Variations as shown to the actor."""
    return [row_of(one, by) for one in found]


def row_of(one: Variation, by: Actor) -> VariationRow:
    """A variation as shown to the actor: its own provider's, or the council's with the prices that the role may see."""
    sees_prices = by.provider == one.provider.ref or may(by, "see_variation_payments", unit=one.package.team.path)
    reasons = policy_of(one.policy_version).terms.variations.reasons
    working = one.working if sees_prices else [part | {"rate": ""} for part in one.working]
    return VariationRow(
        ref=one.ref,
        package=one.package.ref,
        person=one.package.person.name,
        person_ref=one.package.person.ref,
        team=one.package.team.name,
        provider=one.provider.ref,
        provider_name=one.provider.name,
        week_on=one.week_on,
        last_on=last_day_of(one.week_on),
        version=one.version,
        ordered_hours=one.ordered_hours,
        reported_ordered=one.reported_ordered,
        delivered_hours=one.delivered_hours,
        reason=one.reason,
        reason_words=reasons.get(one.reason, one.reason),
        note=one.note,
        state=one.state,
        why=why(
            one.state,
            ordered=one.ordered_hours,
            delivered=one.delivered_hours,
            answer=one.answer,
            is_correction=getattr(one, "paid_before", None) is not None,
        ),
        answer=one.answer,
        answer_by=one.answer_by,
        answered_at=one.answered_at,
        reported_at=one.reported_at,
        is_undecided=one.state in UNDECIDED,
        effect=one.effect if sees_prices else None,
        paid_before=(getattr(one, "paid_before", None) or nothing_paid()) if sees_prices else None,
        working=working,
        policy_version=one.policy_version,
    )


def payments(by: Actor, *, since: date | None = None, until: date | None = None) -> QuerySet[VariationPayment]:
    """What approvals changed of weeks' payments, oldest first: of weeks from a day on and before another (VAR-2)."""
    check_may(by, "see_variation_payments")
    inside = Q(pk__in=[])
    for path in by.unit_paths():
        inside |= Q(package__team__path__startswith=path)
    found = VariationPayment.objects.filter(inside).select_related("variation", "package__person", "provider")
    if since is not None:
        found = found.filter(week_on__gte=since)
    if until is not None:
        found = found.filter(week_on__lt=until)
    return found.order_by("made_at", "pk")


def paid_so_far(provider: str, weeks: Iterable[date]) -> dict[tuple[str, date], Money]:
    """What approvals have changed of the payment of the provider's weeks, by package and week."""
    rows = VariationPayment.objects.filter(provider__ref=provider, week_on__in=set(weeks))
    summed: Any = rows.order_by().values_list("package__ref", "week_on").annotate(total=Sum("amount"))
    return {(package, week_on): total for package, week_on, total in summed}


def nothing_paid() -> Money:
    """Where nothing has been changed of a payment."""
    return Decimal("0.00")


def visible_to(by: Actor) -> Q:
    """The condition that the actor may know of the variation: packages of its units (ROLE-1)."""
    inside = Q(pk__in=[])
    for path in by.unit_paths():
        inside |= Q(package__team__path__startswith=path)
    return inside


def whole(found: QuerySet[Variation]) -> QuerySet[Variation]:
    """Variations with all that a row shows; `paid_before` is none where no earlier version was approved."""
    earlier = VariationPayment.objects.filter(
        package=OuterRef("package"),
        provider=OuterRef("provider"),
        week_on=OuterRef("week_on"),
        variation__version__lt=OuterRef("version"),
    )
    summed = earlier.order_by().values("package").annotate(total=Sum("amount")).values("total")
    return found.select_related("provider", "package__person", "package__team", "report").annotate(
        paid_before=Subquery(summed)
    )
