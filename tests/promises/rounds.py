"""Rounds of a race by commands: of each, what every process does; and what then stands in the database."""

from datetime import timedelta
from typing import Any

from carewright.kernel.refs import new_ref
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.sourcing.models import Offer, Part, Requirement
from tests.sourcing.builders import ANSWER_BY, FRIDAY, a_market, a_waiting_requirement

AT = FRIDAY + timedelta(minutes=5)
TALLY = """
import json
import django
django.setup()
from collections import Counter
from django.db.models import Count
from carewright.obligations.models import Obligation
from carewright.sourcing.models import Award, Offer
from carewright.trail.queries import verify
standing = Award.objects.exclude(state="fallen_through")
parts = Counter(n for _, n in standing.values_list("part").annotate(n=Count("pk")))
outcomes = Counter()
owed = dict(Obligation.objects.filter(duty="answer_offer").values_list("subject", "state"))
for ref, state in Offer.objects.values_list("ref", "state"):
    awarded = standing.filter(offer__ref=ref).exists()
    outcomes[f"{state}, duty {owed.get(ref)}, {'awarded' if awarded else 'not awarded'}"] += 1
print(json.dumps({"parts": parts, "outcomes": outcomes, "breaks": len(list(verify()))}))
"""
CONSISTENT = {"accepted, duty met, awarded", "no_response, duty lapsed, not awarded"}
DROP = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP INDEX a_part_is_awarded_once")
"""


def copies(requirement: Requirement, count: int) -> list[Part]:
    """So many packages like this one, each with a part of its own."""
    made = []
    for _ in range(count):
        referral = requirement.referral
        referral.pk, referral.ref = None, new_ref("REF")
        referral.save(force_insert=True)
        requirement.pk, requirement.ref, requirement.referral = None, new_ref("REQ"), referral
        requirement.save(force_insert=True)
        made.append(Part.objects.create(requirement_id=requirement.pk, number=1, weekly_hours=14))
    return made


def an_offer(part: Part, provider: Any) -> Offer:
    return Offer.objects.create(
        part=part,
        requirement_id=part.requirement_id,
        provider=provider,
        provider_kind="cluster",
        how="portal",
        made_by="USR-BROKER",
        made_at=FRIDAY,
        answer_by=ANSWER_BY,
    )


def rounds_of_accepts(count: int) -> list[list[dict[str, str]]]:
    """In each round four providers hold an offer of the same part."""
    market = a_market()
    racers = (market.harbour, market.elm, market.kestrel, market.county)
    return [
        [
            {"does": "awarded", "offer": an_offer(part, one).ref, "provider": one.ref, "at": AT.isoformat()}
            for one in racers
        ]
        for part in copies(a_waiting_requirement(market), count)
    ]


def rounds_at_the_boundary(count: int) -> list[list[dict[str, str]]]:
    """In each round one provider accepts exactly on time while its time limit lapses."""
    market = a_market()
    rounds = []
    for part in copies(a_waiting_requirement(market), count):
        offer = an_offer(part, market.harbour)
        owed = Obligation.objects.create(
            rule="SRC-3",
            duty="answer_offer",
            sentence="Answer the offer",
            subject=offer.ref,
            about=Requirement.objects.get(pk=part.requirement_id).ref,
            role="provider_coordinator",
            provider=market.harbour.ref,
            opened_at=FRIDAY,
            due_at=ANSWER_BY,
            on_lapse=OnLapse.ACT,
        )
        task = {"offer": offer.ref, "provider": market.harbour.ref, "obligation": owed.ref, "at": ANSWER_BY.isoformat()}
        rounds.append([task | {"does": "awarded"}, task | {"does": "lapse"}])
    return rounds
