"""Processes that place packages, step by step, and are killed -9 in the midst of a step: run as a program.

Its arguments: how often to kill, a seed, and whether guards are on or off (off: each statement by itself). Each step is
one command about something that is under way, chosen by chance; a referral is brought to the list in one go. Whoever
kills lets a process begin a few steps and then waits a moment. Prints how many steps were begun.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import django

from tests.promises.killing import started
from tests.promises.unguarded import take_guards_off

NEW = 0.15
MOST_STEPS = 6
LONGEST_MOMENT = 0.06
PDF = b"%PDF-1.7 for a test"


@dataclass
class Placer:
    """A process that places packages, and where it says that it begins a step."""

    process: int
    steps: int

    def begins(self, count: int) -> bool:
        """Wait until it has begun so many more; a byte each, those from before not counted. False: it ended itself."""
        os.set_blocking(self.steps, False)
        with suppress(BlockingIOError):
            os.read(self.steps, 65536)
        os.set_blocking(self.steps, True)
        return all(os.read(self.steps, 1) for _ in range(count))

    def kill(self) -> None:
        """Without warning."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.steps)


def a_placer(guard: str) -> Placer:
    """Start one."""
    reader, writer = os.pipe()
    process = started(lambda: work(guard, writer))
    os.close(writer)
    return Placer(process, reader)


def work(guard: str, told: int) -> None:
    """Step after step, until killed. What is refused was done by another meanwhile."""
    from django.db import DatabaseError

    from carewright.kernel.refused import Refused

    if guard == "off":
        take_guards_off()
    chance = random.Random(time.time_ns())
    while True:
        os.write(told, b".")
        try:
            step(chance)
        except Refused:
            continue
        except DatabaseError:
            if guard == "on":
                raise


def step(chance: random.Random) -> None:
    """Begin something new, or take something that is under way one command further."""
    found = [] if chance.random() < NEW else under_way()
    if not found:
        return refer()
    act, thing = chance.choice(found)
    return act(thing, chance)


def under_way() -> list[tuple[Callable[[Any, random.Random], None], Any]]:
    """Things that wait for the next command, a few of each kind, with what takes them further."""
    from carewright.packages.models import Order
    from carewright.sourcing.models import Award, Offer, Requirement

    offers = Offer.objects.select_related("provider", "requirement__team", "requirement__area")
    awards = Award.objects.select_related("provider", "requirement__team", "requirement__area")
    waiting = Requirement.objects.filter(state="waiting").select_related("team", "area")
    kinds = {
        approach: waiting.exclude(offers__state__in=["open", "considering"]),
        answer: offers.filter(state__in=["open", "considering"]),
        call: awards.filter(state="tentative"),
        confirm: awards.filter(state="released"),
        send: Order.objects.filter(state="made"),
        assess: Order.objects.filter(state="sent", assessment=None),
    }
    return [(act, thing) for act, things in kinds.items() for thing in things.order_by("?")[:3]]


def refer() -> None:
    """A person, and a referral from its draft to the list: a command after the other."""
    from carewright.access.models import Unit
    from tests.people.builders import a_person
    from tests.referrals.builders import a_complete_referral
    from tests.sourcing.builders import RECEIVED, START

    team = Unit.objects.filter(kind="team").order_by("pk")[0]
    person = a_person(team, case_number=f"K{os.getpid()}-{time.time_ns()}")
    a_complete_referral(person, at=RECEIVED, start_on=START)


def approach(requirement: Any, chance: random.Random) -> None:
    """The next provider; when nobody is left, the referral is withdrawn."""
    from carewright.referrals.commands import withdraw_referral
    from carewright.sourcing.commands import make_offer
    from carewright.sourcing.queries.proposing import proposal_of, unplaced_parts
    from tests.referrals.builders import a_practitioner
    from tests.sourcing.builders import FRIDAY, broker

    proposal = proposal_of(requirement, unplaced_parts(requirement)[0], FRIDAY)
    if proposal.provider:
        told = {"how": chance.choice(["portal", "portal", "telephone"]), "by": broker(requirement), "at": FRIDAY}
        make_offer(requirement=requirement.ref, provider=proposal.provider, **told)
    else:
        told = {"reason": "Nobody is left", "by": a_practitioner(requirement.team), "at": FRIDAY}
        withdraw_referral(referral=requirement.referral.ref, **told)


def answer(offer: Any, chance: random.Random) -> None:
    """Accepted, declined, considered, or left until its time limit lapses."""
    from carewright.sourcing import commands
    from tests.sourcing.builders import FRIDAY, coordinator, let_next

    told = {"offer": offer.ref, "by": coordinator(offer), "at": FRIDAY}
    match chance.choice(["accept", "accept", "part", "decline", "consider", "lapse"]):
        case "accept":
            commands.accept_offer(**told)
        case "part":
            commands.accept_part_of_offer(**told, weekly_hours=offer.part.weekly_hours / 2)
        case "decline":
            commands.decline_offer(**told, reason="no_capacity")
        case "consider" if offer.state == "open":
            commands.keep_considering(**told, until=datetime.fromisoformat("2017-12-27T11:00:00+00:00"))
        case "consider":
            let_next(offer)
        case "lapse":
            lapse(offer)


def lapse(offer: Any) -> None:
    """What the worker does when the answer is overdue."""
    from carewright.access.actors import SYSTEM
    from carewright.obligations.commands import lapse_obligation
    from carewright.obligations.models import Obligation

    for owed in Obligation.objects.filter(subject=offer.ref, state="open", on_lapse="act"):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=owed.due_at + timedelta(seconds=1))


def call(award: Any, chance: random.Random) -> None:
    """The courtesy call: failed, or made; or the provider takes its acceptance back."""
    from carewright.sourcing import commands
    from tests.sourcing.builders import FRIDAY, broker, coordinator

    match chance.choice(["failed", "made", "made", "made", "back"]):
        case "failed":
            commands.record_failed_call(award=award.ref, note="No answer", by=broker(award), at=FRIDAY)
        case "made":
            commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(award), at=FRIDAY)
        case "back":
            told = {"reason": "No staff after all", "by": coordinator(award), "at": FRIDAY}
            commands.withdraw_acceptance(award=award.ref, **told)


def confirm(award: Any, chance: random.Random) -> None:
    """The provider confirms, which makes the order."""
    from carewright.sourcing.commands import confirm_arrangements
    from tests.sourcing.builders import ARRANGEMENTS, FRIDAY, coordinator

    confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=coordinator(award), at=FRIDAY)


def send(order: Any, chance: random.Random) -> None:
    """The order goes out, with a document for each provider."""
    from carewright.access.actors import SYSTEM
    from carewright.packages.commands import send_order
    from tests.sourcing.builders import FRIDAY

    documents = {line.provider.ref: PDF for line in order.lines.select_related("provider")}
    send_order(order=order.ref, documents=documents, by=SYSTEM, at=FRIDAY)


def assess(order: Any, chance: random.Random) -> None:
    """What the person pays."""
    from carewright.packages.commands import record_financial_assessment
    from tests.referrals.builders import a_practitioner
    from tests.sourcing.builders import FRIDAY

    team = order.package.team
    record_financial_assessment(order=order.ref, contribution=20, by=a_practitioner(team), at=FRIDAY)


def main(kills: int, seed: int, guard: str) -> int:
    """Kill so many; how many steps were waited for.

    Without the guards one works alone, so that what is found broken was broken by the killing and not by a race; and it
    may end by itself, when it comes upon what is broken.
    """
    chance = random.Random(seed)
    placers = [a_placer(guard) for _ in range(2 if guard == "on" else 1)]
    begun = 0
    for _ in range(kills):
        place, steps = chance.randrange(len(placers)), chance.randint(1, MOST_STEPS)
        if not placers[place].begins(steps) and guard == "on":
            sys.exit("a process ended by itself")
        begun += steps
        time.sleep(chance.uniform(0, LONGEST_MOMENT))
        placers[place].kill()
        placers[place] = a_placer(guard)
    for placer in placers:
        placer.kill()
    return begun


def _load() -> None:
    """What steps import, once, before processes are forked."""
    import tests.packages.builders  # noqa: F401  (imports everything that a step needs)


if __name__ == "__main__":
    django.setup()
    _load()
    print(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
