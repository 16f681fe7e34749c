"""A request that succeeds for every write about changes, against a county in the middle of its work."""

from typing import Any

from tests.api.world import AT, World
from tests.api.write import Write, Writing
from tests.changes import builders as changes

CHANGE = {"weekly_hours": "15.00", "effective_on": "2018-01-15"} | {
    "reason": "needs_increased",
    "described": "She fell.",
    "spoke_with": "Edith and her daughter",
    "spoke_on": "2017-12-21",
    "said": "More time in the mornings.",
    "agreement": "consent",
}
NOTE = {"note": "On Friday at ten"}


def of_change(name: str, body: Any = None, *, by: str = "council") -> Writing:
    """To the change that waits for a decision; one to be confirmed, or withdrawn, is the other."""
    return lambda world: Write(getattr(world, by), f"/changes/{world.refs['changes'][0]}/{name}", body)


def notice_change(world: World) -> Write:
    return Write(world.provider, f"/packages/{changes.a_package(market=world.market).ref}/changes", CHANGE)


def confirm_change(world: World) -> Write:
    change = changes.a_notice(changes.a_package(market=world.market), at=AT)
    return Write(world.council, f"/changes/{change.ref}/confirmation")


CHANGES: dict[str, Writing] = {
    "notice_change": notice_change,
    "confirm_change": confirm_change,
    "authorise_change": of_change("authorisation", NOTE),
    "discuss_change": of_change("discussion", NOTE),
    "arrange_talk": of_change("talk", NOTE),
    "send_to_full_review": of_change("full-review", NOTE),
    "withdraw_change": of_change("withdrawal", {"reason": "A mistake"}, by="provider"),
    "ask_for_involvement": of_change(
        "involvement", {"asked_by": "person", "reason": "She wants to talk first"}, by="provider"
    ),
}
