"""Reviews with their plan, contacts, answers and exceptions; slots and appointments."""

from carewright.reviews.models.appointments import Appointment, Slot
from carewright.reviews.models.reviews import Contact, LikelyException, Review, ReviewAnswer

__all__ = ["Appointment", "Contact", "LikelyException", "Review", "ReviewAnswer", "Slot"]
