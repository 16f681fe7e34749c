"""The area's name among Django's applications, whose own `messages` it must not clash with."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The outbox."""

    name = "carewright.messages"
    label = "outbox"
