"""A request that succeeds for every write about an order book."""

from datetime import timedelta

from carewright.access.roles import Role
from carewright.packages.commands import suspend_package
from tests.api.world import AT, World
from tests.api.write import Write, Writing, of_council
from tests.conftest import actor

FROM_ON = "2018-01-08"
"""The first day of care of the order that is sent."""


BOOK: dict[str, Writing] = {
    "suspend_package": of_council("/packages/{0}/suspensions", {"reason": "hospital", "from_on": FROM_ON}),
    "end_package": of_council("/packages/{0}/end", {"reason": "Moved away", "last_on": FROM_ON}),
    "cancel_order": of_council("/packages/{0}/cancellation", {"reason": "Placed twice"}),
    "replace_with_fund": of_council(
        "/packages/{0}/fund",
        {"kind": "direct_payment", "from_on": FROM_ON, "personal_budget": "300.00", "contribution": "20.00"},
    ),
}


def suspended(world: World) -> str:
    """A package without care for a time."""
    ref = world.refs["packages"][0]
    suspend_package(package=ref, reason="hospital", from_on=AT.date() + timedelta(17), by=actor(Role.BROKER), at=AT)
    return ref


def resume_package(world: World) -> Write:
    body = {"care_from_on": "2018-01-10", "confirmed_by": "Dana Holt"}
    return Write(world.council, f"/packages/{suspended(world)}/resumption", body)


def resume_own_package(world: World) -> Write:
    return Write(world.provider, f"/own/packages/{suspended(world)}/resumption", {"care_from_on": "2018-01-10"})


def end_part(world: World) -> Write:
    body = {"provider": world.market.harbour.ref, "reason": "Handed back", "last_on": FROM_ON}
    return Write(world.council, f"/packages/{world.refs['packages'][0]}/part-end", body)


def reorder_part(world: World) -> Write:
    body = {"weekly_hours": "16.00", "provider": world.market.harbour.ref, "from_on": FROM_ON}
    return Write(
        world.council,
        f"/packages/{world.refs['packages'][0]}/hours",
        body | {"because": world.refs["referrals"][0]},
    )


BOOK |= {function.__name__: function for function in (resume_package, resume_own_package, end_part, reorder_part)}
