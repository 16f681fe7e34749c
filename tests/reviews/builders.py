"""Reviews at every stage, made by the real commands.

A package of Harbour's community team starts on Monday 8 January 2018: its new review is held from 22 January, planned
for 5 February, and late after 5 March.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from carewright.access.actors import SYSTEM, Actor
from carewright.access.models import Unit, User
from carewright.access.roles import Role
from carewright.packages.models import Package
from carewright.reviews import commands
from carewright.reviews.lifecycle import Outcome, ReviewKind
from carewright.reviews.models import Appointment, LikelyException, Review, Slot
from carewright.reviews.rules import PROMPTS, Answer, Choice
from tests.builders import a_user
from tests.conftest import actor
from tests.packages.builders import a_made_order
from tests.remembering import remembered
from tests.sourcing.builders import FRIDAY

OPENED = FRIDAY
"""3:45pm on Friday 22 December 2017, when the order was made."""
JANUARY = datetime(2018, 1, 15, 10, 0, tzinfo=UTC)
"""10am on Monday 15 January: planned, slots published, appointment booked."""
APPOINTMENT = datetime(2018, 2, 5, 14, 0, tzinfo=UTC)
"""2pm on Monday 5 February 2018."""
HELD = datetime(2018, 2, 5, 16, 0, tzinfo=UTC)
"""Two hours later, when it is written up."""
HELD_ON = date(2018, 2, 5)
PDF = b"%PDF-1.7 for a test"
NO_RISK = {
    prompt.code: Answer(
        Choice.OPEN if prompt.is_open else next(c for c in prompt.choices if c not in prompt.explain),
        "All as it should be." if prompt.is_open else "",
    )
    for prompt in PROMPTS
}
"""An answer to each question, none of which needs explaining."""


def practitioner(review: Review) -> Actor:
    return actor(Role.PRACTITIONER, unit=review.team)


def administrator(review: Review) -> Actor:
    """The review administrator of the team's area."""
    return actor(Role.REVIEW_ADMINISTRATOR, unit=review.team.parent.parent)


def manager(review: Review) -> Actor:
    return actor(Role.TEAM_MANAGER, unit=review.team)


@remembered
def a_new_review() -> Review:
    """Opened by the order of a package that starts on 8 January."""
    a_made_order()
    return Review.objects.get(kind=ReviewKind.NEW)


@remembered
def a_package() -> Package:
    return a_new_review().package


@remembered
def an_annual_review(on: date = date(2018, 12, 1)) -> Review:
    return commands.open_review(
        package=a_package().ref, kind=ReviewKind.ANNUAL, on=on, because="A year on", by=SYSTEM, at=OPENED
    )


@remembered
def asked_for(package: Package | None = None, *, at: datetime = JANUARY, **told: Any) -> Review:
    """An unplanned review."""
    package = package or a_package()
    asked = {"asked_by": "representative", "reason": "Her daughter is worried."} | told
    return commands.ask_for_review(package=package.ref, **asked, by=actor(Role.PRACTITIONER, unit=package.team), at=at)


def someone_who_reviews(team: Unit, name: str = "Ruth Bell") -> User:
    """A practitioner of the team who can sign in."""
    there = User.objects.filter(name=name).first()
    return there or User.objects.get(ref=a_user(Role.PRACTITIONER, unit=team, name=name).ref)


def a_slot(team: Unit, starts_at: datetime = APPOINTMENT, *, name: str = "Ruth Bell", at: datetime = JANUARY) -> Slot:
    """An hour of Ruth Bell's, free."""
    who = someone_who_reviews(team, name)
    [slot] = commands.publish_slots(
        team=team.ref,
        practitioner=who.ref,
        starts=[starts_at],
        minutes=60,
        by=actor(Role.REVIEW_ADMINISTRATOR),
        at=at,
    )
    return slot


@remembered
def booked(review: Review | None = None, slot: Slot | None = None, *, at: datetime = JANUARY) -> Appointment:
    """In Ruth Bell's slot of 5 February, at home."""
    review = review or a_new_review()
    slot = slot or a_slot(review.team)
    return commands.book_appointment(
        review=review.ref, slot=slot.ref, how="visit", spoke_to="Her daughter", by=administrator(review), at=at
    )


def ready_for_outcome(review: Review, *, at: datetime = HELD) -> Review:
    """Every question answered, and it is said who was contacted."""
    who = practitioner(review)
    commands.record_contact(review=review.ref, who="Edith", how="visit", contacted_on=at.date(), by=who, at=at)
    return commands.answer_questions(review=review.ref, answers=NO_RISK, by=who, at=at)


@remembered
def held(review: Review | None = None, *, at: datetime = HELD, **told: Any) -> Review:
    """Held on 5 February, with the package staying as it is."""
    review = ready_for_outcome(review or a_new_review(), at=at)
    outcome = {"outcome": Outcome.SAME, "held_on": at.date()} | told
    return commands.record_outcome(review=review.ref, **outcome, by=practitioner(review), at=at)


@remembered
def paperwork_sent(review: Review | None = None) -> Review:
    review = review or held()
    return commands.send_paperwork(review=review.ref, pdf=PDF, by=practitioner(review), at=HELD)


@remembered
def paperwork_received() -> Review:
    review = paperwork_sent()
    return commands.receive_paperwork(review=review.ref, received_on=HELD_ON, by=administrator(review), at=HELD)


@remembered
def recorded() -> Review:
    review = paperwork_received()
    return commands.update_record(review=review.ref, by=practitioner(review), at=HELD + timedelta(hours=1))


@remembered
def cancelled() -> Review:
    review = a_new_review()
    return commands.cancel_review(review=review.ref, reason="He died.", by=manager(review), at=JANUARY)


@remembered
def a_review_in(state: str) -> Review:
    """A review in any state, in a council of its own."""
    makers = {
        "due": a_new_review,
        "booked": lambda: booked().review,
        "held": held,
        "paperwork_sent": paperwork_sent,
        "paperwork_received": paperwork_received,
        "recorded": recorded,
        "cancelled": cancelled,
    }
    return makers[state]()


@remembered
def an_exception(review: Review | None = None, *, at: datetime = JANUARY) -> LikelyException:
    """A change of provider would harm wellbeing; for the team manager."""
    review = review or a_new_review()
    return commands.record_exception(
        review=review.ref,
        kind="harmful_change",
        note="She has had the same carer for nine years.",
        by=practitioner(review),
        at=at,
    )
