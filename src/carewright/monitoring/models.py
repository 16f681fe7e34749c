"""Weekly variation reports, each week of a package in versions, and what approved ones change of its payment."""

from django.db import models

from carewright.kernel.fields import HoursField, MaybeHoursField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.monitoring.lifecycle import VariationState
from carewright.packages.models import Package
from carewright.providers.models import Provider


def report_ref() -> str:
    """A weekly variation report's reference."""
    return new_ref("WVR")


def variation_ref() -> str:
    """A variation's reference."""
    return new_ref("VRN")


class VariationReport(models.Model):
    """What a provider sent in one go: by form, file or API."""

    class How(models.TextChoices):
        FORM = "form", "form"
        FILE = "file", "file"
        API = "api", "API"

    ref = models.CharField(max_length=24, unique=True, default=report_ref)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="variation_reports")
    how = models.CharField(max_length=10, choices=How.choices)
    added = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    reported_by = models.CharField(max_length=24)
    reported_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["provider", "-reported_at"], name="reports_of_a_provider")]


class Variation(models.Model):
    """One version of what a provider reported of a package's week, Monday to Sunday, in carer-hours (VAR-2).

    `ordered_hours` are the order book's; `reported_ordered` what the provider took them to be. `working` and `effect`
    are the figures as of the report; `policy_version` the policy that it was judged under (POL-2).
    """

    ref = models.CharField(max_length=24, unique=True, default=variation_ref)
    report = models.ForeignKey(VariationReport, on_delete=models.PROTECT, related_name="variations")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="variations")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="variations")
    week_on = models.DateField(help_text="The Monday.")
    version = models.PositiveIntegerField()
    ordered_hours = HoursField()
    reported_ordered = MaybeHoursField(null=True)
    delivered_hours = HoursField()
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True, max_length=500)
    working = models.JSONField(default=list)
    effect = MoneyField(help_text="What the hours delivered change of the week's payment as ordered, signed.")
    policy_version = models.CharField(max_length=24)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in VariationState])
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=24)
    answer_by = models.DateTimeField(null=True, help_text="By when case management answers; none: nothing to answer.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=24, blank=True)
    answer = models.TextField(blank=True, max_length=500, help_text="Why it was refused.")

    class Meta:
        indexes = [
            models.Index(fields=["answer_by", "ref"], condition=models.Q(state="waiting"), name="variations_to_answer"),
            models.Index(fields=["provider", "-week_on"], name="variations_of_a_provider"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "provider", "week_on", "version"], name="versions_of_a_reported_week_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["package", "provider", "week_on"],
                condition=~models.Q(state="replaced"),
                name="a_week_has_one_report_that_holds",
            ),
            models.CheckConstraint(
                name="a_variation_says_when_and_by_whom_it_was_answered",
                condition=models.Q(answered_at__isnull=True, answered_by="")
                | models.Q(answered_at__isnull=False) & ~models.Q(answered_by=""),
            ),
            models.CheckConstraint(
                name="a_variation_that_waits_has_a_time_limit",
                condition=~models.Q(state="waiting") | models.Q(answer_by__isnull=False),
            ),
        ]


class VariationPayment(models.Model):
    """What an approval changed of a week's payment, signed; what a week is paid more or less is the sum of its rows.

    Never changed once made: a correction that is approved has a row of its own, with the difference.
    """

    variation = models.OneToOneField(Variation, on_delete=models.PROTECT, related_name="payment")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="variation_payments")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="variation_payments")
    week_on = models.DateField()
    amount = MoneyField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["package", "provider", "week_on"], name="payments_of_a_week")]
