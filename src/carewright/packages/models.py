"""Packages, orders in versions that are never overwritten, and their lines."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.fields import HoursField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.packages.lifecycle import OrderState
from carewright.people.models import Person
from carewright.providers.models import Contract, Provider
from carewright.sourcing.models import Award, Requirement


def package_ref() -> str:
    """A package's reference."""
    return new_ref("PKG")


def order_ref() -> str:
    """A service delivery order's reference."""
    return new_ref("SDO")


class Package(models.Model):
    """What one person gets from the council: a service, hours a week, price."""

    ref = models.CharField(max_length=24, unique=True, default=package_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="packages")
    requirement = models.OneToOneField(Requirement, null=True, on_delete=models.PROTECT, related_name="package")
    external_number = models.CharField(max_length=60, blank=True, help_text="Of a package loaded from a file.")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="packages")
    service = models.CharField(max_length=40)
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["external_number"],
                condition=~models.Q(external_number=""),
                name="a_loaded_package_is_there_once",
            )
        ]


class Order(models.Model):
    """One version of a package's service delivery order (ORD-1). Never changed once sent."""

    ref = models.CharField(max_length=24, unique=True, default=order_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="orders")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in OrderState])
    weekly_cost = MoneyField(help_text="Worked out from the lines.")
    ordered_hours = HoursField(help_text="As originally ordered: tolerance is measured from them.")
    terms = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=24)
    sent_at = models.DateTimeField(null=True)
    document = models.CharField(max_length=24, blank=True, help_text="The PDF's reference.")

    class Meta:
        ordering = ["package", "version"]
        constraints = [
            models.UniqueConstraint(fields=["package", "version"], name="versions_of_an_order_are_numbered"),
            models.CheckConstraint(
                name="a_sent_order_says_when_and_holds_its_document",
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
            ),
        ]


class Line(models.Model):
    """One part of a package held by one provider. `to_on` is inclusive; none: without an end."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="lines")
    award = models.ForeignKey(Award, null=True, on_delete=models.PROTECT, related_name="lines")
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="lines")
    service = models.CharField(max_length=40)
    weekly_hours = HoursField()
    carers = models.PositiveSmallIntegerField()
    rate = MoneyField()
    visits = models.JSONField(default=list)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    weekly_cost = MoneyField()

    class Meta:
        indexes = [models.Index(fields=["provider", "from_on"], name="lines_of_a_provider")]
        constraints = [
            models.CheckConstraint(
                name="a_line_ends_on_or_after_its_start",
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
            )
        ]


class FinancialAssessment(models.Model):
    """What the person pays a week towards an order's package, as assessed and sent to finance (ACC-6)."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="assessments")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="assessment")
    contribution = MoneyField()
    is_max_payer = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_contribution_is_not_negative", condition=models.Q(contribution__gte=0)),
        ]
