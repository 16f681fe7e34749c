"""The page that tries a draft on a county's year, from the database: reading the cases, judging them, the whole page.

A year: 5,000 referrals with three documents each, authorised and accepted; 12,000 offers, each answered. Copied from
one of each that the real commands made. `python bench/what_if_page.py [--quick]`
"""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from _scratch import on_each, ready, table

REFERRALS, OFFERS = 5_000, 12_000
ROUNDS = 3
AT = datetime(2017, 12, 31, 12, tzinfo=UTC)
YEAR = (date(2017, 1, 1), date(2017, 12, 31))
DRAFT = """
[authority.weekly_limits]
team_manager = 300
head_of_service = 2500
[sourcing]
answer_within = "1 working hours"
"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of a year")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    ready()
    share = 10 if asked.quick else 1
    version, client = a_year(REFERRALS // share, OFFERS // share)
    rounds = [measured(version, client) for _ in range(ROUNDS)]
    best = [min(taken, key=lambda took: took[2]) for taken in zip(*rounds, strict=True)]
    rows = [(name, f"{seconds:.2f}", f"{busy:.2f}") for name, seconds, busy in best]
    table(rows, ("", "seconds", "of the processor"))


def a_year(referrals: int, offers: int) -> tuple[str, Any]:
    """The year, a draft, and a policy owner's browser."""
    from django.db import connection, transaction
    from django.test import Client
    from tests.conftest import actor
    from tests.council.conftest import user_holding
    from tests.sourcing.builders import a_market, a_waiting_requirement, an_award

    from carewright.access.roles import Role
    from carewright.policy.commands import draft_policy

    market = a_market()
    award = an_award(a_waiting_requirement(market))
    with transaction.atomic():
        copied_referrals(award.requirement.referral, referrals)
        copied_offers(award.offer, offers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draft = draft_policy(name="Stricter", text=DRAFT, by=actor(Role.POLICY_OWNER), at=AT)
    client = Client()
    client.force_login(user_holding(Role.POLICY_OWNER, unit=market.council.unit))
    return draft.ref, client


def moments(count: int) -> Iterator[datetime]:
    """Spread over the working hours of a year."""
    for number in range(count):
        yield datetime(2017, 1, 2, 9, tzinfo=UTC) + timedelta(days=number % 360, minutes=number % 400)


def copied_referrals(first: Any, count: int) -> None:
    """As many referrals like it, with its documents and what was authorised."""
    from carewright.referrals.models import Authorisation, Referral, ReferralDocument

    documents, authorised = list(first.documents.all()[:3]), first.authorisations.get()
    for at in moments(count):
        copy = _copy(first, completed_at=at, received_at=at)
        copy.ref = Referral._meta.get_field("ref").get_default()
        copy.save(force_insert=True)
        ReferralDocument.objects.bulk_create(
            _copy(one, referral=copy, ref=ReferralDocument._meta.get_field("ref").get_default()) for one in documents
        )
        Authorisation.objects.bulk_create([_copy(authorised, referral=copy, authorised_at=at)])


def copied_offers(first: Any, count: int) -> None:
    """As many offers like it, with what was owed."""
    from carewright.obligations.models import Obligation
    from carewright.sourcing.models import Offer

    owed = Obligation.objects.get(duty="answer_offer", subject=first.ref)
    offers, duties = [], []
    for at in moments(count):
        offer = _copy(first, made_at=at, answer_by=at + timedelta(hours=2), answered_at=at + timedelta(minutes=50))
        offer.ref = Offer._meta.get_field("ref").get_default()
        offers.append(offer)
        duty = _copy(owed, subject=offer.ref, opened_at=at, closed_at=offer.answered_at)
        duty.ref = Obligation._meta.get_field("ref").get_default()
        duties.append(duty)
    Offer.objects.bulk_create(offers, batch_size=1000)
    Obligation.objects.bulk_create(duties, batch_size=1000)


def _copy(row: Any, **columns: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    copy = type(row)(**values)
    for name, value in columns.items():
        setattr(copy, name, value)
    return copy


def clocks() -> tuple[float, float]:
    """By the wall, and of the processor: what other programs take does not count in the second."""
    return time.perf_counter(), time.process_time()


def measured(version: str, client: Any) -> list[tuple[str, float, float]]:
    """Seconds of each by both clocks."""
    from tests.conftest import actor

    from carewright.access.roles import Role
    from carewright.policy.queries import policy_of
    from carewright.reports.what_if import tried
    from carewright.reports.what_if.reading import answers, past_cases

    began = clocks()
    cases = past_cases(actor(Role.POLICY_OWNER), since=YEAR[0], until=YEAR[1])
    read = clocks()
    found = tried(answers(cases, policy_of(version).terms))
    judged = clocks()
    page = client.get(f"/settings/policy/{version}/what-if/", {"since": YEAR[0], "until": YEAR[1]})
    shown = clocks()
    if page.status_code != 200 or f"{found.cases}" not in page.content.decode():
        raise SystemExit(f"the page answered {page.status_code}")
    names = (f"reading {len(cases):,} cases", f"judging them, of which {len(found.turned):,} turn", "the whole page")
    steps = ((began, read), (read, judged), (judged, shown))
    return [(name, until[0] - since[0], until[1] - since[1]) for name, (since, until) in zip(names, steps, strict=True)]


if __name__ == "__main__":
    main()
