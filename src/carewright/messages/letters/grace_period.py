"""The letter of a self-funder's grace period (REF-8)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carewright.kernel import money
from carewright.messages.letters.press import Letterhead, pressed
from carewright.messages.wording.words import day_words


@dataclass(frozen=True)
class GracePeriodLetter:
    """To a person who will pay for their own care after enablement: a period without charge (REF-8)."""

    letterhead: Letterhead
    referral: str
    person_name: str
    person_address: tuple[str, ...]
    dated_on: date
    from_on: date
    ends_on: date
    length: str
    arrangement_fee: Decimal | None
    contact: str
    signed_by: str
    signed_as: str


def grace_period_letter_pdf(letter: GracePeriodLetter) -> bytes:
    """The letter that starts a grace period: free until its end, then referred, with the fee it warns of (REF-8)."""
    fee = f" of {money.in_words(letter.arrangement_fee)}" if letter.arrangement_fee is not None else ""
    return pressed(
        "grace_period.typ",
        letter.letterhead,
        title="Finding your own care after enablement",
        reference=f"Our reference: {letter.referral}",
        at=letter.dated_on,
        address=[letter.person_name, *letter.person_address],
        dated=day_words(letter.dated_on),
        greeting=f"Dear {letter.person_name}",
        opening=[
            "You have made good progress with our enablement service and have reached the goals that we agreed with "
            "you. You still need some care, and you have told us that you will pay for it yourself.",
            f"We will go on supporting you without charge for {letter.length} while you choose a care provider.",
        ],
        facts=[
            ("No charge from", day_words(letter.from_on)),
            ("Until the end of", day_words(letter.ends_on)),
            ("Our reference", letter.referral),
        ],
        next=[
            "Please choose a care provider and agree with it when your care starts.",
            f"If you have not found care by the end of {day_words(letter.ends_on)}, we can arrange it for you. We "
            f"charge an arrangement fee{fee} for this, and you pay the full cost of your care.",
        ],
        help=[
            "We can give you a list of providers near you, and information about paying for care.",
            f"Contact us: {letter.contact}",
        ],
        signature=[letter.signed_by, letter.signed_as, letter.letterhead.council],
    )
