"""Providers, what they are contracted for, where, in which order they are approached, and what bars them."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.fields import HoursField, MaybeMoneyField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.providers.lifecycle import PriceRequestState


def provider_ref() -> str:
    """A provider's reference."""
    return new_ref("PRV")


def location_ref() -> str:
    """A registered location's reference."""
    return new_ref("LOC")


def cluster_ref() -> str:
    """A cluster's reference."""
    return new_ref("CLU")


def contract_ref() -> str:
    """A contract's reference."""
    return new_ref("CON")


def sanction_ref() -> str:
    """A sanction's reference."""
    return new_ref("SAN")


def price_request_ref() -> str:
    """A price request's reference."""
    return new_ref("PRQ")


class Provider(models.Model):
    """A care agency. Its rating is the regulator's last overall one."""

    ref = models.CharField(max_length=24, unique=True, default=provider_ref)
    name = models.CharField(max_length=160)
    regulator_id = models.CharField(max_length=20, unique=True)
    is_registered = models.BooleanField(default=True)
    is_dormant = models.BooleanField(default=False)
    rating = models.CharField(max_length=30, blank=True, help_text="One of rules.RATINGS; empty: unrated.")
    rated_on = models.DateField(null=True)
    offers_email = models.EmailField(blank=True)
    manager_email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=300, blank=True)
    search = models.CharField(max_length=200, db_index=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name"], name="providers_by_name")]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place from which a provider is registered to give care."""

    ref = models.CharField(max_length=24, unique=True, default=location_ref)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="locations")
    regulator_id = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    postcode = models.CharField(max_length=8, blank=True)
    is_registered = models.BooleanField(default=True)
    rating = models.CharField(max_length=30, blank=True)
    rated_on = models.DateField(null=True)


class RegulatorChange(models.Model):
    """Something that the regulator says of a provider changed: what it was and is, since when, when noticed (PRO-1)."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="regulator_changes")
    what = models.CharField(max_length=20, help_text="rating, is_registered or is_dormant.")
    was = models.CharField(max_length=60)
    now = models.CharField(max_length=60)
    on = models.DateField(null=True, help_text="As the regulator dates it; empty when it doesn't.")
    noticed_at = models.DateTimeField()


class Cluster(models.Model):
    """A group of MSOAs within an area, whose cluster providers promised to accept (SRC-20)."""

    ref = models.CharField(max_length=24, unique=True, default=cluster_ref)
    name = models.CharField(max_length=120, unique=True)
    area = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="clusters")

    def __str__(self) -> str:
        return self.name


class Msoa(models.Model):
    """A middle layer super output area of the national statistics, in a cluster or not."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=120)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="msoas")


class Postcode(models.Model):
    """A live postcode and its MSOA, from the national lookup; written without the space."""

    code = models.CharField(max_length=7, primary_key=True)
    msoa = models.ForeignKey(Msoa, on_delete=models.PROTECT, related_name="postcodes")


class Contract(models.Model):
    """What a provider is contracted for: services, areas or clusters, needs, from-to, both included (PRO-2)."""

    class Kind(models.TextChoices):
        CLUSTER = "cluster", "Cluster"
        OTHER_CONTRACTED = "other_contracted", "Other contracted"
        FRAMEWORK = "framework", "Framework"
        OFF_FRAMEWORK = "off_framework", "Off framework"
        INDIVIDUAL = "individual", "Individual"
        EXCEPTION = "exception", "Exception"

    ref = models.CharField(max_length=24, unique=True, default=contract_ref)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    services = models.JSONField(default=list, help_text="Service codes of the policy.")
    need_categories = models.JSONField(default=list, help_text="Codes; empty: all.")
    areas = models.ManyToManyField(Unit, related_name="contracts", blank=True)
    clusters = models.ManyToManyField(Cluster, related_name="contracts", blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    terms = models.TextField(blank=True)
    made_at = models.DateTimeField()


class Rate(models.Model):
    """A contract's price per carer-hour of a service, from a date (PRO-2). Confidential (ROLE-6)."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="rates")
    service = models.CharField(max_length=40)
    hourly = MoneyField()
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "service", "from_on"], name="a_contract_has_one_rate_for_a_service_from_a_date"
            )
        ]


class ProtocolPlace(models.Model):
    """A provider's place in a cluster's protocol order for a service, 1 first."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="protocol")
    service = models.CharField(max_length=40)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="protocol_places")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "service", "position"], name="a_protocol_position_is_held_once"),
            models.UniqueConstraint(
                fields=["cluster", "service", "provider"], name="a_provider_has_one_protocol_position"
            ),
        ]


class Capacity(models.Model):
    """Hours a week that a provider declares free in a cluster; stale after it expires (PRO-3)."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="capacity")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="capacity")
    time_of_day = models.CharField(max_length=20, blank=True, help_text="morning, lunch, tea, bed, night; empty: any.")
    weekly_hours = HoursField()
    declared_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "cluster", "time_of_day"], name="capacity_is_declared_once_for_a_time_of_day"
            )
        ]


class Sanction(models.Model):
    """Bars new placements with a provider: everywhere, in an area, or of a service (SRC-9). Ends are inclusive."""

    ref = models.CharField(max_length=24, unique=True, default=sanction_ref)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="sanctions")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    area = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="sanctions")
    service = models.CharField(max_length=40, blank=True)
    moves_existing = models.BooleanField(default=False)
    reason = models.TextField()
    imposed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)


class PriceRequest(models.Model):
    """Another price asked for under a contract, and commissioning's answer (VAR-3, PRO-5). Confidential (ROLE-6)."""

    ref = models.CharField(max_length=24, unique=True, default=price_request_ref)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="price_requests")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="price_requests")
    service = models.CharField(max_length=40)
    hourly_now = MaybeMoneyField(null=True, help_text="The contract's price when it was asked; none: it has none.")
    asked_hourly = MoneyField()
    asked_from_on = models.DateField()
    evidence = models.TextField(max_length=4000)
    split_off = models.CharField(
        max_length=24, blank=True, help_text="The variation report or handback that it was split off from."
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PriceRequestState])
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=24)
    answer_by = models.DateTimeField()
    agreed_hourly = MaybeMoneyField(null=True)
    agreed_from_on = models.DateField(null=True)
    answer = models.TextField(blank=True, max_length=4000, help_text="Why it was refused, or a note.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=24, blank=True)

    class Meta:
        indexes = [models.Index(fields=["provider", "-asked_at"], name="price_requests_of_a_provider")]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "service"],
                condition=models.Q(state="asked"),
                name="a_contract_has_one_open_price_request_for_a_service",
            ),
            models.CheckConstraint(
                name="an_answered_price_request_says_when_and_by_whom",
                condition=models.Q(state="asked", answered_at__isnull=True, answered_by="")
                | ~models.Q(state="asked") & models.Q(answered_at__isnull=False) & ~models.Q(answered_by=""),
            ),
            models.CheckConstraint(
                name="an_accepted_price_request_says_the_price_and_from_when",
                condition=models.Q(state="accepted", agreed_hourly__isnull=False, agreed_from_on__isnull=False)
                | ~models.Q(state="accepted") & models.Q(agreed_hourly__isnull=True, agreed_from_on__isnull=True),
            ),
        ]
