"""Packages, orders in versions that are never overwritten, and their lines."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.fields import HoursField, MaybeMoneyField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.packages.lifecycle import (
    BudgetKind,
    BudgetState,
    CouncilChangeState,
    FundKind,
    OrderKind,
    OrderState,
)
from carewright.people.models import Person
from carewright.providers.models import Contract, Provider
from carewright.referrals.models import Referral
from carewright.sourcing.models import Award, Requirement


def package_ref() -> str:
    """A package's reference."""
    return new_ref("PKG")


def order_ref() -> str:
    """A service delivery order's reference."""
    return new_ref("SDO")


def suspension_ref() -> str:
    """A suspension's reference."""
    return new_ref("SUS")


def budget_ref() -> str:
    """A personal budget's reference."""
    return new_ref("BUD")


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
    """One version of a package's service delivery order (ORD-1, ORD-2): from `from_on` on, its lines and nothing else.

    Never changed once sent. What it says is known since `known_at`: for one that waits for an individual contract, not
    yet.
    """

    ref = models.CharField(max_length=24, unique=True, default=order_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="orders")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in OrderKind], default=OrderKind.PLACED)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in OrderState])
    from_on = models.DateField()
    known_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=24, blank=True, help_text="The change, suspension or referral that asked.")
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
            models.CheckConstraint(
                name="an_order_is_known_unless_it_waits_for_a_contract",
                condition=models.Q(state="awaiting_contract", known_at__isnull=True)
                | ~models.Q(state="awaiting_contract") & models.Q(known_at__isnull=False),
            ),
        ]


class Line(models.Model):
    """One part of a package held by one provider. `to_on` is inclusive; none: without an end.

    `part` stays the same from version to version. While it is suspended, `paid_percent` of its cost is paid (ORD-3).
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="lines")
    award = models.ForeignKey(Award, null=True, on_delete=models.PROTECT, related_name="lines")
    contract = models.ForeignKey(Contract, null=True, on_delete=models.PROTECT, related_name="lines")
    part = models.PositiveSmallIntegerField(default=1)
    service = models.CharField(max_length=40)
    weekly_hours = HoursField()
    ordered_hours = HoursField(help_text="Of this part, as originally ordered: tolerance is measured from them.")
    carers = models.PositiveSmallIntegerField()
    rate = MoneyField()
    visits = models.JSONField(default=list)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    is_suspended = models.BooleanField(default=False)
    paid_percent = models.PositiveSmallIntegerField(default=100)
    weekly_cost = MoneyField()

    class Meta:
        indexes = [models.Index(fields=["provider", "from_on"], name="lines_of_a_provider")]
        constraints = [
            models.CheckConstraint(
                name="a_line_ends_on_or_after_its_start",
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["order", "part", "from_on"], name="a_part_of_an_order_has_one_line_from_a_day_on"
            ),
            models.CheckConstraint(
                name="a_line_is_paid_in_full_unless_it_is_suspended",
                condition=models.Q(is_suspended=True, paid_percent__lte=100)
                | models.Q(is_suspended=False, paid_percent=100),
            ),
        ]


class Fund(models.Model):
    """A direct payment or individual service fund in the place of a package's lines (ORD-5).

    Weekly: the personal budget less the contribution. A service fund is held by a provider.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="funds")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in FundKind])
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="funds")
    personal_budget = MoneyField()
    contribution = MoneyField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    is_suspended = models.BooleanField(default=False)
    paid_percent = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "from_on"], name="an_order_has_one_fund_from_a_day_on"),
            models.CheckConstraint(
                name="a_service_fund_and_no_direct_payment_is_held_by_a_provider",
                condition=models.Q(kind="service_fund", provider__isnull=False)
                | models.Q(kind="direct_payment", provider__isnull=True),
            ),
            models.CheckConstraint(
                name="a_contribution_is_within_the_personal_budget",
                condition=models.Q(contribution__gte=0, contribution__lte=models.F("personal_budget")),
            ),
        ]


class Suspension(models.Model):
    """A time without care of a package that goes on (ORD-3). Both days are suspended ones; `to_on`: once care resumed.

    Who pays meanwhile is the policy of the moment: so many retainer days at a percentage.
    """

    ref = models.CharField(max_length=24, unique=True, default=suspension_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=40)
    from_on = models.DateField()
    expected_return_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    retainer_days = models.PositiveSmallIntegerField()
    retainer_percent = models.PositiveSmallIntegerField()
    policy_version = models.CharField(max_length=24)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=24)
    closed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=100, blank=True, help_text="Who at the provider confirmed the return.")

    class Meta:
        ordering = ["package", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package"], condition=models.Q(closed_at__isnull=True), name="a_package_is_suspended_once"
            ),
            models.CheckConstraint(
                name="a_suspension_returns_after_it_began",
                condition=models.Q(expected_return_on__isnull=True)
                | models.Q(expected_return_on__gt=models.F("from_on")),
            ),
        ]


class Adjustment(models.Model):
    """Hours and money owed either way for days that were over when a version changed them (ORD-2). Never changed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="adjustments")
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="adjustments")
    part = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    hours = HoursField()
    amount = MoneyField()

    class Meta:
        ordering = ["order", "from_on", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "part", "from_on"], name="a_week_of_a_part_is_adjusted_once_by_a_version"
            ),
            models.CheckConstraint(
                name="an_adjustment_ends_on_or_after_its_start", condition=models.Q(to_on__gte=models.F("from_on"))
            ),
        ]


class FinancialAssessment(models.Model):
    """What the person pays a week towards an order's package, as assessed and sent to finance (ACC-6)."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="assessments")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="assessment")
    contribution = MoneyField()
    is_max_payer = models.BooleanField(default=False)
    maximum = MaybeMoneyField(null=True, help_text="A max payer's assessed maximum a week; none: the whole cost.")
    recorded_by = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_contribution_is_not_negative", condition=models.Q(contribution__gte=0)),
        ]


class PersonalBudget(models.Model):
    """What the person's care costs a week and what they pay of it, from a day on (CHG-5, ORD-5). Never overwritten.

    The steps say it day by day. `..._before`: as it was told or ordered until then, for the letter; none: nothing was.
    """

    ref = models.CharField(max_length=24, unique=True, default=budget_ref)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="personal_budgets")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="personal_budgets")
    number = models.PositiveIntegerField(help_text="Of the package's, in the order in which they were known.")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in BudgetKind])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in BudgetState])
    from_on = models.DateField()
    known_at = models.DateTimeField()
    made_by = models.CharField(max_length=24)
    because = models.CharField(max_length=24, blank=True, help_text="The review that renewed it.")
    cost_before = MaybeMoneyField(null=True, help_text="Ordered for a week until then.")
    amount_before = MaybeMoneyField(null=True)
    contribution_before = MaybeMoneyField(null=True)
    letter = models.CharField(max_length=24, blank=True, help_text="The document's reference.")
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["package", "-number"]
        indexes = [
            models.Index(fields=["known_at"], condition=models.Q(state="letter_owed"), name="budget_letters_to_make")
        ]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="personal_budgets_of_a_package_are_numbered"),
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=~models.Q(kind="renewed"),
                name="an_order_changes_a_personal_budget_once",
            ),
            models.CheckConstraint(
                name="a_budget_letter_that_was_sent_is_kept",
                condition=models.Q(state="letter_sent", told_at__isnull=False) & ~models.Q(letter="")
                | ~models.Q(state="letter_sent") & models.Q(told_at__isnull=True, letter=""),
            ),
        ]


class PersonalBudgetStep(models.Model):
    """From a day on: the personal budget a week, and what the person pays of it."""

    budget = models.ForeignKey(PersonalBudget, on_delete=models.PROTECT, related_name="steps")
    from_on = models.DateField()
    weekly_amount = MoneyField()
    contribution = MoneyField()

    class Meta:
        ordering = ["budget", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "from_on"], name="a_budget_has_one_step_from_a_day_on"),
            models.CheckConstraint(
                name="a_person_pays_no_more_than_the_budget",
                condition=models.Q(contribution__gte=0, contribution__lte=models.F("weekly_amount")),
            ),
        ]


class CouncilChange(models.Model):
    """A practitioner's change of a package, authorised and complete: what the broker decides about it (VAR-1).

    A small one is ordered from the present provider, who agreed: with whom and when. Else a provider is looked for.
    """

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="council_change")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="council_changes")
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in CouncilChangeState],
        default=CouncilChangeState.TO_DECIDE,
    )
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=24, blank=True)
    why = models.CharField(max_length=500, blank=True)
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_with = models.CharField(max_length=160, blank=True, help_text="Who at the provider agreed.")
    agreed_on = models.DateField(null=True)
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_change_ordered_from_the_same_provider_was_agreed",
                condition=~models.Q(state="ordered")
                | models.Q(provider__isnull=False, agreed_on__isnull=False, order__isnull=False)
                & ~models.Q(agreed_with=""),
            ),
            models.CheckConstraint(
                name="a_decided_change_says_who_and_when",
                condition=models.Q(decided_at__isnull=True, decided_by="")
                | models.Q(decided_at__isnull=False) & ~models.Q(decided_by=""),
            ),
        ]
