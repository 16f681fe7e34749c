"""Messages, the documents that go with them, and what both are about."""

from typing import Any

from django.db import models
from django.db.models import Q

from carewright.kernel.refs import new_ref
from carewright.messages.lifecycle import Carrier, DocumentKind, State


def message_ref() -> str:
    """A message's reference."""
    return new_ref("MSG")


def document_ref() -> str:
    """A document's reference."""
    return new_ref("DOC")


class Document(models.Model):
    """A PDF as it was made: never changed afterwards. `provider` is the one whose document it is, if any (ROLE-5)."""

    ref = models.CharField(max_length=24, unique=True, default=document_ref)
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in DocumentKind])
    title = models.CharField(max_length=200)
    content: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    provider = models.CharField(max_length=24, blank=True, db_index=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(name="a_document_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentAbout(models.Model):
    """A reference that the document is about."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="mentions")
    ref = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ref", "document"], name="a_document_is_about_a_reference_once")]


class Message(models.Model):
    """An email to be sent at least once, recognisably: `message_id` is the same each time that it is tried.

    `delivered_to` and `refused` ({address: reason}) tell how it went for each address, so that who has it does not get
    it again. `provider` is the provider to whose users it went, as they were when it was queued (ROLE-5).
    """

    ref = models.CharField(max_length=24, unique=True, default=message_ref)
    kind = models.CharField(max_length=10, default="email")
    to: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    cc: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    provider = models.CharField(max_length=24, blank=True, db_index=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    secret_link = models.CharField(max_length=500, blank=True, help_text="A signed link in the text, gone once sent.")
    html = models.TextField()
    about: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    calendar = models.TextField(blank=True, help_text="A calendar invitation that goes with it (RFC 5545).")
    attachments = models.ManyToManyField(Document, related_name="messages")
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    carrier = models.CharField(max_length=10, blank=True, choices=[(c.value, c.value) for c in Carrier])
    delivered_to: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    refused: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="queued"), name="messages_to_deliver"),
            models.Index(fields=["failed_at"], condition=Q(state="failed"), name="messages_that_failed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_message_sent_says_when_and_by_what_carrier",
                condition=Q(state="sent", sent_at__isnull=False) & ~Q(carrier="")
                | ~Q(state="sent") & Q(sent_at__isnull=True, carrier=""),
            ),
            models.CheckConstraint(
                name="a_queued_message_says_when_it_is_tried_next",
                condition=Q(state="queued", next_try_at__isnull=False)
                | ~Q(state="queued") & Q(next_try_at__isnull=True),
            ),
            models.CheckConstraint(
                name="only_a_queued_message_is_leased", condition=Q(state="queued") | Q(leased_until__isnull=True)
            ),
            models.CheckConstraint(
                name="a_message_that_failed_says_when_and_why",
                condition=Q(state="failed", failed_at__isnull=False) & ~Q(last_error="")
                | ~Q(state="failed") & Q(failed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class MessageAbout(models.Model):
    """A reference that the message is about: how the messages of a referral or an offer are found."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="mentions")
    ref = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ref", "message"], name="a_message_is_about_a_reference_once")]
