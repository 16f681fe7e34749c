"""The review itself: plan, contacts, questions, outcome, exceptions and paperwork (REV-4, REV-5, REV-8)."""

from datetime import UTC, date, datetime

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, Refused
from carewright.messages.models import Document, Message
from carewright.obligations.models import Obligation
from carewright.people.models import Person
from carewright.reviews import commands
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.models import Review, ReviewAnswer
from carewright.reviews.rules import Answer, Choice
from carewright.reviews.sending import paperwork_pdf
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.reviews.builders import (
    HELD,
    HELD_ON,
    JANUARY,
    NO_RISK,
    a_new_review,
    administrator,
    an_exception,
    booked,
    held,
    manager,
    paperwork_sent,
    practitioner,
    ready_for_outcome,
)

pytestmark = pytest.mark.django_db


def outcome(review: Review, **told: object) -> Review:
    asked = {"outcome": Outcome.SAME, "held_on": HELD_ON} | told
    return commands.record_outcome(review=review.ref, **asked, by=practitioner(review), at=HELD)


def test_a_plan_says_whom_to_contact_in_order_and_what_they_need() -> None:
    review = a_new_review()
    steps = [{"who": "Joan, her daughter", "how": "telephone"}, {"who": "Edith", "how": "visit"}]
    planned = commands.plan_review(
        review=review.ref, steps=steps, communication_needs="Hearing loop", by=practitioner(review), at=JANUARY
    )

    assert planned.plan == steps
    assert timeline(review.ref)[0].sentence == (
        "Review planned: Joan, her daughter (telephone), then Edith (visit at home) to contact."
    )


@pytest.mark.parametrize("steps", [[], [{"who": "", "how": "visit"}], [{"who": "Edith", "how": "pigeon"}]])
def test_a_plan_without_anybody_or_any_way_is_refused(steps: list[dict[str, str]]) -> None:
    review = a_new_review()

    with pytest.raises(Invalid):
        commands.plan_review(review=review.ref, steps=steps, by=practitioner(review), at=JANUARY)


def test_an_answer_may_be_given_again() -> None:
    review = a_new_review()
    for words in ("The morning visit.", "The morning visit, and the new carer."):
        answers = {"working": Answer(note=words)}
        commands.answer_questions(review=review.ref, answers=answers, by=practitioner(review), at=JANUARY)

    assert ReviewAnswer.objects.get().note == "The morning visit, and the new carer."
    assert timeline(review.ref)[0].sentence == "Review form: 1 question answered, 10 to go."


def test_a_risk_of_abuse_needs_words() -> None:
    review = a_new_review()

    answers = {"risk": Answer(Choice.YES)}
    with pytest.raises(Invalid) as refusal:
        commands.answer_questions(review=review.ref, answers=answers, by=practitioner(review), at=JANUARY)
    assert refusal.value.field == "risk"


def test_there_is_no_outcome_before_every_question_is_answered_and_somebody_was_contacted() -> None:
    review = a_new_review()

    with pytest.raises(Refused, match="and 10 more"):
        outcome(review)
    commands.answer_questions(review=review.ref, answers=NO_RISK, by=practitioner(review), at=HELD)
    with pytest.raises(Refused, match="who was contacted"):
        outcome(review)


@pytest.mark.parametrize(
    "told",
    [
        {"outcome": "increased"},
        {"outcome": "increased", "causes": ["health_change"]},
        {"outcome": "increased", "causes": ["whim"], "increase_planned": False},
        {"outcome": "same", "causes": ["health_change"]},
        {"outcome": "better"},
    ],
)
def test_an_increase_says_why_and_nothing_else_does(told: dict[str, object]) -> None:
    review = ready_for_outcome(a_new_review())

    with pytest.raises(Invalid):
        outcome(review, **told)


def test_an_increase_is_in_the_timeline_with_its_causes() -> None:
    review = ready_for_outcome(a_new_review())
    outcome(review, outcome="increased", causes=["overnight_need"], increase_planned=False)

    assert [entry.sentence for entry in timeline(review.ref) if entry.name == "review.outcome_recorded"] == [
        "New review held on Monday 5 February 2018: the package is to be increased. Why (unplanned): need at night."
    ]
    assert review.package.orders.count() == 1


def test_a_review_held_is_owed_no_more_and_its_appointment_was_kept() -> None:
    appointment = booked()
    held(appointment.review)
    appointment.refresh_from_db()

    assert appointment.state == "kept"
    states = dict(Obligation.objects.filter(subject=appointment.review.ref).values_list("duty", "state"))
    assert states == {
        "hold_review": "met",
        "book_review": "met",
        "confirm_appointment": "cancelled",
        "send_paperwork": "open",
    }


@pytest.mark.parametrize(
    ("held_on", "rule"), [(date(2018, 1, 21), "REV-1"), (date(2018, 2, 6), "")], ids=["too early", "still to come"]
)
def test_a_new_review_is_held_neither_too_early_nor_in_the_future(held_on: date, rule: str) -> None:
    review = ready_for_outcome(a_new_review())

    with pytest.raises(Refused) as refusal:
        outcome(review, held_on=held_on)
    assert refusal.value.rule == rule


def test_held_on_the_first_and_last_day_it_is_in_time() -> None:
    review = a_new_review()
    last = datetime(2018, 3, 5, 23, 59, 59, tzinfo=UTC)
    held(review, at=last)

    assert not Obligation.objects.get(duty="hold_review", subject=review.ref).kept_late


@pytest.mark.parametrize("next_on", [HELD_ON, date(2019, 2, 6)])
def test_the_next_review_is_after_this_one_and_within_the_year(next_on: date) -> None:
    review = ready_for_outcome(a_new_review())

    with pytest.raises(Invalid) as refusal:
        outcome(review, next_on=next_on)
    assert refusal.value.field == "next_on"


def test_after_a_package_that_is_to_end_no_review_follows() -> None:
    held(outcome=Outcome.ENDED)

    assert not Review.objects.filter(kind="annual").exists()


def test_a_likely_exception_is_the_team_manager_s_and_holds_the_outcome_up() -> None:
    exception = an_exception()
    review = ready_for_outcome(exception.review)

    assert Obligation.objects.get(duty="decide_exception").role == "team_manager"
    assert Message.objects.filter(subject__contains="likely exception").exists()
    with pytest.raises(Refused) as refusal:
        outcome(review)
    assert refusal.value.rule == "REV-8"

    told = {"exception": exception.ref, "is_agreed": False}
    with pytest.raises(Invalid):
        commands.decide_exception(**told, by=manager(review), at=HELD)
    commands.decide_exception(**told, note="Another carer can be found.", by=manager(review), at=HELD)
    assert Obligation.objects.get(duty="decide_exception").state == "met"
    assert outcome(review).state == "held"


def test_who_recorded_an_exception_does_not_decide_on_it() -> None:
    review = a_new_review()
    both = actor(Role.TEAM_MANAGER, unit=review.team)
    told = {"review": review.ref, "kind": "tied_to_tenancy", "note": "Her landlord."}
    exception = commands.record_exception(**told, by=both, at=JANUARY)

    with pytest.raises(NotAllowed) as refusal:
        commands.decide_exception(exception=exception.ref, is_agreed=True, by=both, at=JANUARY)
    assert refusal.value.rule == "ROLE-3"


def test_a_senior_practitioner_decides_as_the_manager_s_deputy_and_the_trail_says_so() -> None:
    exception = an_exception()
    senior = actor(Role.SENIOR_PRACTITIONER, unit=exception.review.team)
    commands.decide_exception(exception=exception.ref, is_agreed=True, by=senior, at=JANUARY)

    assert timeline(exception.ref)[0].acting_as == "senior practitioner, as deputy of the team manager"


def test_the_same_exception_is_recorded_once() -> None:
    exception = an_exception()

    with pytest.raises(Refused):
        an_exception(exception.review)


def test_the_paperwork_goes_to_the_person() -> None:
    review = held()
    Person.objects.update(email="edith@home.example")
    review.refresh_from_db()
    sent = commands.send_paperwork(
        review=review.ref, pdf=paperwork_pdf(review.ref, HELD), by=practitioner(review), at=HELD
    )

    assert sent.state == "paperwork_sent"
    assert bytes(Document.objects.get(kind="review_paperwork").content).startswith(b"%PDF")
    assert Message.objects.filter(to=["edith@home.example"]).count() == 1


def test_the_record_is_updated_within_five_working_days_of_the_paperwork_received() -> None:
    review = paperwork_sent()
    at = datetime(2018, 2, 12, 10, 0, tzinfo=UTC)
    commands.receive_paperwork(review=review.ref, received_on=date(2018, 2, 9), by=administrator(review), at=at)

    owed = Obligation.objects.get(duty="update_record")
    assert (owed.role, owed.due_at) == ("practitioner", datetime(2018, 2, 16, 17, 0, tzinfo=UTC))
    commands.update_record(review=review.ref, by=practitioner(review), at=owed.due_at)
    owed.refresh_from_db()
    assert (owed.state, owed.kept_late) == ("met", False)


@pytest.mark.parametrize("received_on", [date(2018, 2, 4), date(2018, 2, 6)], ids=["before it went", "to come"])
def test_paperwork_is_not_received_before_it_went_nor_in_the_future(received_on: date) -> None:
    review = paperwork_sent()

    with pytest.raises(Invalid):
        commands.receive_paperwork(review=review.ref, received_on=received_on, by=administrator(review), at=HELD)
