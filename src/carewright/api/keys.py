"""Who asks: the user behind the key, checked against the operation's right before anything is read (ROLE-2).

A session's cookie is worth nothing here. A key carries no more than its user's roles, narrowed by its scopes; one that
is revoked or expired, or whose user is disabled, stops at once.
"""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.queries import actor_of_key
from carewright.access.who_may import WHO_MAY
from carewright.api.problems import NoKey, WrongMediaType
from carewright.api.repeats import FORM, check_key
from carewright.look.page import Request

JSON = "application/json"
__all__ = ["FORM", "JSON", "Key"]


class Key(HttpBearer):
    """The gate of an operation: a known key, the right, and of a write an idempotency key and a readable kind of body.

    The right is checked here for what it is about at all; the command or query checks it again for the thing itself.
    """

    openapi_description = "An API key, issued by an administrator to a user."

    def __init__(self, right: str, *, takes: str | None) -> None:
        """`takes`: what kind of body a write has; None: it is no write."""
        super().__init__()
        self.right = right
        self.takes = takes

    @property
    def scope(self) -> str:
        """The scope that a key must carry."""
        return WHO_MAY[self.right].scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The key's user, who becomes the request's actor."""
        asked = cast("Request", request)
        actor = actor_of_key(token, asked.at)
        if actor is None:
            raise NoKey
        asked.actor = actor
        check_may(actor, self.right)
        if self.takes:
            check_key(asked)
            check_media_type(asked, self.takes)
        return actor


def check_media_type(request: Request, takes: str) -> None:
    """Refuse a body that isn't said to be of the kind that the operation takes."""
    if request.content_type != takes and (takes != JSON or request.body):
        raise WrongMediaType(takes)
