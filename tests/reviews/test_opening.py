"""What opens a review, when it falls due, and what calls it off (REV-1, REV-2, REV-4, REV-6)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotFound, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages.commands import PackageRow, end_package, load_packages
from carewright.packages.models import Order
from carewright.reviews import commands
from carewright.reviews.models import Review
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.packages.builders import a_made_order, a_sent_order, a_split_order
from tests.reviews.builders import (
    JANUARY,
    a_new_review,
    a_package,
    asked_for,
    booked,
    held,
    manager,
    practitioner,
)
from tests.sourcing.builders import coordinator

pytestmark = pytest.mark.django_db


def owed(review: Review) -> dict[str, tuple[str, str]]:
    """Open duties about a review: by whom and until when."""
    found = Obligation.objects.filter(subject=review.ref, state="open")
    return {one.duty: (one.role, f"{one.due_at:%Y-%m-%d %H:%M:%S}") for one in found}


def test_a_package_s_start_opens_a_new_review_four_weeks_on_and_late_past_eight() -> None:
    review = a_new_review()

    assert (review.earliest_on, review.scheduled_on) == (date(2018, 1, 22), date(2018, 2, 5))
    assert owed(review) == {
        "hold_review": ("practitioner", "2018-03-05 23:59:59"),
        "book_review": ("review_administrator", "2018-01-22 23:59:59"),
    }
    assert timeline(review.ref)[0].sentence == ("New review opened, to be held by 5 March 2018. The package started.")


def test_a_second_part_with_another_provider_is_seen_by_the_first_review_that_is_still_open() -> None:
    order = a_split_order()

    assert order.version == 2
    assert Review.objects.filter(package=order.package).count() == 1


def test_a_change_of_provider_after_the_first_review_opens_a_further_one() -> None:
    from carewright.reviews.queries import why_new_review

    order = a_split_order()
    review = Review.objects.get()
    held(review)

    why = why_new_review(
        package=order.package.ref, version=2, providers=[line.provider.ref for line in order.lines.all()]
    )
    assert why == "The provider changed"


def test_a_second_version_with_the_same_provider_opens_none() -> None:
    from carewright.reviews.queries import why_new_review

    review = held()
    provider = Order.objects.get().lines.get().provider.ref

    assert why_new_review(package=review.package.ref, version=2, providers=[provider]) == ""


def test_the_end_of_a_package_calls_its_reviews_off_and_gives_the_slot_back() -> None:
    order = a_sent_order()
    appointment = booked(Review.objects.get())
    end_package(
        package=order.package.ref, last_on=date(2018, 1, 31), reason="She moved away", by=actor(Role.BROKER), at=JANUARY
    )
    appointment.refresh_from_db()

    assert Review.objects.get().state == "cancelled"
    assert (appointment.state, appointment.slot.__class__.objects.get().state) == ("cancelled", "free")
    assert not Obligation.objects.filter(duty__contains="review", state="open").exists()


def a_loaded_package(from_on: date, to_on: date | None = None) -> Review | None:
    order = a_made_order()
    row = PackageRow(
        external_number="OLD-1",
        case_number=order.package.person.case_number,
        regulator_id=order.lines.get().provider.regulator_id,
        service="home_care",
        weekly_hours=Decimal("7.00"),
        carers=1,
        rate=Decimal("17.00"),
        from_on=from_on,
        to_on=to_on,
    )
    load_packages(rows=[row], by=actor(Role.ADMINISTRATOR), at=JANUARY)
    return Review.objects.filter(package__external_number="OLD-1").first()


def test_a_package_loaded_from_a_file_is_reviewed_on_its_next_anniversary() -> None:
    review = a_loaded_package(date(2014, 6, 30))

    assert review is not None
    assert (review.kind, review.scheduled_on) == ("annual", date(2018, 6, 30))
    assert owed(review)["hold_review"] == ("practitioner", "2018-06-30 22:59:59")


def test_a_loaded_package_that_has_ended_is_reviewed_no_more() -> None:
    assert a_loaded_package(date(2014, 6, 30), date(2017, 12, 31)) is None


def test_an_urgent_review_is_sooner_and_says_who_asked_and_why() -> None:
    review = asked_for(urgent=True)

    assert owed(review)["hold_review"] == ("practitioner", "2018-01-22 17:00:00")
    assert owed(review)["book_review"] == ("review_administrator", "2018-01-16 17:00:00")
    assert timeline(review.ref)[0].sentence == (
        "Urgent unplanned review asked for by their representative, to be held by 5pm Mon 22 January: "
        "Her daughter is worried."
    )
    assert Message.objects.filter(subject__startswith="Urgent: a review is asked for").exists()


def test_asked_for_again_it_is_the_same_review_with_another_reason_and_sooner() -> None:
    first = asked_for()
    again = asked_for(first.package, reason="She has fallen.", urgent=True)

    assert again.pk == first.pk
    assert again.is_urgent
    assert again.reason == "Her daughter is worried.\nShe has fallen."
    assert owed(first)["hold_review"] == ("practitioner", "2018-01-22 17:00:00")


def test_what_is_asked_for_says_why_and_by_whom() -> None:
    package = a_package()

    with pytest.raises(Invalid):
        asked_for(package, reason=" ")
    with pytest.raises(Invalid):
        asked_for(package, asked_by="neighbour")


def test_a_provider_asks_for_its_own_packages_alone_and_as_the_provider() -> None:
    order = a_sent_order()
    provider = order.lines.get().provider
    told = {"package": order.package.ref, "asked_by": "person", "reason": "He eats nothing."}
    review = commands.ask_for_review(**told, by=coordinator(provider), at=JANUARY)
    rival = actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0")

    assert review.asked_by == "provider"
    with pytest.raises(NotFound):
        commands.ask_for_review(**told, by=rival, at=JANUARY)


def test_one_review_of_a_kind_is_open_at_a_time() -> None:
    package = a_package()
    from carewright.access.actors import SYSTEM
    from carewright.reviews.lifecycle import ReviewKind

    told = {"package": package.ref, "kind": ReviewKind.NEW, "on": date(2018, 1, 8), "because": "Again"}
    with pytest.raises(Refused) as refusal:
        commands.open_review(**told, by=SYSTEM, at=JANUARY)
    assert refusal.value.rule == "REV-1"


def test_the_annual_review_is_a_year_after_the_last_full_one() -> None:
    review = held()
    annual = Review.objects.get(kind="annual")

    assert review.next_on == date(2019, 2, 5)
    assert (annual.scheduled_on, annual.hold_by) == (date(2019, 2, 5), datetime(2019, 2, 5, 23, 59, 59, tzinfo=UTC))
    assert owed(annual)["book_review"] == ("review_administrator", "2019-01-22 23:59:59")


def test_an_unplanned_review_that_was_full_starts_the_year_anew_and_another_does_not() -> None:
    first = held()
    annual = Review.objects.get(kind="annual")
    later = datetime(2018, 5, 1, 12, 0, tzinfo=UTC)
    held(asked_for(first.package, at=later), at=later, is_full=False)
    assert Review.objects.get(kind="annual").pk == annual.pk

    held(asked_for(first.package, at=later), at=later)
    annual.refresh_from_db()
    assert annual.state == "cancelled"
    assert Review.objects.get(kind="annual", state="due").scheduled_on == date(2019, 5, 1)


def test_a_provider_led_review_never_replaces_the_annual_one_but_may_have_it_held_by_telephone() -> None:
    held()
    annual = Review.objects.get(kind="annual")
    by, at = practitioner(annual), datetime(2018, 6, 1, 9, 0, tzinfo=UTC)
    commands.note_provider_led_review(review=annual.ref, held_on=date(2018, 5, 30), by_telephone=True, by=by, at=at)
    before = owed(annual)
    annual.refresh_from_db()

    assert annual.by_telephone
    assert annual.state == "due"
    assert owed(annual) == before
    assert timeline(annual.ref)[0].sentence == (
        "The provider reviewed the package on Wednesday 30 May 2018; this review stays due, "
        "and may be held by telephone."
    )


def test_a_review_is_called_off_with_a_reason() -> None:
    review = a_new_review()

    with pytest.raises(Invalid):
        commands.cancel_review(review=review.ref, reason=" ", by=manager(review), at=JANUARY)
