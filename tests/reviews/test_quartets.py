"""The quartet of each command about reviews."""

from datetime import date, timedelta
from typing import Any

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.reviews import commands
from carewright.reviews.lifecycle import EXCEPTION, REVIEW, SLOT, Outcome, ReviewKind
from carewright.reviews.models import Review
from carewright.sourcing.models import Requirement
from tests.conftest import actor
from tests.quartet import Case, quartet
from tests.reviews.builders import (
    APPOINTMENT,
    HELD,
    HELD_ON,
    JANUARY,
    NO_RISK,
    PDF,
    a_package,
    a_review_in,
    a_slot,
    administrator,
    an_exception,
    booked,
    manager,
    practitioner,
    ready_for_outcome,
    someone_who_reviews,
)

pytestmark = pytest.mark.django_db


def case(command: Any, by: Any, thing_in: Any = a_review_in, at: Any = HELD, **arguments: Any) -> Case:
    def told(thing: Review) -> dict[str, Any]:
        made = {name: value(thing) if callable(value) else value for name, value in arguments.items()}
        return {"review": thing.ref} | made

    return Case(command=command, lifecycle=REVIEW, thing_in=thing_in, arguments=told, by=by, at=at)


def a_free_slot(review: Review) -> str:
    return a_slot(review.team, APPOINTMENT + timedelta(days=2), at=JANUARY).ref


def a_review_ready_in(state: str) -> Review:
    review = a_review_in(state)
    return ready_for_outcome(review) if state in {"due", "booked"} else review


def an_exception_in(state: str) -> Any:
    exception = an_exception()
    if state == "decided":
        exception = commands.decide_exception(
            exception=exception.ref, is_agreed=True, by=manager(exception.review), at=JANUARY
        )
    return exception


def a_slot_in(state: str) -> Any:
    package = a_package()
    slot = a_slot(package.team)
    if state == "taken":
        booked(package.reviews.get(), slot)
    elif state == "withdrawn":
        commands.withdraw_slot(slot=slot.ref, by=actor(Role.REVIEW_ADMINISTRATOR), at=JANUARY)
    return slot


CASES = [
    Case(
        command=commands.open_review,
        thing_in=lambda _: a_package(),
        arguments=lambda package: {
            "package": package.ref,
            "kind": ReviewKind.ANNUAL,
            "on": date(2018, 12, 1),
            "because": "A year on",
        },
        by=lambda _: SYSTEM,
        at=JANUARY,
    ),
    Case(
        command=commands.open_annual_reviews,
        thing_in=lambda _: a_package(),
        arguments=lambda package: {"packages": [package.ref]},
        by=lambda _: SYSTEM,
        at=JANUARY,
    ),
    Case(
        command=commands.ask_for_review,
        thing_in=lambda _: a_package(),
        arguments=lambda package: {"package": package.ref, "asked_by": "person", "reason": "Falls at night"},
        by=lambda package: actor(Role.BROKER, unit=Requirement.objects.get(package=package).area),
        at=JANUARY,
    ),
    case(commands.cancel_review, manager, reason="He moved away."),
    case(commands.plan_review, practitioner, steps=[{"who": "Edith", "how": "visit"}]),
    case(commands.record_contact, administrator, who="Edith", how="visit", contacted_on=HELD_ON),
    case(commands.note_provider_led_review, practitioner, held_on=HELD_ON, by_telephone=True),
    Case(
        command=commands.publish_slots,
        thing_in=lambda _: a_package().team,
        arguments=lambda team: {
            "team": team.ref,
            "practitioner": someone_who_reviews(team).ref,
            "starts": [APPOINTMENT],
            "minutes": 60,
        },
        by=lambda team: actor(Role.REVIEW_ADMINISTRATOR, unit=team),
        at=JANUARY,
    ),
    Case(
        command=commands.withdraw_slot,
        lifecycle=SLOT,
        thing_in=a_slot_in,
        arguments=lambda slot: {"slot": slot.ref},
        by=lambda slot: actor(Role.REVIEW_ADMINISTRATOR, unit=slot.team),
        at=JANUARY,
    ),
    case(commands.book_appointment, administrator, at=JANUARY, slot=a_free_slot, how="visit"),
    case(commands.move_appointment, administrator, at=JANUARY, slot=a_free_slot),
    case(commands.cancel_appointment, administrator, at=JANUARY, reason="In hospital"),
    case(commands.confirm_appointment, practitioner, at=JANUARY),
    Case(
        command=commands.send_appointment_letters,
        thing_in=lambda _: booked(),
        arguments=lambda found: {
            "appointment": found.ref,
            "sequence": 0,
            "letters": {found.review.package.person.ref: PDF},
        },
        by=lambda _: SYSTEM,
        at=JANUARY,
    ),
    case(commands.answer_questions, practitioner, answers=NO_RISK),
    case(commands.record_outcome, practitioner, a_review_ready_in, held_on=HELD_ON, outcome=Outcome.SAME),
    case(commands.send_paperwork, practitioner, pdf=PDF),
    case(commands.receive_paperwork, administrator, received_on=HELD_ON),
    case(commands.update_record, practitioner),
    case(commands.record_exception, practitioner, kind="tied_to_tenancy", note="Her landlord provides the support."),
    Case(
        command=commands.decide_exception,
        lifecycle=EXCEPTION,
        thing_in=an_exception_in,
        arguments=lambda exception: {"exception": exception.ref, "is_agreed": True},
        by=lambda exception: manager(exception.review),
        at=JANUARY,
    ),
]


@quartet(CASES)
def test_the_quartet(check):
    check()
