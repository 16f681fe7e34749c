"""From the award to the confirmation, and back to the list (SRC-6, WAIT-1, ACC-1 to 5)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from carewright.kernel.refused import Invalid, WrongState
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.sourcing import commands
from carewright.sourcing.queries import requirements_waiting
from tests.sourcing.builders import (
    ARRANGEMENTS,
    FRIDAY,
    RECEIVED,
    a_confirmed_award,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    broker,
    coordinator,
    fresh,
)

pytestmark = pytest.mark.django_db

WEDNESDAY_11AM = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)


def subjects_to(address: str) -> list[str]:
    return [mail.subject for mail in Message.objects.order_by("pk") if address in mail.to]


def open_duties(about: str) -> set[str]:
    return set(Obligation.objects.filter(about=about, state="open").values_list("duty", flat=True))


def test_a_tentative_acceptance_takes_it_off_the_list_and_the_call_is_owed_within_two_working_hours() -> None:
    award = an_award(at=FRIDAY)

    assert requirements_waiting(by=broker(award), at=FRIDAY).rows == []
    call = Obligation.objects.get(duty="call_person", subject=award.ref)
    assert (call.role, call.due_at) == ("broker", datetime(2017, 12, 27, 9, 45, tzinfo=UTC))
    assert open_duties(award.requirement.ref) == {"call_person"}


def test_the_referrer_is_told_who_accepted() -> None:
    award = an_award()

    assert subjects_to(award.requirement.team.email)[-1] == (
        f"Referral {award.requirement.referral.ref}: Harbour Care has accepted"
    )


def test_one_that_falls_through_is_back_on_the_list_with_its_old_clock_and_what_waiting_brings() -> None:
    award = an_award(a_waiting_requirement(at=RECEIVED), at=FRIDAY)

    commands.withdraw_acceptance(award=award.ref, reason="No staff after all", by=coordinator(award), at=WEDNESDAY_11AM)

    requirement = fresh(award.requirement)
    assert (requirement.state, requirement.waiting_since) == ("waiting", RECEIVED)
    assert open_duties(requirement.ref) == {"wait_reassess", "wait_escalate"}
    reassess = Obligation.objects.get(duty="wait_reassess", state="open")
    assert reassess.due_at == datetime(2018, 1, 3, 17, 0, tzinfo=UTC)
    assert subjects_to(award.provider.offers_email)[-1] == "Offer declined: home care in CT5"
    assert "can no longer provide" in subjects_to(requirement.team.email)[-1]
    assert an_open_offer(requirement, at=WEDNESDAY_11AM).provider.name == "Elm Homecare"


def test_falling_through_after_ten_working_days_escalates_at_once() -> None:
    award = an_award(at=FRIDAY)
    late = datetime(2018, 1, 12, 10, 0, tzinfo=UTC)
    assert list(sweep(late)) == []

    commands.withdraw_acceptance(award=award.ref, reason="No staff", by=coordinator(award), at=late)
    list(sweep(late + timedelta(seconds=1)))

    assert fresh(award.requirement).escalated_at == late
    assert "record_waiting_risk" in open_duties(award.requirement.ref)


def test_a_failed_call_is_recorded_the_provider_kept_informed_and_the_call_still_owed() -> None:
    award = an_award()

    commands.record_failed_call(award=award.ref, note="No answer", by=broker(award), at=FRIDAY)

    assert subjects_to(award.provider.offers_email)[-1].startswith("We have not reached the person yet")
    assert open_duties(award.requirement.ref) == {"call_person"}


def test_the_call_says_who_was_spoken_to_and_releases_the_provider_with_a_form_behind_sign_in() -> None:
    award = an_award()
    with pytest.raises(Invalid, match="whom you spoke to"):
        commands.record_courtesy_call(award=award.ref, spoke_to=" ", by=broker(award), at=FRIDAY)

    commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(award), at=FRIDAY)

    mail = Message.objects.latest("pk")
    assert mail.subject.startswith("You can now make contact")
    assert f"/portal/offers/{award.offer.ref}/" in mail.text
    assert "Attwood" not in mail.text + mail.html
    assert Obligation.objects.get(duty="call_person").state == "met"


def test_nobody_confirms_before_the_call() -> None:
    award = an_award()

    with pytest.raises(WrongState):
        commands.confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=coordinator(award), at=FRIDAY)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start_on": date(2017, 12, 21)}, "start_on"),
        ({"planned_times": ["", "  "]}, "planned_times"),
        ({"carers_per_visit": 0}, "carers_per_visit"),
        ({"carers_per_visit": 9}, "carers_per_visit"),
        ({"confirmed_by": ""}, "confirmed_by"),
    ],
)
def test_arrangements_that_cannot_be_are_refused_by_field(wrong: dict[str, Any], field: str) -> None:
    award = a_released_award()

    with pytest.raises(Invalid) as refused:
        commands.confirm_arrangements(award=award.ref, **(ARRANGEMENTS | wrong), by=coordinator(award), at=FRIDAY)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_fewer_carers_than_the_package_needs_are_refused() -> None:
    award = a_released_award(a_waiting_requirement(carers=2))

    with pytest.raises(Invalid, match="two carers at each visit"):
        commands.confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=coordinator(award), at=FRIDAY)


def test_a_confirmed_requirement_is_placed_and_nothing_is_owed_any_more() -> None:
    award = a_confirmed_award()

    requirement = fresh(award.requirement)
    assert (requirement.state, requirement.closed_at) == ("placed", FRIDAY)
    assert open_duties(requirement.ref) == set()
    assert "care starts on Monday 8 January 2018" in " ".join(subjects_to(requirement.team.email))


def test_enablement_under_way_is_told_so_that_it_can_end() -> None:
    award = a_confirmed_award(a_waiting_requirement(enablement="under_way"))

    told = Message.objects.filter(subject__contains="enablement can end").get()
    assert told.to == [award.requirement.team.email]


def test_a_confirmed_acceptance_is_no_longer_withdrawn() -> None:
    award = a_confirmed_award()

    with pytest.raises(WrongState):
        commands.withdraw_acceptance(award=award.ref, reason="Changed our minds", by=coordinator(award), at=FRIDAY)
