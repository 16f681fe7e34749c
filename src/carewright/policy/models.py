"""Policy documents: drafted, activated with an effective date, or discarded (POL-1)."""

from django.db import models
from django.db.models import Q

from carewright.kernel.refs import new_ref
from carewright.policy.lifecycle import State


def policy_ref() -> str:
    """A policy's reference, which is also its version."""
    return new_ref("POL")


class PolicyDocument(models.Model):
    """A policy as drafted. `text` is what was handed in; `whole` says everything, the default pack's parts included,
    so that the version means the same for ever though a later release brings other defaults (POL-2)."""

    ref = models.CharField(max_length=24, unique=True, default=policy_ref)
    name = models.CharField(max_length=80)
    text = models.TextField()
    whole = models.TextField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFT)
    drafted_by = models.CharField(max_length=24)
    drafted_at = models.DateTimeField()
    activated_by = models.CharField(max_length=24, blank=True)
    activated_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    discarded_by = models.CharField(max_length=24, blank=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-effective_at", "-activated_at"], condition=Q(state="active"), name="policies_in_force"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="a_policy_says_who_drafted_it", condition=~Q(drafted_by="")),
            models.CheckConstraint(
                name="an_active_policy_says_who_when_and_from_when",
                condition=Q(state="active", activated_at__isnull=False, effective_at__isnull=False)
                & ~Q(activated_by="")
                | ~Q(state="active") & Q(activated_by="", activated_at__isnull=True, effective_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_discarded_policy_says_who_and_when",
                condition=Q(state="discarded", discarded_at__isnull=False) & ~Q(discarded_by="")
                | ~Q(state="discarded") & Q(discarded_by="", discarded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_policy_takes_effect_no_sooner_than_it_is_activated",
                condition=Q(effective_at__isnull=True) | Q(effective_at__gte=models.F("activated_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
