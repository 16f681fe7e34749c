"""The states of a referral, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Draft until submitted; returned while something is missing; complete once brokerage has it all."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETE = "complete"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_OPEN = {State.DRAFT, State.RETURNED}
_UNDER_WAY = {State.DRAFT, State.SUBMITTED, State.RETURNED}

REFERRAL = Lifecycle(
    "referral",
    State,
    [
        Move.of("amend_referral", _OPEN, None),
        Move.of("attach_document", _UNDER_WAY, None),
        Move.of("forward_referral", _UNDER_WAY, None),
        Move.of("authorise_spend", _UNDER_WAY, None),
        Move.of("submit_referral", _OPEN, State.SUBMITTED),
        Move.of("return_referral", State.SUBMITTED, State.RETURNED),
        Move.of("complete_referral", State.SUBMITTED, State.COMPLETE),
        Move.of("refuse_referral", State.SUBMITTED, State.REFUSED),
        Move.of("withdraw_referral", {*_UNDER_WAY, State.COMPLETE}, State.WITHDRAWN),
        Move.of("report_readiness", {State.SUBMITTED, State.RETURNED, State.COMPLETE}, None),
    ],
)


class EpisodeState(StrEnum):
    """Of enablement for one person: asked until answered; a self-funder has a grace period before the end (REF-8)."""

    ASKED = "asked"
    REJECTED = "rejected"
    UNDER_WAY = "under_way"
    GRACE_PERIOD = "grace_period"
    GRACE_OVER = "grace_over"
    ENDED = "ended"


_IN_ENABLEMENT = {EpisodeState.UNDER_WAY, EpisodeState.GRACE_PERIOD, EpisodeState.GRACE_OVER}

ENABLEMENT = Lifecycle(
    "enablement",
    EpisodeState,
    [
        Move.of("give_enablement_start", EpisodeState.ASKED, EpisodeState.UNDER_WAY),
        Move.of("reject_enablement", EpisodeState.ASKED, EpisodeState.REJECTED),
        Move.of("plan_discharge", _IN_ENABLEMENT, None),
        Move.of("start_grace_period", EpisodeState.UNDER_WAY, EpisodeState.GRACE_PERIOD),
        Move.of("end_grace_period", EpisodeState.GRACE_PERIOD, EpisodeState.GRACE_OVER),
        Move.of("end_enablement", _IN_ENABLEMENT, EpisodeState.ENDED),
    ],
)
