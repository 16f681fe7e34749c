"""What is recorded about requirements, offers and awards. Providers are named; the person is a reference (TRAIL-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class OfRequirement:
    """What every event about a requirement holds."""

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("requirement", "referral", "person")
    requirement: str
    referral: str
    person: str


@dataclass(frozen=True, kw_only=True)
class OfOffer(OfRequirement):
    """What every event about an offer holds. `part` is the part's reference."""

    SUBJECTS: ClassVar[tuple[str, ...]] = ("offer", "requirement", "referral", "person", "provider")
    offer: str
    part: str
    provider: str
    provider_name: str


@dataclass(frozen=True, kw_only=True)
class OfAward(OfOffer):
    """What every event about an award holds."""

    SUBJECTS: ClassVar[tuple[str, ...]] = ("award", "offer", "requirement", "referral", "person", "provider")
    award: str


@dataclass(frozen=True, kw_only=True)
class RequirementOpened(OfRequirement):
    """A complete referral went on the list (WAIT-1)."""

    NAME: ClassVar[str] = "requirement.opened"
    SENTENCE: ClassVar[str] = (
        "On the list of packages to be placed: {hours_words} of {service_words}, from {start_words}."
    )
    service: str
    service_words: str
    weekly_hours: Decimal
    hours_words: str
    start_on: date
    start_words: str
    waiting_since: datetime
    route: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class RequirementWithdrawn(OfRequirement):
    """The requirement was taken off the list."""

    NAME: ClassVar[str] = "requirement.withdrawn"
    SENTENCE: ClassVar[str] = "Taken off the list: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("requirement", "referral", "person", "offers", "awards")
    reason: str
    offers: tuple[str, ...]
    awards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RequirementSplit(OfRequirement):
    """A part was split into others (SRC-12)."""

    NAME: ClassVar[str] = "requirement.split"
    SENTENCE: ClassVar[str] = "Split into {count} parts: {hours_words}."
    part: str
    parts: tuple[str, ...]
    count: int
    hours: tuple[Decimal, ...]
    hours_words: str


@dataclass(frozen=True, kw_only=True)
class NonContractedPermitted(OfRequirement):
    """A provider without a contract may be approached (SRC-8)."""

    NAME: ClassVar[str] = "non_contracted.permitted"
    SENTENCE: ClassVar[str] = "{provider_name} may be approached without a contract, placed as {placed_as}: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("requirement", "referral", "person", "provider")
    provider: str
    provider_name: str
    placed_as: str
    reason: str
    rule: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ExhaustionDecided(OfRequirement):
    """The brokerage manager decided what to do when nobody was left to approach (SRC-23)."""

    NAME: ClassVar[str] = "exhaustion.decided"
    SENTENCE: ClassVar[str] = "Nobody was left to approach. Decided: {decision}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    decision: str
    route: str
    note: str
    rule: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ReassessmentAgreed(OfRequirement):
    """Who re-assesses somebody who has waited was agreed (WAIT-3)."""

    NAME: ClassVar[str] = "reassessment.agreed"
    SENTENCE: ClassVar[str] = "Agreed who re-assesses: {who}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("who", "note")
    who: str
    note: str


@dataclass(frozen=True, kw_only=True)
class WaitingEscalated(OfRequirement):
    """A long wait was escalated to the team manager (WAIT-3)."""

    NAME: ClassVar[str] = "waiting.escalated"
    SENTENCE: ClassVar[str] = "Waiting {waited}: escalated to the team manager to record the level of risk."
    waited: str


@dataclass(frozen=True, kw_only=True)
class WaitingRiskRecorded(OfRequirement):
    """The risk of somebody waiting and its mitigations were recorded (WAIT-3)."""

    NAME: ClassVar[str] = "waiting.risk_recorded"
    SENTENCE: ClassVar[str] = "Risk of waiting recorded as {level}: {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    level: str
    note: str


@dataclass(frozen=True, kw_only=True)
class OfferMade(OfOffer):
    """A provider was offered a part (SRC-3)."""

    NAME: ClassVar[str] = "offer.made"
    SENTENCE: ClassVar[str] = "Offered to {provider_name}: answer by {answer_by_words}. {why}"
    answer_by: datetime
    answer_by_words: str
    how: str
    why: str
    rule: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(OfOffer):
    """The council withdrew an offer."""

    NAME: ClassVar[str] = "offer.withdrawn"
    SENTENCE: ClassVar[str] = "Offer to {provider_name} withdrawn: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfOffer):
    """A provider accepted an offer, all of it or in part."""

    NAME: ClassVar[str] = "offer.accepted"
    SENTENCE: ClassVar[str] = "{provider_name} accepted {hours_words} ({how})."
    weekly_hours: Decimal
    hours_words: str
    in_part: bool
    how: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class LaterStartOffered(OfOffer):
    """A provider can start only later than asked for (SRC-11)."""

    NAME: ClassVar[str] = "offer.later_start"
    SENTENCE: ClassVar[str] = (
        "{provider_name} can start only on {start_words} ({how}). Both managers decide on the risk."
    )
    start_on: date
    start_words: str
    how: str


@dataclass(frozen=True, kw_only=True)
class LaterStartDecided(OfOffer):
    """A manager accepted or refused a later start on risk (SRC-11)."""

    NAME: ClassVar[str] = "later_start.decided"
    SENTENCE: ClassVar[str] = "Later start of {provider_name} on {start_words} {decided}: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    start_on: date
    start_words: str
    decided: str
    reason: str
    is_final: bool


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfOffer):
    """A provider declined an offer (SRC-7)."""

    NAME: ClassVar[str] = "offer.declined"
    SENTENCE: ClassVar[str] = "{provider_name} declined ({how}): {reason_words}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    reason: str
    reason_words: str
    note: str
    how: str
    area: str
    service: str


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(OfOffer):
    """No answer in time was taken as a decline (SRC-3)."""

    NAME: ClassVar[str] = "offer.lapsed"
    SENTENCE: ClassVar[str] = "{provider_name} did not answer in time: taken as a decline."
    area: str
    service: str


@dataclass(frozen=True, kw_only=True)
class OfferConsidered(OfOffer):
    """A provider is still considering (SRC-4)."""

    NAME: ClassVar[str] = "offer.considering"
    SENTENCE: ClassVar[str] = "{provider_name} is still considering, until {until_words} ({how})."
    until: datetime
    until_words: str
    how: str


@dataclass(frozen=True, kw_only=True)
class ConsideringLapsed(OfOffer):
    """The time that a provider named passed without an answer (SRC-4)."""

    NAME: ClassVar[str] = "considering.lapsed"
    SENTENCE: ClassVar[str] = "{provider_name} has not answered by the time it named: the brokerage manager is asked."


@dataclass(frozen=True, kw_only=True)
class NextApproachAsked(OfOffer):
    """The broker asked to approach the next provider meanwhile (SRC-4)."""

    NAME: ClassVar[str] = "next_approach.asked"
    SENTENCE: ClassVar[str] = (
        "While {provider_name} considers: the brokerage manager is asked to let the next provider be approached."
    )


@dataclass(frozen=True, kw_only=True)
class NextApproachAllowed(OfOffer):
    """The next provider may be approached meanwhile (SRC-4)."""

    NAME: ClassVar[str] = "next_approach.allowed"
    SENTENCE: ClassVar[str] = (
        "While {provider_name} considers, the next provider may be approached; {provider_name} has been told."
    )


@dataclass(frozen=True, kw_only=True)
class DocumentsAsked(OfOffer):
    """A provider asked for the documents (SRC-5)."""

    NAME: ClassVar[str] = "documents.asked"
    SENTENCE: ClassVar[str] = "{provider_name} asked for the documents ({how})."
    how: str


@dataclass(frozen=True, kw_only=True)
class DocumentsReleased(OfOffer):
    """Documents were released to a provider: which, to whom (SRC-5)."""

    NAME: ClassVar[str] = "documents.released"
    SENTENCE: ClassVar[str] = "Released to {provider_name}: {titles}."
    SUBJECTS: ClassVar[tuple[str, ...]] = ("offer", "requirement", "referral", "person", "provider", "documents")
    documents: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfferAnsweredByLink(OfOffer):
    """The link in an offer's email was used, once."""

    NAME: ClassVar[str] = "offer.answered_by_link"
    SENTENCE: ClassVar[str] = "Answered by the link that was sent to {provider_name}."
    link: str


@dataclass(frozen=True, kw_only=True)
class AwardMade(OfAward):
    """A part was awarded; others with an offer of it were told that it has gone (SRC-10)."""

    NAME: ClassVar[str] = "award.made"
    SENTENCE: ClassVar[str] = "Awarded to {provider_name}: {hours_words} from {start_words}."
    SUBJECTS: ClassVar[tuple[str, ...]] = ("award", "offer", "requirement", "referral", "person", "provider", "gone")
    weekly_hours: Decimal
    hours_words: str
    start_on: date
    start_words: str
    gone: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class CallFailed(OfAward):
    """A courtesy call did not reach anybody (ACC-1)."""

    NAME: ClassVar[str] = "call.failed"
    SENTENCE: ClassVar[str] = "Courtesy call tried, nobody reached; {provider_name} has been told. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    note: str


@dataclass(frozen=True, kw_only=True)
class AwardReleased(OfAward):
    """The courtesy call was made: the provider may make contact (ACC-2)."""

    NAME: ClassVar[str] = "award.released"
    SENTENCE: ClassVar[str] = "Courtesy call made to {spoke_to}: {provider_name} may make contact. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("spoke_to", "note")
    spoke_to: str
    note: str


@dataclass(frozen=True, kw_only=True)
class AwardConfirmed(OfAward):
    """The provider confirmed the arrangements agreed with the person (ACC-3)."""

    NAME: ClassVar[str] = "award.confirmed"
    SENTENCE: ClassVar[str] = (
        "{provider_name} confirmed, by {confirmed_by}: care starts on {start_words}, {carers_words} at each visit."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ("confirmed_by",)
    start_on: date
    start_words: str
    carers_per_visit: int
    carers_words: str
    confirmed_by: str
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class AwardFellThrough(OfAward):
    """A tentative acceptance was withdrawn; the requirement is back on the list with its clock (SRC-6)."""

    NAME: ClassVar[str] = "award.fell_through"
    SENTENCE: ClassVar[str] = (
        "{provider_name} withdrew its acceptance: {reason}. On the list again, waiting since {waiting_since_words}."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str
    waiting_since_words: str
