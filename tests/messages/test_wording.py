"""What is said in emails: when to answer by, what is missing; to a provider never who, where or at what price."""

import inspect
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carewright.messages.rendering import Sender, as_text
from carewright.messages.wording import Wording, acceptance, offers, orders, referrals
from carewright.messages.wording.orders import VersionTold
from carewright.messages.wording.words import Care, hours_words
from carewright.packages.lifecycle import OrderKind

FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
WEDNESDAY = datetime(2017, 12, 27, 9, 45, tzinfo=UTC)
CARE = Care(
    service="Home care",
    outward_postcode="CT5",
    weekly_hours=Decimal("14"),
    carers=2,
    start_on=date(2018, 1, 8),
    needs=("Personal care", "Medication prompt"),
    essential_times=("8:00am to 8:30am: medication prompt",),
)
TOLD = {
    "offer": "OFR-1",
    "care": CARE,
    "at": FRIDAY,
    "answer_by": WEDNESDAY,
    "considering_until": WEDNESDAY,
    "path": "/x/",
    "reason": "No staff",
    "documents": ["Assessment"],
    "tried_at": FRIDAY,
    "accepted": True,
    "start_on": date(2018, 1, 8),
    "referral": "REF-1",
    "service": "Home care",
    "received_at": FRIDAY,
    "missing": ["The risk assessment"],
    "note": "Please add it.",
    "why": "It states visit times",
    "by_role": "team manager",
    "provider": "Harbour Care",
    "from_on": date(2017, 12, 22),
    "ends_on": date(2018, 1, 2),
    "asked_for": date(2018, 1, 8),
    "offered": date(2018, 1, 15),
    "order": "SDO-1",
    "package": "PKG-1",
    "communication_need": "Large print",
    "from_words": "Monday 8 January 2018",
    "told": VersionTold("placed", 2, date(2018, 1, 8)),
    "hours_a_week": Decimal("10.5"),
    "version": 2,
    "weekly_hours": Decimal("10.5"),
    "starts_on": date(2018, 1, 8),
    "due_at": WEDNESDAY,
    "completed_at": FRIDAY,
    "waiting_since": "3:45pm Fri 22 December",
    "file": "FILE-1",
    "received": 10,
    "rejected": 2,
}
WORDINGS = [
    pytest.param(function, id=name)
    for module in (offers, referrals, acceptance, orders)
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
]


def said(function, **more):
    wanted = inspect.signature(function).parameters
    return function(**{name: value for name, value in (TOLD | more).items() if name in wanted})


def text_of(wording: Wording) -> str:
    return f"{wording.subject}\n{as_text(wording, Sender('Westmarch', '#1d4f91', 'https://x.example'))}"


@pytest.mark.parametrize("function", WORDINGS)
def test_each_wording_can_be_said_in_one_line_of_subject_without_a_price(function):
    wording = said(function)

    assert 0 < len(wording.subject) <= 120
    assert "\n" not in wording.subject
    assert "£" not in text_of(wording)
    assert "None" not in text_of(wording).replace("None: times", "")


def test_an_offer_says_first_when_to_answer_by_and_what_care():
    wording = said(offers.offer_made)

    assert wording.subject == "Can you provide home care in CT5? Answer by 9:45am Wed 27 December"
    assert dict(wording.facts) == {
        "Answer by": "9:45am Wed 27 December",
        "Service": "Home care",
        "Area": "CT5",
        "Hours": "14 hours a week, two carers",
        "Start": "Monday 8 January 2018",
        "Needs": "Personal care\nMedication prompt",
        "Essential visit times": "8:00am to 8:30am: medication prompt",
        "Offer": "OFR-1",
    }
    assert wording.action is not None
    assert wording.action.secret
    assert "take this as a decline" in text_of(wording)


@pytest.mark.parametrize("postcode", ["CT5 1AB", "CT51AB", "4 Harbour Row", "", "ct5"])
def test_care_told_to_a_provider_holds_an_outward_postcode_and_no_more(postcode):
    with pytest.raises(ValueError, match="outward"):
        Care("Home care", postcode, Decimal(14), 1, date(2018, 1, 8))


def test_a_decline_is_acknowledged_and_no_response_is_called_so():
    assert "Thank you for telling us" in text_of(said(offers.standard_decline))
    assert "did not hear from you in time" in text_of(said(offers.standard_decline, no_response=True))


def test_what_is_missing_is_listed_with_the_broker_s_words():
    facts = dict(said(referrals.returned, missing=["The risk assessment", "The charging letter"]).facts)

    assert facts["What is missing"] == "The risk assessment\nThe charging letter"
    assert facts["From the broker"] == "Please add it."


def test_the_release_to_make_contact_names_nobody_in_the_email():
    assert "does not name them" in text_of(said(acceptance.released_to_make_contact))


def test_a_later_start_is_accepted_or_not():
    assert "not accepted" in said(acceptance.later_start_decided, accepted=False).subject
    assert "We accept that you start on Monday 8 January 2018" in text_of(said(acceptance.later_start_decided))


def test_a_first_order_takes_the_place_of_none():
    first, second = (VersionTold("placed", version, date(2018, 1, 8)) for version in (1, 2))

    assert "takes the place of" not in text_of(said(orders.order_sent, told=first))
    assert "takes the place of version 1" in text_of(said(orders.order_sent, told=second))


@pytest.mark.parametrize("kind", OrderKind)
@pytest.mark.parametrize("goes_on", [True, False])
def test_each_kind_of_version_says_what_it_is(kind, goes_on):
    told = VersionTold(kind, 2, date(2018, 1, 8), goes_on=goes_on)

    assert "January" in told.sentence or "last day" in told.sentence


def test_hours_in_words():
    assert [hours_words(Decimal(h)) for h in ("1", "7.25", "10.50")] == [
        "1 hour a week", "7.25 hours a week", "10.5 hours a week",
    ]  # fmt: skip
