"""Obligations: duties with a time limit."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.refs import new_ref
from carewright.obligations.lifecycle import OnLapse, State


def obligation_ref() -> str:
    """An obligation's reference."""
    return new_ref("OBL")


class Obligation(models.Model):
    """Who owes what by when, under which rule.

    `duty` is the kind, such as `answer_offer`; `subject` the thing that it is about.
    """

    ref = models.CharField(max_length=24, unique=True, default=obligation_ref)
    rule = models.CharField(max_length=12, db_index=True)
    duty = models.CharField(max_length=60)
    sentence = models.CharField(max_length=300, help_text="What is owed, in words, without personal text.")
    subject = models.CharField(max_length=24, db_index=True)
    about = models.CharField(
        max_length=24, db_index=True, help_text="The referral, requirement or package that it belongs to."
    )
    role = models.CharField(max_length=30, help_text="The role that owes it.")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="obligations")
    provider = models.CharField(max_length=24, blank=True, db_index=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    on_lapse = models.CharField(max_length=10, choices=[(w.value, w.value) for w in OnLapse])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    kept_late = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="open", on_lapse="act"), name="obligations_to_sweep"
            ),
            models.Index(fields=["role", "due_at"], condition=models.Q(state="open"), name="obligations_open_by_role"),
            models.Index(fields=["due_at"], name="obligations_by_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_obligation_is_owed_by_a_unit_or_a_provider",
                condition=models.Q(unit__isnull=False, provider="")
                | models.Q(unit__isnull=True) & ~models.Q(provider=""),
            ),
            models.CheckConstraint(
                name="an_obligation_is_closed_when_it_is_no_longer_open",
                condition=models.Q(state="open", closed_at__isnull=True)
                | ~models.Q(state="open") & models.Q(closed_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["duty", "subject"], condition=models.Q(state="open"), name="a_duty_is_open_once_for_a_subject"
            ),
        ]
