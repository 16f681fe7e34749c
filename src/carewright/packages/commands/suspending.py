"""Care that pauses while its package goes on, and begins again (ORD-3)."""

from datetime import date, datetime, time

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Refused, WrongState
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.packages.commands.revising import (
    Book,
    changed_event,
    check_from_first_day,
    check_something_is_ordered,
    locked_book,
    revise,
)
from carewright.packages.lifecycle import OrderKind
from carewright.packages.models import Order, Package, Suspension
from carewright.packages.rules import from_day, on_day, resumed, suspended
from carewright.packages.rules.book import DAY, Rows, suspended_within
from carewright.policy.queries import policy_at
from carewright.policy.terms import Terms
from carewright.trail.command import command, record, within_command
from carewright.worktime import due, local, london

RETURN = "confirm_return"


@command
def suspend_package(
    *, package: str, reason: str, from_on: date, expected_return_on: date | None = None, by: Actor, at: datetime
) -> Order:
    """Suspend care from its first day without on; the policy of the moment says what is paid meanwhile (ORD-3).

    `expected_return_on`: the first day with care again, as far as is known. Care only resumes when that is confirmed.
    """
    book = locked_book(package)
    check_may(by, "suspend_package", unit=book.package.team.path)
    check_something_is_ordered(book)
    check_from_first_day(book, from_on)
    policy = policy_at(at)
    terms = policy.terms.suspensions
    _check_suspension(book, reason, from_on, expected_return_on, policy.terms)
    suspension = Suspension.objects.create(
        package=book.package,
        reason=reason,
        from_on=from_on,
        expected_return_on=expected_return_on,
        retainer_days=terms.retainer_days,
        retainer_percent=terms.retainer_percent,
        policy_version=policy.version,
        made_at=at,
        made_by=by.ref,
    )
    rows = suspended(
        from_day(book.rows, from_on),
        from_on,
        retainer_days=terms.retainer_days,
        retainer_percent=terms.retainer_percent,
    )
    order = revise(book, kind=OrderKind.SUSPENDED, from_on=from_on, rows=rows, because=suspension.ref, by=by, at=at)
    _owe_the_return(suspension, book.package, policy.terms, at)
    record(changed_event(order, book, f"suspended ({terms.reasons[reason].lower()})."))
    return order


@command
def resume_package(*, package: str, care_from_on: date, confirmed_by: str = "", by: Actor, at: datetime) -> Order:
    """Care begins again on a day, as the provider has confirmed: the day before is the last suspended one (ORD-3).

    `confirmed_by`: who at the provider said so to the council. Where the provider says so itself its own user is who
    confirms, for its own package (ROLE-5) and no longer back than the policy allows.
    """
    book = locked_book(package)
    check_may(by, "resume_package", unit=book.package.team.path, provider=_own_or_any(book, by))
    suspension = _open_suspension(book.package)
    if not by.is_council:
        confirmed_by = by.name
        _check_not_long_ago(care_from_on, at)
    if not confirmed_by.strip():
        raise Refused("Say who at the provider confirmed that care begins again.", rule="ORD-3", field="confirmed_by")
    if care_from_on < suspension.from_on:
        raise Refused(
            f"Care was suspended on {_day(suspension.from_on)}. Give that day or a later one.",
            rule="ORD-3",
            field="care_from_on",
        )
    _close(suspension, at, to_on=care_from_on - DAY, confirmed_by=confirmed_by.strip())
    rows = _with_later_pauses(resumed(from_day(book.rows, care_from_on), care_from_on), suspension, care_from_on)
    order = revise(book, kind=OrderKind.RESUMED, from_on=care_from_on, rows=rows, because=suspension.ref, by=by, at=at)
    meet(duty=RETURN, subject=suspension.ref, at=at)
    record(changed_event(order, book, "care begins again."))
    return order


def _with_later_pauses(rows: Rows, resumed_from: Suspension, care_from_on: date) -> Rows:
    """The days of other suspensions from the first day of care on stay suspended: one recorded with both its days ahead
    of it, or known before one that came to light later."""
    others = Suspension.objects.filter(package=resumed_from.package, from_on__gte=care_from_on, to_on__isnull=False)
    for one in others.exclude(pk=resumed_from.pk):
        if one.to_on is not None and one.to_on >= one.from_on:
            rows = suspended_within(
                rows,
                one.from_on,
                one.to_on,
                retainer_days=one.retainer_days,
                retainer_percent=one.retainer_percent,
            )
    return rows


def _own_or_any(book: Book, by: Actor) -> str:
    """The provider of the one who asks, where it has a part of what is suspended; else another's."""
    holders = {row.provider for row in book.rows if row.is_suspended and row.provider}
    return by.provider if by.provider in holders else min(holders, default="-")


def _check_not_long_ago(care_from_on: date, at: datetime) -> None:
    most = policy_at(at).terms.suspensions.provider_confirms_days_back
    if care_from_on < local(at).date() - most * DAY:
        raise Refused(
            f"You can confirm this up to {most} days back. Ring the council if care began again earlier.",
            rule="ORD-3",
            field="care_from_on",
        )


def _open_suspension(package: Package) -> Suspension:
    """The package's suspension that goes on; refused when there is none."""
    found = Suspension.objects.select_for_update(no_key=True).filter(package=package, closed_at=None).first()
    if found is None:
        raise WrongState("This package is not suspended, so care need not resume.", rule="ORD-3")
    return found


def _close(suspension: Suspension, at: datetime, *, to_on: date | None = None, confirmed_by: str = "") -> None:
    """The suspension is over: care began again after `to_on`, or the package ended."""
    suspension.to_on, suspension.closed_at, suspension.confirmed_by = to_on, at, confirmed_by
    suspension.save(update_fields=["to_on", "closed_at", "confirmed_by"])


def end_suspension(package: Package, last_on: date, at: datetime) -> None:
    """A package that ends or is cancelled is suspended no longer."""
    within_command()
    found = Suspension.objects.select_for_update(no_key=True).filter(package=package, closed_at=None).first()
    if found is not None:
        _close(found, at, to_on=last_on)
        cancel(subject=found.ref, duty=RETURN, at=at)


def _check_suspension(book: Book, reason: str, from_on: date, back_on: date | None, terms: Terms) -> None:
    if Suspension.objects.filter(package=book.package, closed_at=None).exists():
        raise WrongState("This package is suspended already. Record first that care has resumed.", rule="ORD-3")
    if reason not in terms.suspensions.reasons:
        raise Refused("Choose one of the reasons for a suspension.", rule="ORD-3", field="reason")
    if not from_day(book.rows, from_on) or not (on_day(book.rows, from_on) or book.rows[-1].from_on > from_on):
        raise Refused("Nothing is ordered from that day on.", rule="ORD-3", field="from_on")
    if back_on is not None and back_on <= from_on:
        raise Refused(
            "The expected return must be after the first day without care.", rule="ORD-3", field="expected_return_on"
        )


def _owe_the_return(suspension: Suspension, package: Package, terms: Terms, at: datetime) -> None:
    """Somebody confirms the return by the end of the day it is expected on, or looks again (ORD-3)."""
    calendar = terms.calendar_for(package.requirement.area.name if package.requirement else "")
    expected = suspension.expected_return_on
    limit = due(at, terms.suspensions.look_again_after, calendar)
    open_obligation(
        rule="ORD-3",
        duty=RETURN,
        sentence="Confirm with the provider that care resumes, or look again at the suspension",
        subject=suspension.ref,
        about=package.ref,
        role=Role.BROKER,
        unit=package.team,
        due_at=max(london(expected, time(17)), at) if expected else limit,
        at=at,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
