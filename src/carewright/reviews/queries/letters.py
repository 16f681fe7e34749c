"""Which letters about reviews are still to be made."""

from carewright.access.queries import names_of_users
from carewright.reviews.models import Appointment


def appointments_owed_letters(size: int = 50) -> list[str]:
    """Appointments that were booked, moved or cancelled since their last letters, the oldest first."""
    owed = Appointment.objects.exclude(letter_owed="").order_by("booked_at", "pk")
    return list(owed.values_list("ref", flat=True)[:size])


def name_of_user(ref: str) -> str:
    """Whose name stands under a letter; empty for nobody known."""
    return names_of_users({ref}).get(ref, "")
