"""Changes that providers give notice of, how each was judged, what managers decided, and case notes."""

from django.db import models

from carewright.changes.lifecycle import AskedBy, ChangeState, ManagersChoice, NoteKind
from carewright.changes.rules import Advocate, Agreement, Decides
from carewright.kernel.fields import HoursField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.packages.models import Order, Package
from carewright.providers.models import Provider


def change_ref() -> str:
    """A change's reference."""
    return new_ref("CHG")


def note_ref() -> str:
    """A case note's reference."""
    return new_ref("NOTE")


class Change(models.Model):
    """A provider's notice that it changes the size of a package, after a conversation with the person (CHG-1)."""

    ref = models.CharField(max_length=24, unique=True, default=change_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="changes")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="changes")
    part = models.PositiveSmallIntegerField(help_text="Which part of the package it is of.")
    state = models.CharField(
        max_length=20, choices=[(s.value, s.value) for s in ChangeState], default=ChangeState.NOTICED
    )
    weekly_hours = HoursField(help_text="As asked for.")
    effective_on = models.DateField()
    reason = models.CharField(max_length=40, help_text="A code of the policy.")
    described = models.CharField(max_length=1000)
    spoke_with = models.CharField(max_length=200)
    spoke_on = models.DateField()
    said = models.CharField(max_length=2000)
    agreement = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Agreement])
    advocate = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Advocate])
    policy_version = models.CharField(max_length=24, help_text="Of the notice: it is judged under this one to the end.")
    noticed_at = models.DateTimeField()
    noticed_by = models.CharField(max_length=24)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True, help_text="When it took effect, or was over without.")
    closing_note = models.CharField(max_length=1000, blank=True)
    asked_by = models.CharField(max_length=20, blank=True, choices=[(a.value, a.value) for a in AskedBy])
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="change")

    class Meta:
        indexes = [
            models.Index(fields=["provider", "closed_at"], name="changes_of_a_provider"),
            models.Index(fields=["noticed_at"], name="changes_by_notice"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["package"],
                condition=models.Q(state__in=["noticed", "with_team_manager"]),
                name="a_package_has_one_change_under_way",
            ),
            models.CheckConstraint(
                name="a_change_is_closed_when_it_is_no_longer_under_way",
                condition=models.Q(state__in=["noticed", "with_team_manager"], closed_at__isnull=True)
                | ~models.Q(state__in=["noticed", "with_team_manager"]) & models.Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_change_in_effect_has_its_order",
                condition=models.Q(state="in_effect", order__isnull=False)
                | ~models.Q(state="in_effect") & models.Q(order__isnull=True),
            ),
            models.CheckConstraint(
                name="who_confirmed_a_change_and_when_are_set_together",
                condition=models.Q(confirmed_at__isnull=True, confirmed_by="")
                | models.Q(confirmed_at__isnull=False) & ~models.Q(confirmed_by=""),
            ),
            models.CheckConstraint(name="a_change_is_of_some_hours", condition=models.Q(weekly_hours__gt=0)),
        ]


class Judgement(models.Model):
    """What the tolerance said of a change, with every figure that it used (CHG-2, POL-2). Kept, never changed.

    The last one counts: a change is judged again when the book has moved since. Costs are a week's; those of the
    package take in the parts of other providers (REF-7).
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="judgements")
    judged_at = models.DateTimeField()
    decides = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Decides])
    rules = models.JSONField(default=list)
    policy_version = models.CharField(max_length=24)
    ordered_hours = HoursField()
    current_hours = HoursField()
    new_hours = HoursField()
    rate = MoneyField()
    carers = models.PositiveSmallIntegerField()
    ordered_cost = MoneyField()
    current_cost = MoneyField()
    new_cost = MoneyField()
    ordered_level = models.PositiveSmallIntegerField()
    current_level = models.PositiveSmallIntegerField()
    new_level = models.PositiveSmallIntegerField()
    package_cost = MoneyField()
    new_package_cost = MoneyField()

    class Meta:
        ordering = ["change", "pk"]


class Decision(models.Model):
    """What an authorising manager chose (CHG-4)."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=20, choices=[(c.value, c.value) for c in ManagersChoice])
    note = models.CharField(max_length=1000, blank=True)
    decided_by = models.CharField(max_length=24)
    acting_as = models.CharField(max_length=80, help_text="In which role, and as whose deputy (ROLE-4).")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["change", "pk"]


class CaseNote(models.Model):
    """What a change means for the person's record, kept for the case-management system to fetch (CHG-5)."""

    ref = models.CharField(max_length=24, unique=True, default=note_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="case_notes")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="case_notes")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in NoteKind])
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at", "ref"], name="case_notes_by_moment")]
        ordering = ["made_at", "pk"]
