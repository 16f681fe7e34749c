"""Setting the demonstration's clock, and giving its people their password. Refused outside the demonstration."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import User
from carewright.demo.events import DemonstrationClockSet, DemonstrationPasswordShared
from carewright.demo.models import Clock
from carewright.kernel.refused import NotFound
from carewright.trail.command import command, record
from carewright.worktime import floor_second, moment_words


@command
def set_demonstration_clock(*, to: datetime | None, by: Actor, at: datetime) -> datetime:
    """Set the moment that everybody is shown, from which it runs on; None: the real one (TIME-5). Gives that moment.

    `at` is the moment shown until now. Going back undoes nothing that has happened. Outside the demonstration it is
    refused as a thing that does not exist.
    """
    _check_demonstration()
    check_may(by, "set_demonstration_clock")
    clock, _ = Clock.objects.select_for_update(no_key=True).get_or_create(only=True, defaults={"ahead": timedelta(0)})
    moment = floor_second(at - clock.ahead if to is None else to)
    clock.ahead = timedelta(0) if to is None else clock.ahead + (moment - at)
    clock.save(update_fields=["ahead"])
    record(DemonstrationClockSet(to=moment, words=moment_words(moment, at)))
    return moment


@command
def share_demonstration_password(*, password: str, by: Actor, at: datetime) -> int:
    """Give every user of the demonstration the same password, worked out once. Refused outside the demonstration."""
    _check_demonstration()
    check_may(by, "share_demonstration_password")
    users = User.objects.update(password=make_password(password))
    record(DemonstrationPasswordShared(users=users))
    return users


def _check_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise NotFound
