"""Events, what they are about, their personal text, the head of the chain, and answers kept for repeated requests."""

from django.db import models


class Event(models.Model):
    """One thing done. Append-only: the database refuses update, delete and replacement (see guards.py)."""

    seq = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=24, help_text="The user's reference, or the system.")
    acting_as = models.CharField(max_length=200)
    subject = models.CharField(max_length=24, db_index=True)
    content = models.TextField(help_text="Canonical JSON: what is hashed.")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]


class Mention(models.Model):
    """A reference whose timeline shows the event (TRAIL-3)."""

    event = models.ForeignKey(Event, on_delete=models.DO_NOTHING, related_name="mentions")
    ref = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ref", "event"], name="an_event_mentions_a_reference_once")]


class PersonalText(models.Model):
    """A personal field of an event, outside the hashed part: erasing it leaves the chain whole (TRAIL-4)."""

    event = models.ForeignKey(Event, on_delete=models.DO_NOTHING, related_name="personal")
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "field"], name="a_personal_field_is_kept_once")]


class Head(models.Model):
    """The end of the chain: one row, locked last and briefly by each command."""

    only = models.BooleanField(primary_key=True, default=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class KeptAnswer(models.Model):
    """The answer given to a request with an idempotency key: the same key and body gets the same answer."""

    actor = models.CharField(max_length=24)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="an_actor_uses_an_idempotency_key_once")]
