"""Reviews, and what is written down about one."""

from django.db import models
from django.db.models import Q

from carewright.access.models import Unit
from carewright.kernel.refs import new_ref
from carewright.packages.models import Package
from carewright.reviews.lifecycle import AskedBy, ExceptionState, Outcome, ReviewKind, ReviewState

_OPEN = Q(state__in=["due", "booked"])
_HELD = Q(state__in=["held", "paperwork_sent", "paperwork_received", "recorded"])


def review_ref() -> str:
    """A review's reference."""
    return new_ref("REV")


def exception_ref() -> str:
    """A likely exception's reference."""
    return new_ref("EXC")


class Review(models.Model):
    """One review of a package (REV-1 to 8). `hold_by` is the last moment in time; `earliest_on` None: at once."""

    ref = models.CharField(max_length=24, unique=True, default=review_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ReviewKind])
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ReviewState], default=ReviewState.DUE)
    opened_because = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    policy_version = models.CharField(max_length=24)
    earliest_on = models.DateField(null=True)
    scheduled_on = models.DateField()
    hold_by = models.DateTimeField()
    asked_by = models.CharField(max_length=20, blank=True, choices=[(a.value, a.value) for a in AskedBy])
    reason = models.TextField(max_length=1000, blank=True, help_text="Why an unplanned review was asked for.")
    because = models.CharField(max_length=24, blank=True, help_text="The change or concern that it came from.")
    is_urgent = models.BooleanField(default=False)

    plan: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(
        default=list, help_text="Whom to contact and how, in order."
    )
    communication_needs = models.TextField(max_length=500, blank=True)
    access_needs = models.TextField(max_length=500, blank=True)
    planned_at = models.DateTimeField(null=True)
    planned_by = models.CharField(max_length=24, blank=True)
    by_telephone = models.BooleanField(default=False)
    provider_review_on = models.DateField(null=True, help_text="When the provider reviewed the package itself.")
    provider_review_note = models.TextField(max_length=1000, blank=True)

    held_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o.value, o.value) for o in Outcome])
    outcome_note = models.TextField(max_length=2000, blank=True)
    causes: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    increase_planned = models.BooleanField(null=True)
    is_full = models.BooleanField(default=True)
    next_on = models.DateField(null=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.CharField(max_length=24, blank=True)

    paperwork_sent_at = models.DateTimeField(null=True)
    paperwork_received_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-is_urgent", "hold_by", "id"], condition=_OPEN, name="reviews_still_to_be_held"),
            models.Index(fields=["team", "hold_by"], name="reviews_of_a_team"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "kind"], condition=_OPEN, name="a_package_has_one_open_review_of_a_kind"
            ),
            models.CheckConstraint(
                name="a_review_that_was_held_says_when_by_whom_and_its_outcome",
                condition=_HELD
                & Q(held_on__isnull=False, outcome_at__isnull=False)
                & ~Q(outcome="")
                & ~Q(outcome_by="")
                | ~_HELD & Q(held_on__isnull=True, outcome_at__isnull=True, outcome="", outcome_by=""),
            ),
            models.CheckConstraint(
                name="a_review_is_planned_by_somebody_at_a_moment",
                condition=Q(planned_at__isnull=True, planned_by="") | Q(planned_at__isnull=False) & ~Q(planned_by=""),
            ),
            models.CheckConstraint(
                name="an_unplanned_review_says_who_asked_and_why",
                condition=Q(kind="unplanned") & ~Q(asked_by="") & ~Q(reason="")
                | ~Q(kind="unplanned") & Q(asked_by="", reason=""),
            ),
            models.CheckConstraint(
                name="only_an_increase_says_whether_it_was_planned",
                condition=Q(outcome="increased", increase_planned__isnull=False)
                | ~Q(outcome="increased") & Q(increase_planned__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Contact(models.Model):
    """Somebody who was contacted for a review, and how."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="contacts")
    who = models.CharField(max_length=160)
    how = models.CharField(max_length=40)
    contacted_on = models.DateField()
    note = models.TextField(max_length=1000, blank=True)
    recorded_by = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["contacted_on", "id"]


class ReviewAnswer(models.Model):
    """The answer to one of the eleven questions (rules/questions.py)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=30)
    choice = models.CharField(max_length=10, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    answered_by = models.CharField(max_length=24)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="a_question_is_answered_once")]


class LikelyException(models.Model):
    """What may stand against a change: for the team manager to decide (REV-8)."""

    ref = models.CharField(max_length=24, unique=True, default=exception_ref)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="exceptions")
    kind = models.CharField(max_length=40)
    note = models.TextField(max_length=1000)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ExceptionState], default=ExceptionState.WAITING
    )
    recorded_by = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()
    is_agreed = models.BooleanField(null=True)
    decision_note = models.TextField(max_length=1000, blank=True)
    decided_by = models.CharField(max_length=24, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind"], condition=Q(state="waiting"), name="an_exception_of_a_kind_waits_once"
            ),
            models.CheckConstraint(
                name="an_exception_is_decided_by_somebody_at_a_moment",
                condition=Q(state="waiting", is_agreed__isnull=True, decided_at__isnull=True, decided_by="")
                | Q(state="decided", is_agreed__isnull=False, decided_at__isnull=False) & ~Q(decided_by=""),
            ),
        ]
