"""The states of a change, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class ChangeState(StrEnum):
    """Noticed by the provider; with the manager, whatever is talked over meanwhile; ordered; or over without effect."""

    NOTICED = "noticed"
    WITH_MANAGER = "with_team_manager"
    IN_EFFECT = "in_effect"
    SENT_TO_REVIEW = "sent_to_review"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class ManagersChoice(StrEnum):
    """What the authorising manager may do; refusing by itself is not offered (CHG-4)."""

    AUTHORISE = "authorise"
    DISCUSS = "discuss"
    TALK = "talk"
    REVIEW = "review"


class AskedBy(StrEnum):
    """Who asks for social care involvement (CHG-7)."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    PROVIDER = "provider"


class NoteKind(StrEnum):
    """What a case note tells of."""

    IN_EFFECT = "in_effect"
    SENT_TO_REVIEW = "sent_to_review"
    STOPPED = "stopped"


UNDER_WAY = frozenset({ChangeState.NOTICED, ChangeState.WITH_MANAGER})
"""Neither in effect nor over: a package has one such change at a time (CHG-6)."""

CHANGE = Lifecycle(
    "change",
    ChangeState,
    [
        Move.of("confirm_change", ChangeState.NOTICED, ChangeState.IN_EFFECT),
        Move.of("pass_to_manager", ChangeState.NOTICED, ChangeState.WITH_MANAGER),
        Move.of("authorise_change", ChangeState.WITH_MANAGER, ChangeState.IN_EFFECT),
        Move.of("discuss_change", ChangeState.WITH_MANAGER, None),
        Move.of("arrange_talk", ChangeState.WITH_MANAGER, None),
        Move.of("send_to_full_review", ChangeState.WITH_MANAGER, ChangeState.SENT_TO_REVIEW),
        Move.of("withdraw_change", set(UNDER_WAY), ChangeState.WITHDRAWN),
        Move.of("ask_for_involvement", set(UNDER_WAY), ChangeState.STOPPED),
    ],
)
"""Confirming passes a change beyond tolerance on to the manager: `pass_to_manager` is that half of it, no command."""
