"""The demonstration's clock."""

from django.db import models


class Clock(models.Model):
    """How far the demonstration's moment is ahead of the real one (behind: negative). One row; none: not at all."""

    only = models.BooleanField(default=True, unique=True)
    ahead = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(name="the_demonstration_has_one_clock", condition=models.Q(only=True))]
