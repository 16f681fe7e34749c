"""What must hold in any database, whoever was killed at whatever moment: run as a program, it prints what does not.

`rows` looks at the rows and the chain; `all` at what the trail says of the rows besides. Each broken one is a
sentence with the reference of what it is about.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import django

CHUNK = 500


def awards() -> Iterator[str]:
    """A part stands awarded once at most, for an offer that was accepted; an accepted offer has its award."""
    from django.db.models import Count, Q

    from carewright.sourcing.models import Award, Offer, Part

    standing = Count("awards", filter=~Q(awards__state="fallen_through"))
    yield from _each(Part.objects.annotate(n=standing).filter(n__gt=1), "is awarded {n} times", "n")
    yield from _each(Award.objects.exclude(offer__state="accepted"), "is for an offer that was not accepted")
    yield from _each(Offer.objects.filter(state="accepted", award=None), "was accepted and has no award")


def offers() -> Iterator[str]:
    """An offer that a provider can take is of a part that nobody has; who owes an answer, owes it as an obligation."""
    from carewright.sourcing.lifecycle import LIVE
    from carewright.sourcing.models import Award, Offer

    live = Offer.objects.filter(state__in=LIVE)
    held = Award.objects.exclude(state="fallen_through").values("part")
    yield from _each(live.filter(part__in=held), "can be taken though somebody holds its part")
    yield from _each(live.exclude(requirement__state="waiting"), "can be taken though its package is not waiting")
    yield from _owed("answer_offer", ("open",), Offer.objects.filter(state="open"), "is open, and no answer is owed")
    yield from _owed(
        "considering", ("open", "lapsed"), Offer.objects.filter(state="considering"), "is considered without an end"
    )
    silent = Offer.objects.filter(state="no_response")
    yield from _owed("answer_offer", ("lapsed",), silent, "was taken as a decline, and its time limit did not lapse")
    yield from _not_owed("answer_offer", ("open",), Offer.objects.exclude(state="open"), "is answered and still owed")
    others = Offer.objects.exclude(state="no_response")
    yield from _not_owed("answer_offer", ("lapsed",), others, "lapsed, and is not taken as a decline")


def requirements() -> Iterator[str]:
    """A package waits while a part is free, is taken when none is, and placed when each is confirmed, with an order."""
    from django.db.models import Count, Q

    from carewright.sourcing.models import Requirement

    parts = Count("parts", filter=Q(parts__is_split=False), distinct=True)
    held = Count("awards", filter=~Q(awards__state="fallen_through"), distinct=True)
    confirmed = Count("awards", filter=Q(awards__state="confirmed"), distinct=True)
    counted = Requirement.objects.annotate(parts_n=parts, held_n=held, confirmed_n=confirmed)
    for ref, state, wanted, taken, agreed in counted.values_list(
        "ref", "state", "parts_n", "held_n", "confirmed_n"
    ).iterator():
        should = "placed" if agreed == wanted else "taken" if taken == wanted else "waiting"
        if state not in (should, "withdrawn"):
            yield f"{ref} is {state}, with {taken} of {wanted} parts taken and {agreed} confirmed"
    placed = Requirement.objects.filter(state="placed")
    yield from _each(placed.filter(package=None) | placed.filter(package__orders=None), "is placed and not ordered")
    waiting = Requirement.objects.filter(state="waiting", escalated_at=None)
    yield from _owed("wait_escalate", ("open",), waiting, "waits, and its wait would never be escalated")
    yield from _not_owed(
        "wait_escalate",
        ("open",),
        Requirement.objects.exclude(state="waiting"),
        "waits no more, and might be escalated",
    )
    closed = list(Requirement.objects.filter(state__in=["placed", "withdrawn"]).values_list("ref", flat=True))
    yield from _nothing_open_about(closed)


def calls_and_orders() -> Iterator[str]:
    """An acceptance owes the call until it is made; an order owes its sending until it is sent, with its document.

    The first of a package's versions that was sent, which need not be the first made, owes the financial assessment.
    """
    from carewright.messages.models import Document
    from carewright.packages.models import Order
    from carewright.sourcing.models import Award

    yield from _owed("call_person", ("open",), Award.objects.filter(state="tentative"), "owes no courtesy call")
    called = Award.objects.filter(state__in=["released", "confirmed"])
    yield from _owed("call_person", ("met",), called, "was released, and the call is not down as made")
    yield from _owed("send_order", ("open",), Order.objects.filter(state="made"), "is made, and need not be sent")
    sent = Order.objects.filter(state="sent")
    yield from _owed("send_order", ("met",), sent, "is sent and still to be sent")
    kept = set(Document.objects.values_list("ref", flat=True))
    yield from (f"{one.ref} is sent without its document" for one in sent if one.document not in kept)
    owing = _owing("financial_assessment", ("open", "met"))
    versions: dict[str, list[str]] = {}
    for package, ref in sent.values_list("package__ref", "ref"):
        versions.setdefault(package, []).append(ref)
    yield from (
        f"{package} is ordered, and no financial assessment is owed"
        for package, refs in versions.items()
        if owing.isdisjoint(refs)
    )


def letters() -> Iterator[str]:
    """Whoever has to be told has a letter in the outbox."""
    from carewright.packages.models import Order
    from carewright.sourcing.models import Offer

    yield from _told(Offer.objects.filter(state="gone"), "This package has gone", "the provider does not know")
    silent = Offer.objects.filter(state="no_response", provider_kind="cluster")
    yield from _told(silent, "Offer declined", "the provider does not know that silence is a decline")
    yield from _told(Order.objects.filter(state="sent"), "", "the provider does not have it")


def referrals() -> Iterator[str]:
    """A complete referral is on the list, and nothing else is."""
    from carewright.referrals.models import Referral
    from carewright.sourcing.models import Requirement

    yield from _each(Referral.objects.filter(state="complete", requirement=None), "is complete and not on the list")
    strays = Requirement.objects.exclude(referral__state__in=["complete", "withdrawn"])
    yield from _each(strays, "is on the list without a complete referral")


def chain() -> Iterator[str]:
    """The chain holds."""
    from carewright.trail.queries import verify

    yield from (broken.sentence for broken in verify())


def told_once() -> Iterator[str]:
    """What stands in rows was recorded once, and nothing else was."""
    from carewright.obligations.models import Obligation
    from carewright.packages.models import Order
    from carewright.referrals.models import Referral, ReferralDocument
    from carewright.sourcing.models import Award, Offer, Requirement

    submitted = Referral.objects.exclude(first_received_at=None)
    yield from _recorded("referral.started", Referral.objects.all())
    yield from _recorded("referral.submitted", submitted)
    yield from _recorded("referral.completed", Referral.objects.exclude(completed_at=None))
    yield from _recorded("requirement.opened", Requirement.objects.all())
    yield from _recorded("offer.made", Offer.objects.all())
    yield from _recorded("offer.lapsed", Offer.objects.filter(state="no_response"))
    yield from _recorded("offer.declined", Offer.objects.filter(state="declined"))
    yield from _recorded("offer.accepted", Offer.objects.filter(state="accepted"))
    yield from _recorded("award.made", Award.objects.all())
    yield from _recorded("award.released", Award.objects.exclude(released_at=None))
    yield from _recorded("award.confirmed", Award.objects.filter(state="confirmed"))
    yield from _recorded("order.made", Order.objects.all())
    yield from _recorded("order.sent", Order.objects.filter(state="sent"))
    yield from _recorded("obligation.lapsed", Obligation.objects.filter(state="lapsed"))
    yield from _as_many("referral.document_attached", ReferralDocument.objects.count())
    portal = Offer.objects.filter(how="portal")
    yield from _told(portal, "Can you provide", "the provider does not know of the offer")


ROWS = (awards, offers, requirements, calls_and_orders, letters, referrals)
KINDS: dict[str, tuple[Callable[[], Iterator[str]], ...]] = {"rows": (*ROWS, chain), "all": (*ROWS, chain, told_once)}


def broken(kind: str) -> list[str]:
    """Every sentence that does not hold."""
    return [sentence for check in KINDS[kind] for sentence in check()]


def _each(found: Any, words: str, *also: str) -> Iterator[str]:
    for row in found.distinct().values("ref", *also):
        yield f"{row['ref']} {words.format(**row)}"


def _owing(duty: str, states: tuple[str, ...]) -> set[str]:
    from carewright.obligations.models import Obligation

    return set(Obligation.objects.filter(duty=duty, state__in=states).values_list("subject", flat=True))


def _owed(duty: str, states: tuple[str, ...], by: Any, words: str) -> Iterator[str]:
    """Each of these has an obligation of this duty in one of the states."""
    owing = _owing(duty, states)
    yield from (f"{ref} {words}" for ref in by.values_list("ref", flat=True) if ref not in owing)


def _not_owed(duty: str, states: tuple[str, ...], by: Any, words: str) -> Iterator[str]:
    owing = _owing(duty, states)
    yield from (f"{ref} {words}" for ref in by.values_list("ref", flat=True) if ref in owing)


def _nothing_open_about(refs: list[str]) -> Iterator[str]:
    from carewright.obligations.models import Obligation

    for begin in range(0, len(refs), CHUNK):
        found = Obligation.objects.filter(state="open", about__in=refs[begin : begin + CHUNK])
        yield from (f"{one.about} is closed, and {one.duty} is still owed" for one in found)


def _told(whom: Any, subject: str, words: str) -> Iterator[str]:
    """A message with this subject is about each of these."""
    from carewright.messages.models import MessageAbout

    letters = MessageAbout.objects.filter(message__subject__startswith=subject)
    told = set(letters.values_list("ref", flat=True))
    yield from (f"{ref}: {words}" for ref in whom.values_list("ref", flat=True) if ref not in told)


def _recorded(name: str, whose: Any) -> Iterator[str]:
    """The event was recorded once of each of these and of nothing else."""
    from carewright.trail.models import Event

    recorded = sorted(Event.objects.filter(name=name).values_list("subject", flat=True))
    stand = sorted(whose.values_list("ref", flat=True))
    if recorded != stand:
        odd = sorted(set(recorded) ^ set(stand))
        yield f"{name} was recorded {len(recorded)} times, and {len(stand)} stand; first: {odd[:3] or 'told twice'}"


def _as_many(name: str, count: int) -> Iterator[str]:
    from carewright.trail.models import Event

    recorded = Event.objects.filter(name=name).count()
    if recorded != count:
        yield f"{name} was recorded {recorded} times, and {count} stand"


if __name__ == "__main__":
    django.setup()
    print(json.dumps(broken(sys.argv[1])))
