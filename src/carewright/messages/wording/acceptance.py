"""What is said between a provider's acceptance and its confirmation (ACC-1, ACC-2, SRC-11)."""

from datetime import date, datetime

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import Care, day_words
from carewright.worktime import moment_words


def call_failed_provider_informed(*, offer: str, care: Care, tried_at: datetime, at: datetime) -> Wording:
    """The courtesy call did not succeed: the provider is kept informed, and waits (ACC-1)."""
    return Wording(
        subject=f"We have not reached the person yet: {care.in_words}",
        paragraphs=[
            "Thank you for accepting this package. We have tried to telephone the person to say that you will be "
            "in touch, and "
            "could not reach them. We will try again.",
            "Please do not make contact yet. We will tell you as soon as you can.",
        ],
        facts=[("Tried at", moment_words(tried_at, at)), ("Offer", offer)],
    )


def released_to_make_contact(*, offer: str, care: Care, path: str) -> Wording:
    """The provider may make contact: the confirmation form, behind sign-in, tells with whom (ACC-2, ROLE-7)."""
    return Wording(
        subject=f"You can now make contact: {care.in_words}",
        paragraphs=[
            "We have told the person that you will be in touch. Their name, address and telephone number are on the "
            "confirmation form.",
        ],
        facts=[("Start asked for", day_words(care.start_on)), ("Offer", offer)],
        action=Action("Open the confirmation form", path, secret=True),
        after=[
            "Agree the arrangements with the person. Then fill in the form: start date, planned times, carers at "
            "each visit and "
            "who confirmed. You can't start before you have confirmed.",
            "To protect the person's privacy this email does not name them.",
        ],
    )


def later_start_to_decide(*, referral: str, provider: str, asked_for: date, offered: date, path: str) -> Wording:
    """A provider could start only later: the managers accept or refuse that on risk (SRC-11)."""
    return Wording(
        subject=f"Later start to decide: {referral}",
        paragraphs=[
            f"{provider} can provide this package, with a later start than was asked for. Decide on the risk to "
            "the person "
            "whether to accept that."
        ],
        facts=[
            ("Referral", referral),
            ("Provider", provider),
            ("Start asked for", day_words(asked_for)),
            ("Start offered", day_words(offered)),
        ],
        action=Action("Decide on the later start", path),
    )


def later_start_decided(*, offer: str, care: Care, accepted: bool, start_on: date) -> Wording:
    """The provider learns what was decided about its later start (SRC-11)."""
    if accepted:
        said = (
            f"We accept that you start on {day_words(start_on)}. We will now telephone the person, then release "
            "you to make contact."
        )
    else:
        said = (
            f"We can't accept a start on {day_words(start_on)}, and will approach another provider. Thank you "
            "for offering."
        )
    return Wording(
        subject=f"Later start {'accepted' if accepted else 'not accepted'}: {care.in_words}",
        paragraphs=[said],
        facts=[("Start asked for", day_words(care.start_on)), ("Start offered", day_words(start_on)), ("Offer", offer)],
    )
