"""The pages about reviews."""

from datetime import timedelta

import pytest
from django.test import Client

from carewright.access.models import User
from carewright.access.roles import Role
from carewright.reviews.models import Appointment, Review, Slot
from carewright.reviews.rules import PROMPTS
from tests.builders import a_user
from tests.council.conftest import user_holding
from tests.reviews.builders import (
    APPOINTMENT,
    HELD,
    JANUARY,
    NO_RISK,
    a_new_review,
    a_slot,
    an_exception,
    asked_for,
    booked,
    held,
    paperwork_received,
    ready_for_outcome,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(monkeypatch):
    """10am on Monday 15 January 2018, until a test moves it on."""
    moments = [JANUARY]
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moments[-1])
    return moments


def signed_in(client: Client, review: Review, *roles: Role) -> Client:
    client.force_login(user_holding(*roles, unit=review.team.parent.parent))
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_the_diary_has_urgent_reviews_first_and_filters_and_comes_as_a_file(client, moment):
    review = a_new_review()
    asked_for(review.package, urgent=True)
    client = signed_in(client, review, Role.PRACTITIONER)
    page = text(client.get("/reviews/"))

    assert page.index("Urgent, unplanned") < page.index('data-label="Kind">New<')
    assert "No review matches" in text(client.get("/reviews/?search=zzz"))
    assert "Urgent, unplanned" not in text(client.get("/reviews/?kind=new"))
    lines = text(client.get("/reviews/?as=csv")).splitlines()
    assert len(lines) == 3
    assert "Edith Attwood" in lines[1]


def test_a_review_says_why_and_what_is_next(client, moment):
    review = a_new_review()
    page = text(signed_in(client, review, Role.REVIEW_ADMINISTRATOR).get(f"/reviews/{review.ref}/"))

    assert "The package started" in page
    assert "Counted from the start: not before 2 weeks" in page
    assert "Book an appointment" in page
    assert "Fill in the review form" not in page


def test_a_review_that_was_held_is_not_told_how_to_book_it(client, moment):
    review = held(a_new_review())
    moment.append(HELD)
    page = text(signed_in(client, review, Role.REVIEW_ADMINISTRATOR).get(f"/reviews/{review.ref}/"))

    assert "None was booked here." in page
    assert "Whoever books here" not in page
    assert "Not planned yet" not in page


def test_an_administrator_books_by_telephone_into_a_slot(client, moment):
    review = a_new_review()
    slot = a_slot(review.team)
    client = signed_in(client, review, Role.REVIEW_ADMINISTRATOR)
    page = text(client.get(f"/reviews/{review.ref}/book/"))
    assert "Monday 5 February 2018" in page
    assert "2pm to 3pm, Ruth Bell" in page
    assert "Choose a time" in text(client.post(f"/reviews/{review.ref}/book/", {"how": "visit"}))

    answer = client.post(f"/reviews/{review.ref}/book/", {"slot": slot.ref, "how": "visit", "spoke_to": "Joan"})

    assert answer.status_code == 302
    assert Appointment.objects.get().slot == slot


def test_a_slot_that_somebody_was_quicker_to_take_says_so(client, moment):
    review = a_new_review()
    slot = a_slot(review.team)
    other = asked_for(review.package)
    client = signed_in(client, review, Role.REVIEW_ADMINISTRATOR)
    booked(other, slot)

    page = text(client.post(f"/reviews/{review.ref}/book/", {"slot": slot.ref, "how": "visit"}))
    assert "No practitioner of this team" in page


def test_the_form_goes_from_question_to_question_and_ends_with_all_of_them(client, moment):
    review = a_new_review()
    client = signed_in(client, review, Role.PRACTITIONER)
    address = f"/reviews/{review.ref}/questions/{PROMPTS[0].code}/"
    for number, prompt in enumerate(PROMPTS, start=1):
        assert f"question {number} of 11" in text(client.get(address))
        answer = NO_RISK[prompt.code]
        address = client.post(address, {"choice": answer.choice.value, "note": answer.note})["Location"]

    assert address == f"/reviews/{review.ref}/questions/"
    assert "All 11 are answered" in text(client.get(address))


def test_an_answer_that_needs_words_asks_for_them(client, moment):
    review = a_new_review()
    client = signed_in(client, review, Role.PRACTITIONER)

    page = text(client.post(f"/reviews/{review.ref}/questions/risk/", {"choice": "yes"}))
    assert "Say more in a few words" in page


def test_plan_contact_exception_and_decision(client, moment):
    review = a_new_review()
    client = signed_in(client, review, Role.PRACTITIONER)
    plan = {"who_1": "Joan", "how_1": "telephone", "who_2": "Edith"}
    assert "Fill in both" in text(client.post(f"/reviews/{review.ref}/plan/", plan))
    assert client.post(f"/reviews/{review.ref}/plan/", plan | {"how_2": "visit"}).status_code == 302
    contact = {"who": "Joan", "how": "telephone", "contacted_on": "2018-01-15"}
    assert client.post(f"/reviews/{review.ref}/contact/", contact).status_code == 302
    said = {"kind": "harmful_change", "note": "Nine years with one carer."}
    assert client.post(f"/reviews/{review.ref}/exception/", said).status_code == 302
    exception = review.exceptions.get()

    manager = Client()
    manager.force_login(User.objects.get(ref=a_user(Role.TEAM_MANAGER, unit=review.team, name="Tess Moor").ref))
    assert "Decide on the likely exception" in text(manager.get(f"/reviews/{review.ref}/"))
    assert manager.post(f"/reviews/exceptions/{exception.ref}/", {"is_agreed": "yes"}).status_code == 302
    exception.refresh_from_db()
    assert exception.is_agreed


def test_an_increase_leads_on_to_the_referral_for_the_change(client, moment):
    review = ready_for_outcome(booked().review)
    moment.append(HELD)
    client = signed_in(client, review, Role.PRACTITIONER)
    told = {"held_on": "2018-02-05", "outcome": "increased", "causes": ["overnight_need"], "increase_planned": "no"}
    client.post(f"/reviews/{review.ref}/outcome/", told)
    page = text(client.get(f"/reviews/{review.ref}/"))

    assert "Start the referral for the change" in page
    assert "Send the paperwork to the person" in page
    started = client.get(f"/referrals/start/?person={review.package.person.ref}&package={review.package.ref}")
    assert review.package.ref in text(started)


def test_the_paperwork_goes_comes_back_and_is_recorded(client, moment):
    review = held()
    moment.append(HELD)
    client = signed_in(client, review, Role.PRACTITIONER)

    assert client.post(f"/reviews/{review.ref}/paperwork/send/").status_code == 302
    assert "Paperwork of review" in text(client.get(f"/reviews/{review.ref}/"))
    client.post(f"/reviews/{review.ref}/paperwork/received/", {"received_on": "2018-02-05"})
    client.post(f"/reviews/{review.ref}/recorded/")
    review.refresh_from_db()
    assert review.state == "recorded"


def test_practitioners_publish_and_withdraw_their_slots(client, moment):
    review = a_new_review()
    ruth = User.objects.get(ref=a_user(Role.PRACTITIONER, unit=review.team, name="Ruth Bell").ref)
    client.force_login(ruth)
    told = {"whose": f"{ruth.ref} {review.team.ref}", "day": "2018-02-05", "times": "9am, 10:30\n2pm", "minutes": "60"}
    assert "is no time" in text(client.post("/reviews/slots/publish/", told | {"times": "soonish"}))
    assert client.post("/reviews/slots/publish/", told).status_code == 302
    assert Slot.objects.count() == 3
    page = text(client.get("/reviews/slots/"))
    assert "Monday 5 February 2018" in page

    client.post(f"/reviews/slots/{Slot.objects.first().ref}/withdraw/")
    assert Slot.objects.filter(state="free").count() == 2


def test_a_package_shows_its_reviews_and_takes_the_wish_for_one(client, moment):
    review = a_new_review()
    client = signed_in(client, review, Role.BROKER)
    assert review.ref in text(client.get(f"/packages/{review.package.ref}/reviews/"))

    told = {"asked_by": "authoriser", "reason": "Costs more than expected.", "urgent": "on"}
    client.post(f"/reviews/ask/{review.package.ref}/", told)
    assert Review.objects.get(kind="unplanned").is_urgent


def test_work_leads_to_the_review(client, moment):
    review = a_new_review()
    page = text(signed_in(client, review, Role.REVIEW_ADMINISTRATOR).get("/work/"))

    assert f'href="/reviews/{review.ref}/"' in page
    assert "Book the new review" in page


def test_each_stage_has_its_page(client, moment):
    review = paperwork_received()
    moment.append(HELD + timedelta(days=1))
    client = signed_in(client, review, Role.PRACTITIONER, Role.TEAM_MANAGER, Role.REVIEW_ADMINISTRATOR)
    for name in ("", "timeline/", "questions/"):
        assert client.get(f"/reviews/{review.ref}/{name}").status_code == 200
    annual = Review.objects.get(kind="annual")
    for name in ("plan", "contact", "provider-led", "book", "exception", "outcome", "call-off"):
        assert client.get(f"/reviews/{annual.ref}/{name}/").status_code == 200


def test_a_booked_review_is_moved_cancelled_and_confirmed(client, moment):
    appointment = booked(a_new_review())
    review = appointment.review
    client = signed_in(client, review, Role.PRACTITIONER, Role.REVIEW_ADMINISTRATOR)
    other = a_slot(review.team, APPOINTMENT + timedelta(days=1))
    assert client.post(f"/reviews/{review.ref}/confirm/").status_code == 302
    assert client.post(f"/reviews/{review.ref}/move/", {"slot": other.ref}).status_code == 302
    appointment.refresh_from_db()
    assert (appointment.slot, appointment.confirmed_at) == (other, None)
    assert client.post(f"/reviews/{review.ref}/cancel-appointment/", {"reason": "In hospital"}).status_code == 302


def test_a_long_diary_asks_no_more_than_a_short_one(client, moment, django_assert_max_num_queries):
    review = an_exception().review
    client = signed_in(client, review, Role.PRACTITIONER)
    client.get("/reviews/")

    with django_assert_max_num_queries(16):
        client.get("/reviews/")


def test_reviews_of_another_area_are_not_there(client, moment):
    review = a_new_review()
    from carewright.access.models import Unit

    client.force_login(user_holding(Role.PRACTITIONER, unit=Unit.objects.get(name="West")))

    assert client.get(f"/reviews/{review.ref}/").status_code == 404
    assert review.ref not in text(client.get("/reviews/"))
