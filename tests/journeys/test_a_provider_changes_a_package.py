"""A provider changes a package three times (CHG-1 to 8): it flexes, it asks the manager, it is stopped.

Edith Attwood's nine hours at £20.00 cost £180.00 a week, level 3. She pays the full assessed maximum.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.actors import Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.changes import commands
from carewright.changes.models import CaseNote, Change
from carewright.changes.queries import case_notes, drift, judged, own_changes, waiting_for_decision
from carewright.kernel.refused import Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages.models import Package, PersonalBudget
from carewright.packages.queries import budget_on, part_in_force
from carewright.packages.sending import send_budget_letters
from carewright.reviews.models import Review
from carewright.trail.queries import timeline, verify
from tests.builders import a_user
from tests.changes.builders import TALK, a_package, assessed, hours

pytestmark = pytest.mark.django_db


def at(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of 2018, before the clocks change."""
    return datetime(2018, month, day, hour, tzinfo=UTC)


def ask(package: Package, weekly_hours: str, by: Actor, when: datetime, effective_on: date) -> Change:
    told: dict[str, Any] = TALK | {"spoke_on": when.date() - timedelta(days=1)}
    asked = Decimal(weekly_hours)
    return commands.notice_change(
        package=package.ref, weekly_hours=asked, effective_on=effective_on, **told, by=by, at=when
    )


def book(package: Package, provider: str, on: date) -> tuple[Decimal, Decimal]:
    part = part_in_force(package.ref, provider, on)
    return part.ordered_hours, part.weekly_hours


def owed(duty: str, change: Change) -> tuple[str, bool]:
    found = Obligation.objects.get(duty=duty, subject=change.ref)
    return found.state, found.kept_late


def budget_now(package: Package, on: date) -> Decimal:
    """What she pays a week on a day."""
    step = budget_on(PersonalBudget.objects.filter(package=package).prefetch_related("steps"), on)
    return step.contribution if step else Decimal(0)


def copies_to_finance() -> int:
    """Emails to finance with her letter attached."""
    sent = Message.objects.filter(attachments__kind="budget_letter").distinct()
    return sum("fay.marsh@westmarch.example" in message.to for message in sent)


def test_the_story_of_three_changes() -> None:
    package = a_package("9", "20.00")
    provider = package.orders.get().lines.get().provider
    council = Unit.objects.get(kind="council")
    agency = a_user(Role.PROVIDER_COORDINATOR, provider=provider.ref)
    coordinator = a_user(Role.CARE_COORDINATOR, unit=package.team, name="Cora Dale")
    manager = a_user(Role.TEAM_MANAGER, unit=package.team, name="Tom Reed")
    a_user(Role.FINANCE_OFFICER, unit=council, name="Fay Marsh")
    assessed(package, "180.00", is_max_payer=True, at=at(2, 20))

    # Two hours more: within tolerance. A second change meanwhile is told of the first.
    first = ask(package, "11", agency, at(2, 26), date(2018, 3, 1))
    assert judged(first).rules == ()
    with pytest.raises(Refused) as refusal:
        ask(package, "12", agency, at(2, 26, 11), date(2018, 3, 5))
    assert refusal.value.rule == "CHG-6"
    assert first.ref in refusal.value.sentence

    # The care coordinator confirms within two working days: that is the authority.
    commands.confirm_change(change=first.ref, by=coordinator, at=at(2, 28, 16))
    assert owed("confirm_change", first) == ("met", False)
    assert book(package, provider.ref, date(2018, 3, 1)) == hours("9", "11")

    # She pays all of it: the letter goes to her, and a copy to finance.
    assert list(send_budget_letters(at(2, 28, 17))) != []
    assert budget_now(package, date(2018, 3, 1)) == Decimal("220.00")
    assert copies_to_finance() == 1

    # Two and a half more: over 20% of what was ordered, and into level 4. The manager decides.
    second = ask(package, "13.5", agency, at(3, 5), date(2018, 3, 12))
    assert judged(second).rules == ("CHG-2b",)
    told = drift(second, at(3, 5))
    assert (told.package_hours, told.increases, told.decreases) == (Decimal(2), 1, 0)
    commands.confirm_change(change=second.ref, by=coordinator, at=at(3, 6))
    assert [one.change.ref for one in waiting_for_decision(manager)] == [second.ref]
    assert book(package, provider.ref, date(2018, 3, 12)) == hours("9", "11")

    # The manager talks with the person, then authorises: the baseline moves.
    commands.arrange_talk(change=second.ref, note="I see her on Thursday.", by=manager, at=at(3, 7))
    assert owed("decide_change", second) == ("open", False)
    commands.authorise_change(change=second.ref, by=manager, at=at(3, 9))
    assert owed("decide_change", second) == ("met", False)
    assert book(package, provider.ref, date(2018, 3, 12)) == hours("13.5", "13.5")
    assert list(CaseNote.objects.values_list("kind", flat=True)) == ["in_effect", "in_effect"]
    list(send_budget_letters(at(3, 9, 17)))
    assert budget_now(package, date(2018, 3, 12)) == Decimal("270.00")
    assert copies_to_finance() == 2

    # A third: the person asks for social care involvement. It stops, and a review follows.
    third = ask(package, "12", agency, at(3, 14), date(2018, 3, 19))
    commands.ask_for_involvement(
        change=third.ref,
        asked_by="person",
        reason="She does not want fewer visits.",
        by=agency,
        at=at(3, 15),
    )
    assert owed("confirm_change", third) == ("cancelled", False)
    review = Review.objects.get(package=package, kind="unplanned")
    assert (review.asked_by, review.because) == ("person", third.ref)
    assert book(package, provider.ref, date(2018, 3, 19)) == hours("13.5", "13.5")

    # The provider was told at each step; the case-management system fetches the notes; the trail holds together.
    assert [change.state for change in own_changes(agency)] == ["stopped", "in_effect", "in_effect"]
    subjects = " | ".join(Message.objects.filter(provider=provider.ref).values_list("subject", flat=True))
    for step in ("We have your change", "takes effect on", "is with the team manager", "talks with the person"):
        assert step in subjects
    kinds = [note.kind for note in case_notes(coordinator, since=at(2, 1))]
    assert kinds == ["in_effect", "in_effect", "stopped"]
    assert "talk with the person" in " ".join(entry.sentence for entry in timeline(second.ref))
    assert list(verify()) == []
    assert not Obligation.objects.filter(state="open", duty__in=["confirm_change", "decide_change"]).exists()
