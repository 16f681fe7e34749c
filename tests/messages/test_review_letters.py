"""Letters about reviews, and invitations to calendars: tagged, whole, harmless whatever people are called (REV-3)."""

import dataclasses
import io
from datetime import UTC, date, datetime
from email import message_from_string, policy

import pikepdf
import pytest
from icalendar import Calendar

from carewright.messages.delivery import deliver_due
from carewright.messages.invitations import Invitation, as_calendar, method_of
from carewright.messages.letters import (
    Addressee,
    AppointmentLetter,
    Letterhead,
    PaperworkLetter,
    appointment_letter_pdf,
    paperwork_letter_pdf,
)
from tests.messages.reading import text_of

WESTMARCH = Letterhead("Westmarch County Council", "#1d4f91")
MARKUP = '#import "x": * _a_ *b* $x^2$ <script>alert(1)</script> @ref // \\ = [#data]'
APPOINTMENT = AppointmentLetter(
    letterhead=WESTMARCH,
    review="REV-7K3M-9QWA-5",
    about="booked",
    to=Addressee("Margaret Ashdown", ("4 Harbour Row", "CT5 1AB")),
    dated_on=date(2018, 1, 15),
    starts_at=datetime(2018, 2, 5, 14, 0, tzinfo=UTC),
    how="Visit at home",
    place="4 Harbour Row, CT5 1AB",
    practitioner="Ruth Bell",
    contact="harbour@westmarch.example",
    needs="Hearing loop",
)
PAPERWORK = PaperworkLetter(
    letterhead=WESTMARCH,
    review="REV-7K3M-9QWA-5",
    to=Addressee("Margaret Ashdown", ("4 Harbour Row", "CT5 1AB")),
    dated_on=date(2018, 2, 6),
    held_on=date(2018, 2, 5),
    outcome="The package stays as it is",
    next_on=date(2019, 2, 5),
    answers=[("What is working, and what is not?", "The morning visit.\nNot the evening one.")],
    contact="harbour@westmarch.example",
    practitioner="Ruth Bell",
)
EACH = [
    pytest.param(appointment_letter_pdf, APPOINTMENT, id="appointment"),
    pytest.param(paperwork_letter_pdf, PAPERWORK, id="paperwork"),
]
INVITATION = Invitation(
    uid="apt-7k3m-9qwa-5",
    sequence=2,
    starts_at=datetime(2018, 2, 5, 14, 0, tzinfo=UTC),
    ends_at=datetime(2018, 2, 5, 15, 0, tzinfo=UTC),
    summary="Review REV-7K3M-9QWA-5, visit at home",
    location="CT5",
    description="Westmarch, with a comma; and a semicolon. " + "Long words " * 30,
    organiser="Westmarch County Council",
    attendee="ruth.bell@westmarch.example",
    attendee_name='Ruth "Ŵyn", Bell',
    stamped_at=datetime(2018, 1, 15, 10, 0, tzinfo=UTC),
)


@pytest.mark.parametrize(("letter", "told"), EACH)
def test_a_letter_is_tagged_titled_and_in_english(letter, told):
    with pikepdf.open(io.BytesIO(letter(told))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_the_letter_confirms_date_time_and_who_comes():
    told = text_of(appointment_letter_pdf(APPOINTMENT))

    for words in (
        "2pm Mon 5 February 2018",
        "Ruth Bell",
        "Visit at home",
        "4 Harbour Row",
        "Hearing loop",
        "your care",
    ):
        assert words in told


def test_next_of_kin_read_whose_review_it_is():
    kin = dataclasses.replace(APPOINTMENT, to=Addressee("Joan Ashdown", (), "Margaret Ashdown"))
    told = text_of(appointment_letter_pdf(kin))

    assert "Dear Joan Ashdown" in told
    assert "Margaret Ashdown’s care and support" in told


@pytest.mark.parametrize(("about", "words"), [("moved", "has been moved"), ("cancelled", "will not take place")])
def test_a_change_says_so(about, words):
    assert words in text_of(appointment_letter_pdf(dataclasses.replace(APPOINTMENT, about=about)))


def test_the_paperwork_says_what_was_talked_about_and_when_the_next_review_is():
    told = text_of(paperwork_letter_pdf(PAPERWORK))

    for words in ("Not the evening one.", "The package stays as it is", "Tuesday 5 February 2019"):
        assert words in told


@pytest.mark.parametrize("name", ["Aa" * 40, "Siân Ŵyn-Llŷr", "Łukasz Żółć", MARKUP])
def test_no_name_does_harm(name):
    told = text_of(appointment_letter_pdf(dataclasses.replace(APPOINTMENT, to=Addressee(name), practitioner=name)))

    assert "".join(name.split(" = ")[0].split()) in "".join(told.split())


def test_an_invitation_is_read_back_as_it_was_meant():
    text = as_calendar(INVITATION, "brokerage@westmarch.example")
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")

    assert (calendar["METHOD"], event["SEQUENCE"], event["UID"]) == (
        "REQUEST",
        2,
        "apt-7k3m-9qwa-5@westmarch.example",
    )
    assert event.decoded("DTSTART") == INVITATION.starts_at
    assert str(event["DESCRIPTION"]) == INVITATION.description
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


def test_a_cancellation_keeps_the_uid_and_says_that_it_is_off():
    text = as_calendar(dataclasses.replace(INVITATION, is_cancelled=True, sequence=3), "brokerage@westmarch.example")

    assert method_of(text) == "CANCEL"
    assert "STATUS:CANCELLED" in text
    assert "UID:apt-7k3m-9qwa-5@westmarch.example" in text


@pytest.mark.django_db
def test_the_mail_has_the_invitation_as_a_part_that_calendars_know(queued, sink, friday):
    message = queued(invitation=INVITATION)
    list(deliver_due(friday))

    mail = message_from_string(sink.taken[0].mail.as_string(), policy=policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST"]
    assert parts[0].get_content().replace("\r\n", "\n") == message.calendar.replace("\r\n", "\n")
    assert [part.get_filename() for part in mail.iter_attachments()] == ["invitation.ics"]
