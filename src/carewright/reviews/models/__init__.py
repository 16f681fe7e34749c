"""Reviews with their plan, contacts, answers and exceptions; slots and appointments."""

from carewright.reviews.models.appointments import Appointment, Slot
from carewright.reviews.models.letters import ProgrammeLetter
from carewright.reviews.models.programme import Programme, ProgrammeCapacity, ProgrammeEntry
from carewright.reviews.models.reviews import Contact, LikelyException, Review, ReviewAnswer

__all__ = [
    "Appointment",
    "Contact",
    "LikelyException",
    "Programme",
    "ProgrammeCapacity",
    "ProgrammeEntry",
    "ProgrammeLetter",
    "Review",
    "ReviewAnswer",
    "Slot",
]
