"""Referrals with their visits, documents and authorisations; enablement before them; files of them."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.fields import HoursField, MoneyField
from carewright.kernel.refs import new_ref
from carewright.people.models import Person
from carewright.referrals.lifecycle import EpisodeState, State


def referral_ref() -> str:
    """A referral's reference."""
    return new_ref("REF")


def referral_document_ref() -> str:
    """An attached document's reference."""
    return new_ref("ATT")


def enablement_ref() -> str:
    """An enablement episode's reference."""
    return new_ref("ENA")


class Referral(models.Model):
    """A request for a new package, or a change of one (REF-1)."""

    class Kind(models.TextChoices):
        NEW = "new"
        CHANGE = "change"

    class Funding(models.TextChoices):
        COUNCIL = "council", "Council"
        SELF_FUNDER = "self_funder", "Self-funder"
        HEALTH_JOINT = "health_joint", "Health or joint"
        SECTION_117 = "section_117", "Section 117 aftercare"

    class Urgency(models.TextChoices):
        NONE = "", "None of these"
        HOSPITAL_DISCHARGE = "hospital_discharge", "Hospital discharge"
        HANDBACK = "handback", "Handback"
        CARER_BREAKDOWN = "carer_breakdown", "Carer breakdown"
        SAFEGUARDING = "safeguarding", "Safeguarding"

    class Enablement(models.TextChoices):
        NOT_YET = "", "Not yet considered"
        COMPLETED = "completed", "Enablement has been completed"
        UNDER_WAY = "under_way", "Enablement is under way and its potential is reached"
        BYPASSED = "bypassed", "Enablement is bypassed"

    class Readiness(models.TextChoices):
        READY = "ready", "Ready"
        NOT_READY = "not_ready", "Not ready"

    ref = models.CharField(max_length=24, unique=True, default=referral_ref)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NEW)
    package = models.CharField(max_length=24, blank=True, help_text="Of a change: the package's reference.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="referrals")
    referrer = models.CharField(max_length=24, help_text="The user's reference.")
    external_number = models.CharField(max_length=60, blank=True, help_text="The sender's own, from a file or the API.")
    service = models.CharField(max_length=40)
    need_category = models.CharField(max_length=40)
    banding = models.CharField(max_length=20, blank=True)
    weekly_hours = HoursField()
    carers = models.PositiveSmallIntegerField(default=1)
    start_on = models.DateField()
    outcomes = models.TextField(blank=True)
    needs = models.TextField(help_text="In general terms: offers show it, so it names nobody.")
    language_need = models.CharField(max_length=120, blank=True)
    gender_need = models.CharField(max_length=120, blank=True)
    cultural_need = models.CharField(max_length=200, blank=True)
    access_note = models.CharField(max_length=500, blank=True)
    risk_recorded = models.BooleanField(default=False)
    risk_note = models.CharField(max_length=500, blank=True)
    funding = models.CharField(max_length=12, choices=Funding.choices, default=Funding.COUNCIL)
    self_funder_exception = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=20, choices=Urgency.choices, blank=True)
    care_in_place = models.BooleanField(default=False)
    known_to_community = models.BooleanField(default=False)
    assessed_on = models.DateField(null=True, blank=True)
    enablement = models.CharField(max_length=12, choices=Enablement.choices, blank=True)
    bypass_reason = models.CharField(max_length=40, blank=True)
    alternatives_explored = models.BooleanField(default=False)
    alternatives_note = models.TextField(blank=True)
    record_declared = models.BooleanField(default=False)
    weekly_cost = MoneyField(help_text="Gross, worked out from hours, carers and the policy's indicative rate.")
    cost_asked_by: "models.JSONField[list[str], list[str]]" = models.JSONField(
        default=list, help_text="Users who asked for what the cost is made of: they can't authorise it (ROLE-3)."
    )
    times_asked_by: "models.JSONField[list[str], list[str]]" = models.JSONField(
        default=list, help_text="Users who asked for visit times or a bypass: they can't forward it (ROLE-3)."
    )
    policy_version = models.CharField(max_length=40)
    loaded_from = models.CharField(
        max_length=24, blank=True, db_index=True, help_text="Of one from a file: its reference."
    )
    loaded_as = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what the file's row said.")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFT)
    readiness = models.CharField(max_length=10, choices=Readiness.choices, default=Readiness.READY)
    not_ready_until = models.DateField(null=True, blank=True)
    not_ready_reason = models.CharField(max_length=300, blank=True)
    forwarded_by = models.CharField(max_length=24, blank=True)
    forwarded_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    first_received_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True, help_text="When the submission that is judged now was received.")
    completed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_at"], name="referrals_by_state"),
            models.Index(fields=["team", "state"], name="referrals_by_team"),
        ]
        constraints = [
            models.CheckConstraint(
                name="forwarding_says_who_and_when",
                condition=models.Q(forwarded_by="", forwarded_at__isnull=True)
                | ~models.Q(forwarded_by="") & models.Q(forwarded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_complete_referral_says_when",
                condition=~models.Q(state="complete") | models.Q(completed_at__isnull=False, received_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["external_number"],
                condition=~models.Q(external_number=""),
                name="a_senders_number_is_used_once",
            ),
        ]


class EssentialVisit(models.Model):
    """A visit whose time is essential to an assessed need: a window and the reason (REF-3)."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="essential_visits")
    from_time = models.TimeField()
    to_time = models.TimeField()
    days = models.CharField(max_length=60, default="every day")
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_visit_window_ends_after_it_begins", condition=models.Q(to_time__gt=models.F("from_time"))
            )
        ]


class ReferralDocument(models.Model):
    """A document attached to a referral: what it is, its date, its content."""

    ref = models.CharField(max_length=24, unique=True, default=referral_document_ref)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="documents")
    code = models.CharField(max_length=40, help_text="Of the policy's documents, such as risk_assessment.")
    filename = models.CharField(max_length=150)
    dated_on = models.DateField(null=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    attached_by = models.CharField(max_length=24)
    attached_at = models.DateTimeField()


class Authorisation(models.Model):
    """Somebody other than the referrer authorised this weekly cost within their limit (REF-7)."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="authorisations")
    weekly_cost = MoneyField()
    role = models.CharField(max_length=30)
    authorised_by = models.CharField(max_length=24)
    authorised_at = models.DateTimeField()


class Return(models.Model):
    """A submission that came back: what was missing, and the broker's words (REF-6)."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="returns")
    missing = models.JSONField(default=list, help_text="Code, sentence and rule of each, as the rule found them.")
    note = models.TextField(blank=True)
    returned_by = models.CharField(max_length=24)
    returned_at = models.DateTimeField()


class EnablementEpisode(models.Model):
    """Enablement asked for, started or rejected, ready to leave, ended (REF-4, REF-8)."""

    ref = models.CharField(max_length=24, unique=True, default=enablement_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enablement")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="enablement")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in EpisodeState], default=EpisodeState.ASKED
    )
    asked_by = models.CharField(max_length=24)
    asked_at = models.DateTimeField()
    starts_on = models.DateField(null=True)
    rejected_reason = models.CharField(max_length=200, blank=True)
    ready_on = models.DateField(null=True)
    planned_discharge_on = models.DateField(null=True)
    discharge_note = models.CharField(max_length=300, blank=True)
    grace_from_at = models.DateTimeField(null=True)
    grace_until_at = models.DateTimeField(null=True)
    grace_ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    policy_version = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["ready_on"], condition=models.Q(ended_on=None), name="enablement_ready_to_leave")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state__in=["rejected", "ended"]),
                name="a_person_is_in_enablement_once",
            ),
            models.CheckConstraint(
                name="a_grace_period_ends_after_it_begins",
                condition=models.Q(grace_from_at=None, grace_until_at=None)
                | models.Q(grace_until_at__gt=models.F("grace_from_at")),
            ),
            models.CheckConstraint(
                name="enablement_that_has_ended_says_when",
                condition=models.Q(state="ended", ended_on__isnull=False)
                | ~models.Q(state="ended") & models.Q(ended_on=None),
            ),
        ]


class BypassReview(models.Model):
    """The joint review of a team's enablement bypasses, and the actions agreed (REF-4)."""

    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bypass_reviews")
    since_on = models.DateField()
    until_on = models.DateField()
    actions = models.TextField()
    brokerage_manager = models.CharField(max_length=24)
    team_manager = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()
