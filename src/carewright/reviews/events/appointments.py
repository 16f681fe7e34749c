"""What is recorded about slots and appointments."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class SlotsPublished:
    """A practitioner's slots were published (REV-3)."""

    NAME: ClassVar[str] = "slot.published"
    SENTENCE: ClassVar[str] = "{count} slots published for {practitioner_name}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("slots", "practitioner")
    slots: tuple[str, ...]
    practitioner: str
    practitioner_name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class SlotWithdrawn:
    """A slot was withdrawn (REV-3)."""

    NAME: ClassVar[str] = "slot.withdrawn"
    SENTENCE: ClassVar[str] = "Slot at {when} withdrawn."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("slot", "practitioner")
    slot: str
    practitioner: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked:
    """A review was booked into a slot (REV-3)."""

    NAME: ClassVar[str] = "appointment.booked"
    SENTENCE: ClassVar[str] = "Appointment booked for {when} with {practitioner_name} ({how})."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "appointment", "slot")
    review: str
    package: str
    person: str
    appointment: str
    slot: str
    practitioner: str
    practitioner_name: str
    when: str
    how: str


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved:
    """An appointment was moved to another slot (REV-3)."""

    NAME: ClassVar[str] = "appointment.moved"
    SENTENCE: ClassVar[str] = "Appointment moved from {before} to {when} with {practitioner_name}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "appointment", "slot")
    review: str
    package: str
    person: str
    appointment: str
    slot: str
    practitioner: str
    practitioner_name: str
    before: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled:
    """An appointment was cancelled; its slot is free again (REV-3)."""

    NAME: ClassVar[str] = "appointment.cancelled"
    SENTENCE: ClassVar[str] = "Appointment at {when} cancelled: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "appointment", "slot")
    review: str
    package: str
    person: str
    appointment: str
    slot: str
    when: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AppointmentConfirmed:
    """The practitioner confirmed an appointment beforehand (REV-3)."""

    NAME: ClassVar[str] = "appointment.confirmed"
    SENTENCE: ClassVar[str] = "Appointment at {when} confirmed."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "appointment")
    review: str
    package: str
    person: str
    appointment: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AppointmentLettersSent:
    """The letters about an appointment were made, and emailed where there is an address (REV-3)."""

    NAME: ClassVar[str] = "appointment.letters_sent"
    SENTENCE: ClassVar[str] = "Letters about the appointment ({about}) made for {recipients}. {posted}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("recipients",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "appointment", "documents")
    review: str
    package: str
    person: str
    appointment: str
    documents: tuple[str, ...]
    about: str
    recipients: str
    posted: str
