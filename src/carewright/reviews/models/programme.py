"""A review programme, what its teams manage, and whom it reviews (REV-7)."""

from django.db import models
from django.db.models import Q

from carewright.access.models import Unit
from carewright.kernel.fields import MaybeMoneyField
from carewright.kernel.refs import new_ref
from carewright.packages.models import Package
from carewright.people.models import Person
from carewright.reviews.lifecycle import Outcome, ProgrammeState


def programme_ref() -> str:
    """A review programme's reference."""
    return new_ref("RVP")


def entry_ref() -> str:
    """An entry's reference."""
    return new_ref("RVE")


class Programme(models.Model):
    """Reviews of the packages of a unit, cohort by cohort. `start_month` is the first day of its first month."""

    ref = models.CharField(max_length=24, unique=True, default=programme_ref)
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="review_programmes")
    start_month = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ProgrammeState], default=ProgrammeState.DRAFT
    )
    policy_version = models.CharField(max_length=24)
    drafted_by = models.CharField(max_length=24)
    drafted_at = models.DateTimeField()
    started_by = models.CharField(max_length=24, blank=True)
    started_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_programme_is_started_by_somebody_at_a_moment",
                condition=Q(started_at__isnull=True, started_by="") | Q(started_at__isnull=False) & ~Q(started_by=""),
            ),
            models.CheckConstraint(
                name="a_running_programme_has_been_started",
                condition=~Q(state="running") | Q(started_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeCapacity(models.Model):
    """How many reviews a team manages a month, from a month on until its next row."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="capacities")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="review_capacities")
    from_month = models.DateField()
    a_month = models.PositiveIntegerField()

    class Meta:
        ordering = ["team__name", "from_month"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "team", "from_month"], name="a_team_has_one_capacity_from_a_month_on"
            ),
        ]


class ProgrammeEntry(models.Model):
    """One package to be reviewed: in which month, by which team; once reviewed, when and with what outcome.

    `left_because`: it is no longer in the programme. `review`: the reference of the review itself, where there is one.
    """

    ref = models.CharField(max_length=24, unique=True, default=entry_ref)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="programme_entries")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="programme_entries")
    cohort = models.CharField(max_length=40)
    is_urgent = models.BooleanField(default=False)
    urgent_because = models.CharField(max_length=300, blank=True)
    month = models.DateField(null=True)
    team = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="programme_entries")
    left_because = models.CharField(max_length=200, blank=True)
    taken_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o.value, o.value) for o in Outcome])
    cost_before = MaybeMoneyField(null=True)
    cost_after = MaybeMoneyField(null=True)
    review = models.CharField(max_length=24, blank=True)
    recorded_by = models.CharField(max_length=24, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "month"], name="entries_of_a_programme")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "package"], name="a_package_is_in_a_programme_once"),
            models.CheckConstraint(
                name="a_review_that_took_place_has_its_day_and_outcome",
                condition=Q(taken_on__isnull=True, outcome="", recorded_at__isnull=True, recorded_by="")
                | Q(taken_on__isnull=False, recorded_at__isnull=False, left_because="")
                & ~Q(outcome="")
                & ~Q(recorded_by=""),
            ),
        ]
