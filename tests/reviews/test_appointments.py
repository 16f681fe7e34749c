"""Slots and appointments: booked, moved, cancelled, confirmed, with invitations and letters (REV-3)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refused import Gone, Invalid, NotAllowed, Refused, WrongState
from carewright.messages.models import Document, Message
from carewright.obligations.models import Obligation
from carewright.people.models import Person
from carewright.policy.lifecycle import State
from carewright.policy.packs import terms_from, text_of
from carewright.reviews import commands
from carewright.reviews.models import Appointment, Slot
from carewright.reviews.queries import free_slots, may_book
from carewright.reviews.sending import appointment_letters, send_letters
from carewright.trail.queries import timeline
from tests.builders import a_user
from tests.conftest import actor
from tests.people.builders import a_representative
from tests.policy.arranged import a_document
from tests.reviews.builders import (
    APPOINTMENT,
    JANUARY,
    PDF,
    a_new_review,
    a_slot,
    administrator,
    asked_for,
    booked,
    practitioner,
    someone_who_reviews,
)

pytestmark = pytest.mark.django_db


def invitation(message: Message) -> dict[str, str]:
    """The event of a message's invitation, by its properties."""
    calendar = Calendar.from_ical(message.calendar)
    [event] = calendar.walk("VEVENT")
    told = {name: str(event[name]) for name in ("UID", "SEQUENCE", "STATUS", "ORGANIZER", "ATTENDEE", "LOCATION")}
    return told | {"METHOD": str(calendar["METHOD"]), "DTSTART": f"{event.decoded('DTSTART'):%Y-%m-%d %H:%M}"}


def sent() -> list[Message]:
    return list(Message.objects.exclude(calendar="").order_by("pk"))


def test_a_booking_takes_the_slot_and_owes_its_confirmation() -> None:
    appointment = booked()
    review, slot = appointment.review, Slot.objects.get()

    assert (review.state, slot.state) == ("booked", "taken")
    assert Obligation.objects.get(duty="book_review", subject=review.ref).state == "met"
    confirm = Obligation.objects.get(duty="confirm_appointment", subject=review.ref)
    assert (confirm.role, confirm.due_at) == ("practitioner", datetime(2018, 1, 17, 17, 0, tzinfo=UTC))
    assert timeline(review.ref)[0].sentence == (
        "Appointment booked for 2pm on 5 February 2018 with Ruth Bell (Visit at home)."
    )


def test_the_practitioner_gets_an_invitation_that_names_nobody() -> None:
    appointment = booked()
    [message] = sent()

    assert invitation(message) == {
        "UID": f"{appointment.ref.lower()}@westmarch.example",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "ORGANIZER": "mailto:brokerage@westmarch.example",
        "ATTENDEE": "mailto:ruth.bell@westmarch.example",
        "LOCATION": "CT5",
        "METHOD": "REQUEST",
        "DTSTART": "2018-02-05 14:00",
    }
    assert "Attwood" not in message.calendar + message.text


def test_moving_gives_the_first_slot_back_and_sends_the_invitation_anew() -> None:
    appointment = booked()
    other = a_slot(appointment.review.team, APPOINTMENT + timedelta(days=1))
    moved = commands.move_appointment(
        review=appointment.review.ref, slot=other.ref, by=administrator(appointment.review), at=JANUARY
    )

    assert {slot.starts_at: slot.state for slot in Slot.objects.all()} == {
        APPOINTMENT: "free",
        other.starts_at: "taken",
    }
    assert (moved.pk, moved.sequence, moved.confirmed_at) == (appointment.pk, 1, None)
    first, second = (invitation(message) for message in sent())
    assert (second["UID"], second["SEQUENCE"], second["DTSTART"]) == (first["UID"], "1", "2018-02-06 14:00")


def test_moved_to_another_practitioner_the_first_one_s_calendar_is_cleared() -> None:
    appointment = booked()
    other = a_slot(appointment.review.team, APPOINTMENT, name="Ali Khan")
    commands.move_appointment(
        review=appointment.review.ref, slot=other.ref, by=administrator(appointment.review), at=JANUARY
    )

    told = [(invitation(message)["METHOD"], message.to[0]) for message in sent()]
    assert told[1:] == [("CANCEL", "ruth.bell@westmarch.example"), ("REQUEST", "ali.khan@westmarch.example")]


def test_a_cancelled_appointment_gives_its_slot_back_and_is_to_be_booked_anew() -> None:
    review = booked().review
    commands.cancel_appointment(review=review.ref, reason="In hospital", by=practitioner(review), at=JANUARY)
    review.refresh_from_db()

    assert (review.state, Slot.objects.get().state) == ("due", "free")
    assert invitation(sent()[-1]) | {"STATUS": "CANCELLED", "METHOD": "CANCEL", "SEQUENCE": "1"} == invitation(
        sent()[-1]
    )
    assert Obligation.objects.filter(duty="book_review", subject=review.ref, state="open").exists()
    assert not Obligation.objects.filter(duty="confirm_appointment", state="open").exists()


def test_a_slot_given_back_can_be_booked_for_another_review() -> None:
    review = booked().review
    slot = Slot.objects.get()
    commands.cancel_appointment(review=review.ref, reason="In hospital", by=practitioner(review), at=JANUARY)

    assert booked(asked_for(review.package), slot).slot == slot


def test_two_bookings_cannot_take_one_slot() -> None:
    review = booked().review

    with pytest.raises(Gone) as refusal:
        booked(asked_for(review.package), Slot.objects.get())
    assert refusal.value.sentence == "This slot has just been taken or withdrawn. Choose another."


def test_the_database_holds_it_where_the_lock_would_not() -> None:
    review = booked().review
    slot = Slot.objects.get()
    slot.state = "free"
    slot.save()

    with pytest.raises(Gone):
        booked(asked_for(review.package), slot)
    assert Appointment.objects.count() == 1


def test_a_new_review_is_not_booked_before_its_first_day() -> None:
    review = a_new_review()
    early = a_slot(review.team, datetime(2018, 1, 19, 14, 0, tzinfo=UTC))

    with pytest.raises(Refused) as refusal:
        booked(review, early)
    assert refusal.value.rule == "REV-1"
    assert "22 January 2018" in refusal.value.sentence


def test_slots_offered_for_a_review_are_free_and_not_before_its_first_day() -> None:
    review = a_new_review()
    a_slot(review.team, datetime(2018, 1, 19, 14, 0, tzinfo=UTC))
    good = a_slot(review.team, datetime(2018, 1, 22, 9, 0, tzinfo=UTC))
    elsewhere = Unit.objects.get(name="Vale community team")
    a_slot(elsewhere, name="Someone of Vale")

    assert list(free_slots(review, administrator(review), JANUARY)) == [good]


def test_a_slot_of_another_locality_is_as_good_as_gone() -> None:
    review = a_new_review()
    elsewhere = a_slot(Unit.objects.get(name="Vale community team"), name="Someone of Vale")

    with pytest.raises(Gone):
        booked(review, elsewhere)


def test_where_the_area_s_policy_has_brokers_book_the_administrator_does_not() -> None:
    whole = text_of(terms_from('[reviews]\nbooked_by_areas = { East = "broker" }'))
    a_document(State.ACTIVE, datetime(2017, 12, 1, tzinfo=UTC), whole=whole)
    review = a_new_review()
    slot = a_slot(review.team)
    broker = actor(Role.BROKER, unit=review.team.parent.parent)

    assert (may_book(administrator(review), review), may_book(broker, review)) == (False, True)
    with pytest.raises(NotAllowed):
        booked(review, slot)
    commands.book_appointment(review=review.ref, slot=slot.ref, how="visit", by=broker, at=JANUARY)


def test_by_the_default_policy_a_broker_does_not_book() -> None:
    review = a_new_review()
    slot = a_slot(review.team)
    broker = actor(Role.BROKER, unit=review.team.parent.parent)

    with pytest.raises(NotAllowed) as refusal:
        commands.book_appointment(review=review.ref, slot=slot.ref, how="visit", by=broker, at=JANUARY)
    assert "review administrator" in refusal.value.sentence


@pytest.mark.parametrize(
    ("starts", "minutes", "words"),
    [
        (APPOINTMENT - timedelta(days=60), 60, "still to come"),
        (APPOINTMENT + timedelta(days=400), 60, "within the next year"),
        (APPOINTMENT + timedelta(minutes=30), 60, "overlaps"),
        (APPOINTMENT, 10, "minutes long"),
    ],
)
def test_a_slot_that_cannot_be_is_refused(starts: datetime, minutes: int, words: str) -> None:
    review = a_new_review()
    a_slot(review.team)
    told = {"team": review.team.ref, "practitioner": someone_who_reviews(review.team).ref, "minutes": minutes}

    with pytest.raises(Invalid, match=words):
        commands.publish_slots(starts=[starts], **told, by=administrator(review), at=JANUARY)


def test_a_practitioner_publishes_their_own_slots_and_nobody_else_s() -> None:
    review = a_new_review()
    ruth = someone_who_reviews(review.team)
    other = a_user(Role.PRACTITIONER, unit=review.team, name="Ali Khan")
    told = {"team": review.team.ref, "starts": [APPOINTMENT], "minutes": 45, "at": JANUARY}

    with pytest.raises(NotAllowed):
        commands.publish_slots(practitioner=ruth.ref, by=other, **told)
    [slot] = commands.publish_slots(by=other, **told)
    assert slot.practitioner.ref == other.ref


def test_an_appointment_is_confirmed_beforehand_or_not_at_all() -> None:
    review = booked().review
    late = APPOINTMENT + timedelta(seconds=1)

    with pytest.raises(Refused):
        commands.confirm_appointment(review=review.ref, by=practitioner(review), at=late)
    commands.confirm_appointment(review=review.ref, by=practitioner(review), at=APPOINTMENT)
    assert Obligation.objects.get(duty="confirm_appointment").state == "met"


def test_the_worker_makes_a_letter_each_for_the_person_and_next_of_kin() -> None:
    appointment = booked()
    person = appointment.review.package.person
    Person.objects.filter(pk=person.pk).update(email="edith@home.example")
    a_representative(person)

    assert list(send_letters(JANUARY)) == [appointment.ref]
    assert list(send_letters(JANUARY)) == []

    titles = set(Document.objects.values_list("title", flat=True))
    assert titles == {
        "Review appointment booked: letter to Edith Attwood",
        "Review appointment booked: letter to Joan Attwood",
    }
    assert Message.objects.filter(to=["edith@home.example"]).count() == 1
    assert timeline(appointment.ref)[0].sentence == (
        "Letters about the appointment (booked) made for Edith Attwood and Joan Attwood. To be printed and posted: 1."
    )


def test_letters_made_before_a_move_are_not_sent_after_it() -> None:
    appointment = booked()
    sequence, letters = appointment_letters(appointment.ref, JANUARY)
    other = a_slot(appointment.review.team, APPOINTMENT + timedelta(days=1))
    commands.move_appointment(
        review=appointment.review.ref, slot=other.ref, by=administrator(appointment.review), at=JANUARY
    )
    from carewright.access.actors import SYSTEM

    with pytest.raises(WrongState):
        commands.send_appointment_letters(
            appointment=appointment.ref, sequence=sequence, letters=letters, by=SYSTEM, at=JANUARY
        )
    assert list(send_letters(JANUARY)) == [appointment.ref]


def test_nobody_else_gets_a_letter() -> None:
    appointment = booked()
    from carewright.access.actors import SYSTEM

    letters = {appointment.review.package.person.ref: PDF, "RPR-0000-0000-0": PDF}
    with pytest.raises(Refused):
        commands.send_appointment_letters(
            appointment=appointment.ref, sequence=0, letters=letters, by=SYSTEM, at=JANUARY
        )


def test_a_day_on_which_the_clocks_change_keeps_the_time_on_the_wall() -> None:
    review = a_new_review()
    slot = a_slot(review.team, datetime(2018, 3, 26, 13, 0, tzinfo=UTC))
    booked(asked_for(review.package), slot)

    assert "2pm on 26 March 2018" in timeline(review.package.ref)[0].sentence
    assert slot.starts_at.date() == date(2018, 3, 26)
