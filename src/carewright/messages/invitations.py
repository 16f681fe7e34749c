"""An appointment as an invitation for a calendar (RFC 5545, RFC 5546). Pure.

Calendars are read by others than those who are invited, so an invitation names nobody who draws on care: it has the
reference, the outward postcode, and a link to the page that holds the rest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Carewright//Care brokerage//EN"


@dataclass(frozen=True)
class Invitation:
    """One appointment, for one person's calendar. `uid` stays the same for ever, `sequence` rises with each change."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    organiser: str
    attendee: str
    attendee_name: str
    stamped_at: datetime
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        """What the calendar is asked to do."""
        return "CANCEL" if self.is_cancelled else "REQUEST"


def as_calendar(invitation: Invitation, organiser_address: str) -> str:
    """The invitation as the text of an .ics file. Times are in UTC, which no calendar can take for another zone."""
    event = Event()
    event.add("uid", f"{invitation.uid}@{organiser_address.rpartition('@')[2]}")
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.stamped_at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(UTC))
    event.add("dtend", invitation.ends_at.astimezone(UTC))
    event.add("summary", invitation.summary)
    event.add("location", invitation.location)
    event.add("description", invitation.description)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    event.add("organizer", _address(organiser_address, invitation.organiser))
    attendee = _address(invitation.attendee, invitation.attendee_name)
    attendee.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("NEEDS-ACTION"), "RSVP": vText("FALSE")}
    event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", invitation.method)
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def method_of(calendar: str) -> str:
    """What the calendar's text asks for: REQUEST or CANCEL."""
    return "CANCEL" if "\r\nMETHOD:CANCEL\r\n" in calendar else "REQUEST"


def _address(address: str, name: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = vText(name)
    return found
