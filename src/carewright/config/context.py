"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from carewright.council.menu import MENU as COUNCIL_MENU
from carewright.look.navigation import menu
from carewright.look.page import NOBODY
from carewright.portal.menu import MENU as PORTAL_MENU


def shell(request: HttpRequest) -> dict[str, Any]:
    """The council's name and colour, who asks and when, and the menu of the face that they are in."""
    actor = getattr(request, "actor", NOBODY)
    items = COUNCIL_MENU if actor.is_council else PORTAL_MENU
    return {
        "council_name": settings.COUNCIL_NAME,
        "council_colour": settings.COUNCIL_COLOUR,
        "email_from": settings.DEFAULT_FROM_EMAIL,
        "brokerage_telephone": settings.BROKERAGE_TELEPHONE,
        "demonstration": settings.DEMONSTRATION,
        "time_machine": ["demo/time_machine.html", "look/no_time_machine.html"],
        "actor": actor,
        "at": getattr(request, "at", None),
        "navigation": menu(items, actor, request.path) if actor.ref else [],
        "wide": actor.is_council,
    }
