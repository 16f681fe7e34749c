"""Practitioners' slots, and the appointments that take them (REV-3)."""

from django.db import models
from django.db.models import F, Q

from carewright.access.models import Unit, User
from carewright.kernel.refs import new_ref
from carewright.reviews.lifecycle import AppointmentState, SlotState
from carewright.reviews.models.reviews import Review


def slot_ref() -> str:
    """A slot's reference."""
    return new_ref("SLT")


def appointment_ref() -> str:
    """An appointment's reference."""
    return new_ref("APT")


class Slot(models.Model):
    """A time at which a practitioner can hold a review."""

    ref = models.CharField(max_length=24, unique=True, default=slot_ref)
    practitioner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="slots")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in SlotState], default=SlotState.FREE)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["team", "starts_at"], condition=Q(state="free"), name="slots_that_are_free")]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "starts_at"],
                condition=~Q(state="withdrawn"),
                name="a_practitioner_has_one_slot_at_a_time",
            ),
            models.CheckConstraint(name="a_slot_ends_after_its_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]


class Appointment(models.Model):
    """A review booked into a slot. `sequence` counts what was changed, as the calendar invitation does (RFC 5545)."""

    class Letter(models.TextChoices):
        BOOKED = "booked"
        MOVED = "moved"
        CANCELLED = "cancelled"

    ref = models.CharField(max_length=24, unique=True, default=appointment_ref)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="appointments")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="appointments")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AppointmentState], default=AppointmentState.BOOKED
    )
    how = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True)
    spoke_to = models.CharField(max_length=160, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    booked_by = models.CharField(max_length=24)
    booked_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=24, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(max_length=300, blank=True)
    letter_owed = models.CharField(
        max_length=10, blank=True, choices=Letter.choices, help_text="Which letter the worker has still to make."
    )

    class Meta:
        ordering = ["booked_at", "id"]
        indexes = [models.Index(fields=["booked_at"], condition=~Q(letter_owed=""), name="appointments_owed_a_letter")]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=~Q(state="cancelled"), name="a_slot_is_taken_by_one_appointment"
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(state="booked"), name="a_review_has_one_appointment_at_a_time"
            ),
            models.CheckConstraint(
                name="an_appointment_is_confirmed_by_somebody_at_a_moment",
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=""),
            ),
        ]
