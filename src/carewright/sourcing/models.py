"""Requirements and their parts, offers, awards, and what is kept of how a provider was found (SRC-1)."""

from enum import StrEnum

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.fields import HoursField
from carewright.kernel.refs import new_ref
from carewright.people.models import Person
from carewright.providers.models import Cluster, Provider
from carewright.referrals.models import Referral, ReferralDocument
from carewright.sourcing.lifecycle import AwardState, OfferState, RequirementState


def requirement_ref() -> str:
    """A requirement's reference."""
    return new_ref("REQ")


def part_ref() -> str:
    """A part's reference."""
    return new_ref("PRT")


def offer_ref() -> str:
    """An offer's reference."""
    return new_ref("OFR")


def award_ref() -> str:
    """An award's reference."""
    return new_ref("AWD")


def link_ref() -> str:
    """An answer link's reference (not the link)."""
    return new_ref("LNK")


def _choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in states]


class Requirement(models.Model):
    """A package to be placed (WAIT-1). The waiting clock starts once and is never reset."""

    ref = models.CharField(max_length=24, unique=True, default=requirement_ref)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="requirement")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requirements")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requirements")
    area = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="requirements")
    outward_postcode = models.CharField(max_length=4)
    service = models.CharField(max_length=40)
    need_category = models.CharField(max_length=40)
    weekly_hours = HoursField()
    carers = models.PositiveSmallIntegerField()
    start_on = models.DateField()
    urgency = models.CharField(max_length=20, blank=True)
    care_in_place = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(help_text="When the complete referral was received. Never changed (WAIT-1).")
    amber_from_at = models.DateTimeField(help_text="Amber or worse from this moment on, by its policy (WAIT-2).")
    red_from_at = models.DateTimeField(help_text="Red from this moment on, by its policy (WAIT-2).")
    state = models.CharField(max_length=10, choices=_choices(RequirementState), default=RequirementState.WAITING)
    route = models.CharField(max_length=10, help_text="cluster, ranked or advert, by policy per service and area.")
    policy_version = models.CharField(max_length=40)
    broker = models.CharField(max_length=24, blank=True, help_text="The user's reference, once one has taken it on.")
    opened_at = models.DateTimeField()
    round_from_at = models.DateTimeField(
        null=True, help_text="Offers made before it no longer count: the brokerage manager began anew (SRC-23)."
    )
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["waiting_since"], condition=models.Q(state="waiting"), name="requirements_waiting"),
            models.Index(fields=["state", "waiting_since"], name="requirements_by_state"),
        ]


class Part(models.Model):
    """A part of a requirement that one provider takes whole (SRC-12). At first there is one: all of it."""

    ref = models.CharField(max_length=24, unique=True, default=part_ref)
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    weekly_hours = HoursField()
    description = models.CharField(max_length=200, blank=True)
    is_split = models.BooleanField(default=False, help_text="Others have taken its place: it counts no more.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement", "number"], name="parts_of_a_requirement_are_numbered"),
            models.CheckConstraint(name="a_part_has_hours", condition=models.Q(weekly_hours__gt=0)),
        ]


class Offer(models.Model):
    """One approach to one provider for one part, with its time limit (SRC-3)."""

    class How(models.TextChoices):
        PORTAL = "portal", "Portal"
        LINK = "link", "Link in an email"
        TELEPHONE = "telephone", "Telephone, noted by the broker"

    ref = models.CharField(max_length=24, unique=True, default=offer_ref)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="offers")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    provider_kind = models.CharField(max_length=20, help_text="cluster, other_contracted or non_contracted, then.")
    state = models.CharField(max_length=20, choices=_choices(OfferState), default=OfferState.OPEN)
    how = models.CharField(max_length=10, choices=How.choices)
    made_by = models.CharField(max_length=24)
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    considering_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    answered_by = models.CharField(max_length=24, blank=True, help_text="The user's or the link's reference.")
    decline_reason = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    accepted_hours = HoursField(default=0, help_text="Of an acceptance in part; otherwise nought.")
    later_start_on = models.DateField(null=True)
    later_start_agreed_by = models.JSONField(default=dict, help_text="Role -> user's reference; both needed (SRC-11).")
    next_asked_at = models.DateTimeField(null=True)
    next_asked_by = models.CharField(max_length=24, blank=True)
    next_allowed_at = models.DateTimeField(null=True)
    documents_asked_at = models.DateTimeField(null=True)
    documents_released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["provider", "state", "answer_by"], name="offers_of_a_provider"),
            models.Index(fields=["requirement", "made_at"], name="offers_of_a_requirement"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "provider"],
                condition=models.Q(state__in=["open", "considering", "later_start"]),
                name="a_part_is_offered_to_a_provider_once_at_a_time",
            ),
        ]


class Award(models.Model):
    """The provider of a part. At most one stands for a part, whatever the race (SRC-10)."""

    ref = models.CharField(max_length=24, unique=True, default=award_ref)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="awards")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="awards")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="award")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="awards")
    weekly_hours = HoursField()
    start_on = models.DateField()
    state = models.CharField(max_length=15, choices=_choices(AwardState), default=AwardState.TENTATIVE)
    awarded_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=160, blank=True, help_text="Who at the provider confirmed.")
    planned_times = models.JSONField(default=list)
    carers_per_visit = models.PositiveSmallIntegerField(null=True)
    fell_through_reason = models.CharField(max_length=300, blank=True)
    fell_through_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["provider", "-awarded_at"], name="awards_of_a_provider"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=~models.Q(state="fallen_through"), name="a_part_is_awarded_once"
            ),
            models.CheckConstraint(
                name="a_confirmed_award_was_released_first",
                condition=~models.Q(state="confirmed")
                | models.Q(released_at__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_award_that_fell_through_says_when",
                condition=models.Q(state="fallen_through", fell_through_at__isnull=False)
                | ~models.Q(state="fallen_through") & models.Q(fell_through_at__isnull=True),
            ),
        ]


class Call(models.Model):
    """A courtesy call tried or made (ACC-1)."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="calls")
    reached = models.BooleanField()
    spoke_to = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.CharField(max_length=24)
    made_at = models.DateTimeField()


class Release(models.Model):
    """A document released to a provider: which, to whom, when (SRC-5)."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="releases")
    document = models.ForeignKey(ReferralDocument, on_delete=models.PROTECT, related_name="releases")
    released_by = models.CharField(max_length=24)
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "document"], name="a_document_is_released_once_for_an_offer")
        ]


class Decision(models.Model):
    """What the route answered, and why: the sourcing evidence (SRC-1, POL-2). Kept when it was acted on."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="decisions")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=20, help_text="approach, permitted, next_allowed, change_route, split ...")
    why = models.TextField(blank=True)
    rule = models.CharField(max_length=12, blank=True)
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="decisions")
    working = models.JSONField(help_text="Every provider: offered or passed over, with the reason, rule and figures.")
    policy_version = models.CharField(max_length=40)
    decided_by = models.CharField(max_length=24)
    decided_at = models.DateTimeField()


class Permission(models.Model):
    """Permission to approach a provider without a contract for this (SRC-8)."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="permissions")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="permissions")
    placed_as = models.CharField(max_length=20, help_text="exception or individual.")
    reason = models.CharField(max_length=500)
    permitted_by = models.CharField(max_length=24)
    role = models.CharField(max_length=30)
    permitted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["requirement", "provider"], name="a_provider_is_permitted_once")]


class WaitingNote(models.Model):
    """What was agreed about somebody who has waited long: who re-assesses, or the risk and its mitigations (WAIT-3)."""

    class Kind(models.TextChoices):
        REASSESSMENT = "reassessment"
        RISK = "risk"

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="waiting_notes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=10, blank=True, help_text="Of risk: low, medium, high.")
    who = models.CharField(max_length=160, blank=True)
    note = models.TextField()
    recorded_by = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()


class AnswerLink(models.Model):
    """The signed link in an offer's email: single use, short-lived; only its hash is kept."""

    ref = models.CharField(max_length=24, unique=True, default=link_ref)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True, help_text="A newer link took its place.")
