"""The states of a requirement, an offer and an award, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class RequirementState(StrEnum):
    """Waiting while any part is unplaced; taken once each is tentatively accepted; placed once all are confirmed."""

    WAITING = "waiting"
    TAKEN = "taken"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"


class OfferState(StrEnum):
    """Open until answered; considering until a stated moment; later_start while two managers decide.

    Gone: another provider was first. No response: taken as a decline.
    """

    OPEN = "open"
    CONSIDERING = "considering"
    LATER_START = "later_start"
    LATER_START_REFUSED = "later_start_refused"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


class AwardState(StrEnum):
    """Tentative until the courtesy call; released to make contact; confirmed with the person; fallen through."""

    TENTATIVE = "tentative"
    RELEASED = "released"
    CONFIRMED = "confirmed"
    FALLEN_THROUGH = "fallen_through"


_ANSWERABLE = {OfferState.OPEN, OfferState.CONSIDERING}
LIVE = (OfferState.OPEN, OfferState.CONSIDERING, OfferState.LATER_START)
"""Offers that the provider can still take."""

REQUIREMENT = Lifecycle(
    "requirement",
    RequirementState,
    [
        Move.of("make_offer", RequirementState.WAITING, None),
        Move.of("permit_non_contracted", RequirementState.WAITING, None),
        Move.of("decide_when_exhausted", RequirementState.WAITING, None),
        Move.of("split_requirement", RequirementState.WAITING, None),
        Move.of("agree_reassessment", RequirementState.WAITING, None),
        Move.of("record_waiting_risk", RequirementState.WAITING, None),
        Move.of("escalate_waiting", RequirementState.WAITING, None),
        Move.of("withdraw_requirement", {RequirementState.WAITING, RequirementState.TAKEN}, RequirementState.WITHDRAWN),
    ],
)

OFFER = Lifecycle(
    "offer",
    OfferState,
    [
        Move.of("accept_offer", _ANSWERABLE, OfferState.ACCEPTED),
        Move.of("accept_part_of_offer", _ANSWERABLE, OfferState.ACCEPTED),
        Move.of("accept_with_later_start", _ANSWERABLE, OfferState.LATER_START),
        Move.of("decline_offer", _ANSWERABLE, OfferState.DECLINED),
        Move.of("keep_considering", OfferState.OPEN, OfferState.CONSIDERING),
        Move.of("ask_for_documents", _ANSWERABLE, None),
        Move.of("release_documents", {*_ANSWERABLE, OfferState.ACCEPTED, OfferState.LATER_START}, None),
        Move.of("ask_next_approach", OfferState.CONSIDERING, None),
        Move.of("allow_next_approach", OfferState.CONSIDERING, None),
        Move.of("decide_later_start", OfferState.LATER_START, None),
        Move.of("award_part", OfferState.ACCEPTED, None),
        Move.of("deem_declined", OfferState.OPEN, OfferState.NO_RESPONSE),
        Move.of("lapse_considering", OfferState.CONSIDERING, None),
        Move.of("withdraw_offer", {*_ANSWERABLE, OfferState.LATER_START}, OfferState.WITHDRAWN),
    ],
)

AWARD = Lifecycle(
    "award",
    AwardState,
    [
        Move.of("record_failed_call", AwardState.TENTATIVE, None),
        Move.of("record_courtesy_call", AwardState.TENTATIVE, AwardState.RELEASED),
        Move.of("confirm_arrangements", AwardState.RELEASED, AwardState.CONFIRMED),
        Move.of("withdraw_acceptance", {AwardState.TENTATIVE, AwardState.RELEASED}, AwardState.FALLEN_THROUGH),
    ],
)
