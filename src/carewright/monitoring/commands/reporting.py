"""A provider reports weeks: new ones, and corrections that take the place of what was reported before (VAR-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.queries import area_of
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.monitoring.commands.judging import Judged, is_asked_already, judge_of
from carewright.monitoring.events import VariationsReported
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.models import Variation, VariationReport
from carewright.monitoring.queries.variations import nothing_paid, paid_so_far
from carewright.monitoring.rules import ReportedRow, payment_effect, working_of
from carewright.obligations.commands import cancel, open_obligation
from carewright.obligations.lifecycle import OnLapse
from carewright.policy.queries import PolicyInForce, policy_at
from carewright.providers.commands import ask_price
from carewright.providers.models import Provider
from carewright.providers.rules import day_in_words
from carewright.trail.command import command, record
from carewright.worktime import due, local

ANSWER = "answer_variation"
MOST_ROWS = 20_000
Key = tuple[str, date]


@dataclass
class _Change:
    """What a report changes: new versions, those whose place they take, and how many say what is known."""

    fresh: list[Variation] = field(default_factory=list)
    replaced: list[Variation] = field(default_factory=list)
    same: int = 0

    @property
    def waiting(self) -> list[Variation]:
        return [one for one in self.fresh if one.state == VariationState.WAITING]


@command
def report_variations(
    *, provider: str, rows: Sequence[ReportedRow], how: str = "api", by: Actor, at: datetime
) -> VariationReport:
    """Report what was delivered in weeks of packages, Monday to Sunday, in carer-hours (VAR-2).

    Hours ordered are the order book's. A week that differs waits for case management, paid as ordered until then; so
    does a correction of one whose approval stands. A row that asks for another price goes to commissioning (VAR-3).
    The same again changes nothing. Refused whole when a row is faulty; a fault's field is `rows.`, the row's number
    from 1, and the column.
    """
    found = _locked_provider(provider)
    check_may(by, "report_variations", provider=found.ref)
    hours, prices = _judged(found, rows, by, at)
    report = VariationReport.objects.create(
        provider=found,
        how=VariationReport.How(how),
        added=0,
        corrected=0,
        same=0,
        reported_by=by.ref,
        reported_at=at,
    )
    change = _change(report, hours, policy_at(at), at)
    asked = _ask_prices(report, prices, by, at)
    _keep(change, at)
    report.corrected = len(change.replaced)
    report.added = len(change.fresh) - report.corrected + asked
    report.same = change.same + len(prices) - asked
    report.save(update_fields=["added", "corrected", "same"])
    record(
        VariationsReported(
            report=report.ref,
            provider=found.ref,
            provider_name=found.name,
            packages=tuple(dict.fromkeys(one.package.ref for one in change.fresh)),
            added=report.added,
            corrected=report.corrected,
            same=report.same,
            waiting=len(change.waiting),
        )
    )
    return report


def _locked_provider(ref: str) -> Provider:
    """The provider, locked: its reports are taken one after another."""
    found = Provider.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def _judged(
    provider: Provider, rows: Sequence[ReportedRow], by: Actor, at: datetime
) -> tuple[list[Judged], list[Judged]]:
    """Rows about hours, and those about prices."""
    if not 0 < len(rows) <= MOST_ROWS:
        raise Invalid([Fault("rows", f"Report at least one week, and at most {MOST_ROWS:,} at once.")])
    judge = judge_of(provider.ref, [row.package for row in rows], by, at)
    taken: list[Judged] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        judged = judge.judged(row)
        if isinstance(judged, Judged):
            taken.append(judged)
        else:
            faults += [Fault(f"rows.{number}.{fault.field}", fault.sentence) for fault in judged]
    if faults:
        raise Invalid(faults, rule="VAR-2")
    return [one for one in taken if not one.contract], [one for one in taken if one.contract]


def _change(report: VariationReport, rows: Sequence[Judged], policy: PolicyInForce, at: datetime) -> _Change:
    weeks = {judged.row.week_on for judged in rows}
    holding = _holding(report.provider, weeks)
    paid = paid_so_far(report.provider.ref, weeks)
    limits: dict[int, datetime] = {}
    change = _Change()
    for judged in rows:
        before = holding.get(judged.key)
        if before is not None and _says_the_same(before, judged):
            change.same += 1
            continue
        fresh = _version(report, judged, before, policy.version)
        waits = fresh.delivered_hours != fresh.ordered_hours or paid.get(judged.key, nothing_paid()) != 0
        if waits:
            fresh.state = VariationState.WAITING
            fresh.answer_by = _answer_by(judged.booked.team, policy, at, limits)
        change.fresh.append(fresh)
        change.replaced += [before] if before is not None else []
    return change


def _holding(provider: Provider, weeks: set[date]) -> dict[Key, Variation]:
    """What holds of the provider's weeks now, locked in the order in which whoever answers them locks them."""
    found = (
        Variation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("package")
        .filter(provider=provider, week_on__in=weeks)
        .exclude(state=VariationState.REPLACED)
        .order_by("pk")
    )
    return {(one.package.ref, one.week_on): one for one in found}


def _says_the_same(before: Variation, judged: Judged) -> bool:
    row = judged.row
    told = (judged.week.hours, row.ordered_hours, row.delivered_hours, row.reason, row.note, working_of(judged.week))
    kept = (
        before.ordered_hours,
        before.reported_ordered,
        before.delivered_hours,
        before.reason,
        before.note,
        before.working,
    )
    return told == kept


def _version(report: VariationReport, judged: Judged, before: Variation | None, policy: str) -> Variation:
    row, week = judged.row, judged.week
    delivered = row.delivered_hours if row.delivered_hours is not None else week.hours
    return Variation(
        report=report,
        package=judged.booked.package,
        provider=report.provider,
        week_on=row.week_on,
        version=before.version + 1 if before else 1,
        ordered_hours=week.hours,
        reported_ordered=row.ordered_hours,
        delivered_hours=delivered,
        reason=row.reason,
        note=row.note,
        working=working_of(week),
        effect=payment_effect(week, delivered),
        policy_version=policy,
        state=VariationState.AS_ORDERED,
        reported_at=report.reported_at,
        reported_by=report.reported_by,
    )


def _answer_by(team: Unit, policy: PolicyInForce, at: datetime, limits: dict[int, datetime]) -> datetime:
    """By the calendar of the team's area (TIME-1)."""
    if team.pk not in limits:
        area = area_of(team)
        calendar = policy.terms.calendar_for(area.name if area else "")
        limits[team.pk] = due(at, policy.terms.variations.answer_within, calendar)
    return limits[team.pk]


def _keep(change: _Change, at: datetime) -> None:
    """The replaced make way first, since a week has one report that holds; then the new ones, with what is owed."""
    Variation.objects.filter(pk__in=[one.pk for one in change.replaced]).update(state=VariationState.REPLACED)
    for one in change.replaced:
        if one.state == VariationState.WAITING:
            cancel(subject=one.ref, duty=ANSWER, at=at)
    Variation.objects.bulk_create(change.fresh, batch_size=500)
    for one in change.waiting:
        open_obligation(
            rule="VAR-2",
            duty=ANSWER,
            sentence=f"Answer the variation of the week from {day_in_words(one.week_on)}",
            subject=one.ref,
            about=one.package.ref,
            role=Role.PRACTITIONER,
            unit=one.package.team,
            due_at=one.answer_by or at,
            at=at,
            on_lapse=OnLapse.ACT,
        )


def _ask_prices(report: VariationReport, rows: Sequence[Judged], by: Actor, at: datetime) -> int:
    """Rows that ask for another price become price requests, one for a contract's service (VAR-3). How many did."""
    made = 0
    for judged in rows:
        if is_asked_already(judged) is None and judged.row.asked_rate is not None:
            ask_price(
                contract=judged.contract,
                service=judged.booked.package.service,
                hourly=judged.row.asked_rate,
                from_on=local(at).date(),
                evidence=judged.row.note,
                split_off=report.ref,
                by=by,
                at=at,
            )
            made += 1
    return made
