"""Reviews are opened, asked for, and called off (REV-1, REV-2, REV-6)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.queries import area_of
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.kernel.texts import faults_of_texts
from carewright.obligations.commands import cancel, postpone
from carewright.packages.commands.locking import locked_package
from carewright.packages.models import Line, Package
from carewright.packages.queries import own_package
from carewright.policy.queries import policy_at
from carewright.reviews import rules
from carewright.reviews.commands.booking import free_slot_of
from carewright.reviews.commands.found import calendar_of, locked_review, terms_of, told
from carewright.reviews.commands.owing import BOOK, CONFIRM, EXCEPTION, HOLD, owe_booking, owe_holding
from carewright.reviews.commands.telling import tell_of_unplanned, tell_practitioner_it_is_off
from carewright.reviews.events import AnnualReviewsOpened, ReviewAskedFor, ReviewCancelled, ReviewOpened
from carewright.reviews.lifecycle import OPEN, REVIEW, AppointmentState, AskedBy, ReviewKind, ReviewState
from carewright.reviews.models import Appointment, Review
from carewright.trail.command import command, record, within_command
from carewright.worktime import local, moment_words

LOADED = "The package was loaded from a file"
DUTIES = (BOOK, HOLD, CONFIRM, EXCEPTION)
"""What is no longer owed once a review is not to be held."""


@command
def open_review(*, package: str, kind: ReviewKind, on: date, because: str, by: Actor, at: datetime) -> Review:
    """Open a new review, counted from the day `on`, or an annual one that is due on it (REV-1, REV-2, REV-4).

    Refused while one of the same kind is open: that one covers what has changed since.
    """
    found = locked_package(package)
    check_may(by, "open_review", unit=found.team.path)
    if Review.objects.filter(package=found, kind=kind, state__in=OPEN).exists():
        raise Refused(f"This package has a {ReviewKind(kind).in_words} that is still to be held.", rule="REV-1")
    policy = policy_at(at)
    terms, calendar = policy.terms.reviews, policy.terms.calendar_for(_area_name(found.team))
    if kind is ReviewKind.NEW:
        dates = rules.dates_of_new(on, at, terms, calendar)
    else:
        dates = rules.dates_on(on, at, terms, calendar)
    review = Review.objects.create(**_opened(found, kind, dates, because=because, version=policy.version, at=at))
    review.package = found
    owe_holding(review, at)
    owe_booking(review, terms.booker_in(_area_name(found.team)), dates.book_by, at)
    record(
        ReviewOpened(
            **told(review),
            kind_words=ReviewKind(kind).in_words.capitalize(),
            why=because,
            hold_on=local(dates.hold_by).date(),
            due_words=_day(local(dates.hold_by).date()),
        )
    )
    return review


@command
def open_annual_reviews(*, packages: Sequence[str], by: Actor, at: datetime) -> list[Review]:
    """Open the annual reviews of packages loaded from a file, each on the next anniversary of its start (REV-2).

    Packages that have ended by the day, and those with an annual review that is open, get none.
    """
    check_may(by, "open_annual_reviews")
    policy, today = policy_at(at), local(at).date()
    there = Review.objects.filter(kind=ReviewKind.ANNUAL, state__in=OPEN).values("package")
    found = Package.objects.filter(ref__in=packages).exclude(pk__in=there).select_related("person", "team")
    starts = _starts(packages, today)
    areas: dict[int, str] = {}
    made: list[Review] = []
    for package in found.order_by("pk"):
        if package.pk not in starts:
            continue
        if package.team_id not in areas:
            areas[package.team_id] = _area_name(package.team)
        area = areas[package.team_id]
        terms, calendar = policy.terms.reviews, policy.terms.calendar_for(area)
        day = rules.first_annual_after(starts[package.pk], today, terms, calendar)
        dates = rules.dates_on(day, at, terms, calendar)
        fields = _opened(package, ReviewKind.ANNUAL, dates, because=LOADED, version=policy.version, at=at)
        review = Review.objects.create(**fields)
        review.package = package
        owe_holding(review, at)
        owe_booking(review, terms.booker_in(area), dates.book_by, at)
        made.append(review)
    told_of = {"packages": tuple(review.package.ref for review in made), "reviews": tuple(one.ref for one in made)}
    record(AnnualReviewsOpened(**told_of, count=len(made)))
    return made


@command
def ask_for_review(
    *,
    package: str,
    asked_by: AskedBy,
    reason: str,
    urgent: bool = False,
    because: str = "",
    by: Actor,
    at: datetime,
) -> Review:
    """Ask for an unplanned review, at any time and whatever the programme (REV-6).

    `because`: the change or concern that it came from. While an unplanned review is open the same one is asked for
    again: the reason is added to it, and it becomes urgent when this is. A provider asks for its own packages alone.
    """
    if by.provider:
        own_package(package, by, at)
    found = locked_package(package)
    place = {"provider": by.provider} if by.provider else {"unit": found.team.path}
    check_may(by, "ask_for_review", **place)
    asked_by = AskedBy.PROVIDER if by.provider else _asked_by(asked_by)
    if not reason.strip():
        raise Invalid([Fault("reason", "Say why a review is needed.")], rule="REV-6")
    before = Review.objects.filter(package=found, kind=ReviewKind.UNPLANNED, state__in=OPEN).first()
    review = (
        _asked_again(before, reason, urgent, at)
        if before
        else _asked(found, asked_by, reason, urgent=urgent, because=because, at=at)
    )
    review.package = found
    tell_of_unplanned(review, asked_by, at)
    record(
        ReviewAskedFor(
            **told(review),
            because=because,
            asked_by=asked_by.in_words,
            urgency="Urgent unplanned" if review.is_urgent else "Unplanned",
            reason=reason.strip(),
            due_words=moment_words(review.hold_by, at),
            again=before is not None,
        )
    )
    return review


@command
def cancel_review(*, review: str, reason: str, by: Actor, at: datetime) -> Review:
    """Call off a review that has not been held; an appointment for it is cancelled, and its slot free again."""
    found = locked_review(review)
    check_may(by, "cancel_review", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("cancel_review", found.state))
    if not reason.strip():
        raise Invalid([Fault("reason", "Say why the review will not be held.")])
    found.cancelled_because = reason.strip()
    _refuse_faulty(found)
    found.save(update_fields=["state", "cancelled_because"])
    _give_slot_back(found, reason, at)
    cancel(subject=found.ref, duties=DUTIES, at=at)
    record(
        ReviewCancelled(**told(found), kind_words=ReviewKind(found.kind).in_words.capitalize(), reason=reason.strip())
    )
    return found


def _asked(package: Package, asked_by: AskedBy, reason: str, *, urgent: bool, because: str, at: datetime) -> Review:
    policy, area = policy_at(at), _area_name(package.team)
    terms = policy.terms.reviews
    dates = rules.dates_of_unplanned(at, terms, policy.terms.calendar_for(area), urgent=urgent)
    why = f"Asked for by {asked_by.in_words}"
    fields = _opened(package, ReviewKind.UNPLANNED, dates, because=why, version=policy.version, at=at)
    fields |= {"asked_by": asked_by, "reason": reason.strip(), "is_urgent": urgent, "because": because}
    review = Review(**fields)
    _refuse_faulty(review)
    within_command()
    review.save()
    owe_holding(review, at)
    owe_booking(review, terms.booker_in(area), dates.book_by, at)
    return review


def _asked_again(review: Review, reason: str, urgent: bool, at: datetime) -> Review:
    """The open one, with the reason added; sooner when it is urgent now and was not."""
    longest = Review._meta.get_field("reason").max_length or 0
    review.reason = f"{review.reason}\n{reason.strip()}"[:longest]
    if urgent and not review.is_urgent:
        dates = rules.dates_of_unplanned(at, terms_of(review), calendar_of(review), urgent=True)
        review.is_urgent = True
        review.hold_by = min(review.hold_by, dates.hold_by)
        review.scheduled_on = local(review.hold_by).date()
        postpone(duty=HOLD, subject=review.ref, due_at=review.hold_by)
        postpone(duty=BOOK, subject=review.ref, due_at=dates.book_by)
    _refuse_faulty(review)
    within_command()
    review.save(update_fields=["reason", "is_urgent", "hold_by", "scheduled_on"])
    return review


def _give_slot_back(review: Review, reason: str, at: datetime) -> None:
    standing = (
        Appointment.objects.filter(review=review, state=AppointmentState.BOOKED)
        .select_related("slot__practitioner")
        .first()
    )
    if standing is not None:
        standing.review = review
        free_slot_of(standing, reason)
        tell_practitioner_it_is_off(standing, at)


def _opened(
    package: Package, kind: ReviewKind, dates: rules.ReviewDates, *, because: str, version: str, at: datetime
) -> dict[str, Any]:
    return {
        "package": package,
        "team": package.team,
        "kind": kind,
        "opened_because": because,
        "opened_at": at,
        "policy_version": version,
        "earliest_on": dates.earliest_on,
        "scheduled_on": dates.scheduled_on,
        "hold_by": dates.hold_by,
    }


def _starts(packages: Sequence[str], today: date) -> dict[int, date]:
    """When each package began, of those that are still in place or to come."""
    lines = Line.objects.filter(order__package__ref__in=packages).exclude(to_on__lt=today)
    starts: dict[int, date] = {}
    for package, from_on in lines.values_list("order__package", "from_on"):
        starts[package] = min(from_on, starts.get(package, from_on))
    return starts


def _asked_by(given: str) -> AskedBy:
    try:
        return AskedBy(given)
    except ValueError:
        raise Invalid(
            [Fault("asked_by", f"Say who asks: {', '.join(one.value for one in AskedBy)}.")], rule="REV-6"
        ) from None


def _refuse_faulty(review: Review) -> None:
    if faults := faults_of_texts(review):
        raise Invalid(faults)


def _area_name(team: Unit) -> str:
    area = area_of(team)
    return area.name if area else ""


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
