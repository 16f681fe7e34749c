"""Reviews in their states: the diary, one review with its form, appointments, slots, a package's reviews."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.reviews import commands
from carewright.reviews.models import Review
from carewright.reviews.sending import send_letters
from tests.browser.conftest import press
from tests.people.builders import a_representative
from tests.reviews.builders import (
    APPOINTMENT,
    HELD,
    JANUARY,
    a_new_review,
    a_slot,
    an_exception,
    asked_for,
    booked,
    held,
    manager,
    ready_for_outcome,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVERYBODY = (Role.PRACTITIONER, Role.TEAM_MANAGER, Role.REVIEW_ADMINISTRATOR)
LONG = "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley-Wriothesley"


@pytest.fixture
def now(monkeypatch):
    """10am on Monday 15 January 2018, until a test moves it on."""
    moments = [JANUARY]
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moments[-1])
    return moments


def test_without_reviews_the_pages_say_what_would_fill_them(as_user, looked, council, now):
    page = as_user(*EVERYBODY, unit=council)
    page.goto("/reviews/")
    looked(page, "reviews, empty")
    page.goto("/reviews/slots/")
    looked(page, "slots, empty")


def test_the_diary_with_all_kinds(as_user, looked, now):
    review = a_new_review()
    asked_for(review.package, urgent=True)
    booked(review)
    Person.objects.update(given_name=LONG.split()[0], family_name=LONG.split()[1])

    page = as_user(*EVERYBODY, unit=review.team.parent.parent)
    page.goto("/reviews/")
    looked(page, "reviews")
    page.goto("/reviews/?search=zzz")
    looked(page, "reviews, nothing found")
    now.append(HELD + timedelta(days=60))
    page.goto("/reviews/?show=overdue")
    looked(page, "reviews, overdue")


def test_one_review_from_plan_to_outcome(as_user, looked, now):
    review = a_new_review()
    a_representative(review.package.person)
    Person.objects.update(risk_note="Large dog: telephone before the visit")
    page = as_user(*EVERYBODY, unit=review.team.parent.parent)
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, due")
    for act in ("plan", "contact", "exception", "provider-led", "call-off"):
        page.goto(f"/reviews/{review.ref}/{act}/")
        looked(page, f"review, {act}")
    page.goto(f"/reviews/{review.ref}/plan/")
    press(page, "Record")
    looked(page, "review, plan, faulty")
    page.get_by_label("Whom to contact first").fill("Joan, her daughter")
    page.get_by_label("How to contact them first").select_option("Telephone")
    press(page, "Record")
    page.goto(f"/reviews/{review.ref}/book/")
    looked(page, "book an appointment, no slots")
    a_slot(review.team)
    a_slot(review.team, APPOINTMENT + timedelta(days=1))
    a_slot(review.team, APPOINTMENT + timedelta(days=1), name="Ali Khan")
    page.goto(f"/reviews/{review.ref}/book/")
    looked(page, "book an appointment")
    press(page, "Book an appointment")
    looked(page, "book an appointment, faulty")
    page.get_by_label("2pm to 3pm, Ruth Bell").first.check()
    press(page, "Book an appointment")
    list(send_letters(JANUARY))
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, booked")
    page.goto(f"/reviews/{review.ref}/move/")
    looked(page, "move the appointment")
    page.goto(f"/reviews/{review.ref}/cancel-appointment/")
    press(page, "Cancel the appointment")
    looked(page, "cancel the appointment, faulty")
    page.goto("/reviews/slots/")
    looked(page, "slots")
    page.goto("/reviews/slots/publish/")
    press(page, "Publish")
    looked(page, "publish slots, faulty")


def test_the_form_with_its_questions(as_user, looked, now):
    review = a_new_review()
    page = as_user(Role.PRACTITIONER, unit=review.team.parent.parent)
    page.goto(f"/reviews/{review.ref}/questions/")
    looked(page, "review questions, none answered")
    page.goto(f"/reviews/{review.ref}/questions/working/")
    looked(page, "review question, open")
    page.goto(f"/reviews/{review.ref}/questions/risk/")
    looked(page, "review question, closed")
    page.get_by_label("Yes").check()
    press(page, "Save and go on")
    looked(page, "review question, faulty")
    ready_for_outcome(review)
    page.goto(f"/reviews/{review.ref}/questions/")
    looked(page, "review questions, all answered")
    now.append(HELD)
    page.goto(f"/reviews/{review.ref}/outcome/")
    looked(page, "review outcome")
    page.get_by_label("The package is to be increased").check()
    press(page, "Record")
    looked(page, "review outcome, faulty")


def test_after_the_review(as_user, looked, now):
    review = held(
        booked(a_new_review()).review,
        outcome="increased",
        causes=["overnight_need"],
        increase_planned=False,
        note="Soon",
    )
    now.append(HELD)
    page = as_user(*EVERYBODY, unit=review.team.parent.parent)
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, held")
    press(page, "Send the paperwork to the person")
    looked(page, "review, paperwork sent")
    page.goto(f"/reviews/{review.ref}/paperwork/received/")
    looked(page, "paperwork received")
    press(page, "Record")
    press(page, "The record is up to date")
    looked(page, "review, done")
    page.goto(f"/reviews/{review.ref}/timeline/?emails=1")
    looked(page, "review timeline")


def test_a_likely_exception_and_its_decision(as_user, looked, now):
    exception = an_exception()
    review = exception.review
    page = as_user(Role.TEAM_MANAGER, unit=review.team)
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, exception waits")
    page.goto(f"/reviews/exceptions/{exception.ref}/")
    press(page, "Record")
    looked(page, "decide on an exception, faulty")
    commands.decide_exception(
        exception=exception.ref, is_agreed=False, note="Another carer can be found.", by=manager(review), at=JANUARY
    )
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, exception decided")


def test_a_package_s_reviews_and_asking_for_one(as_user, looked, now):
    review = a_new_review()
    package = review.package
    page = as_user(Role.BROKER, unit=review.team.parent.parent)
    page.goto(f"/packages/{package.ref}/reviews/")
    looked(page, "package, reviews")
    page.goto(f"/reviews/ask/{package.ref}/")
    press(page, "Ask for the review")
    looked(page, "ask for a review, faulty")
    Review.objects.filter(pk=review.pk).update(is_urgent=True)
    commands.cancel_review(review=review.ref, reason="She moved away.", by=manager(review), at=JANUARY)
    page.goto(f"/reviews/{review.ref}/")
    looked(page, "review, called off")
