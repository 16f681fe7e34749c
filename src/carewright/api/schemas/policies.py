"""Policies: what they say, what a draft would have decided differently."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from carewright.api.schemas.fields import AnyRef, Asked, Day, Line, Note, Ref, Shown
from carewright.policy.queries import LONGEST_TEXT

PolicyText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class PolicyToDraft(Asked):
    """A policy to draft."""

    name: Line = Field(description="What it is called.")
    text: PolicyText = Field(description="What it says, as TOML; what it leaves out comes from the default pack.")


class Activation(Asked):
    """From when a draft is in force."""

    effective_on: Day = Field(description="From the start of this day; today: from now on.")


class Discarding(Asked):
    """Why a draft is not used."""

    reason: Note = Field(description="Why.")


class PolicyRow(Shown):
    """A policy and how it stands."""

    ref: Ref = Field(description="The policy's reference, which is its version.")
    name: str = Field(description="Its name.")
    standing: str = Field(description="draft, takes effect later, in force, no longer in force or discarded.")
    effective_at: datetime | None = Field(description="From when it is in force.")
    drafted_by: AnyRef = Field(description="Who drafted it: a user's reference.")
    drafted_at: datetime = Field(description="When.")
    activated_by: AnyRef = Field(description="Who activated it.")
    activated_at: datetime | None = Field(description="When.")


class SettingShown(Shown):
    """A setting in words."""

    label: str = Field(description="What it is called.")
    value: str = Field(description="What it says.")
    rules: list[str] = Field(description="The rules that use it.")


class SectionShown(Shown):
    """A table of a policy in words."""

    title: str = Field(description="What it is about.")
    rows: list[SettingShown] = Field(description="Its settings.")


class PolicyShown(PolicyRow):
    """A whole policy."""

    text: str = Field(description="What it says, as TOML, whole.")
    sections: list[SectionShown] = Field(description="What it says, in words.")


class DifferenceShown(Shown):
    """A setting that the policy has otherwise than the one in force."""

    label: str = Field(description="The section and the setting.")
    old: str = Field(description="In force now; “not set” where it has none.")
    new: str = Field(description="In this policy.")


class DecisionShown(Shown):
    """How often a decision was made, and would be."""

    decision: str = Field(description="The decision, as a name for programs.")
    in_words: str = Field(description="The decision, in words.")
    was: int = Field(description="How often it was made.")
    would_be: int = Field(description="How often this policy would make it.")


class TurnShown(Shown):
    """Cases that would have been decided differently in the same way, with the money that hangs on them."""

    was: str = Field(description="What was decided.")
    would_be: str = Field(description="What this policy decides.")
    cases: int = Field(description="How many.")
    up: int = Field(description="How many of them add to a weekly cost, or have one.")
    up_pounds: str = Field(description="Pounds a week of these.")
    down: int = Field(description="How many of them take from a weekly cost.")
    down_pounds: str = Field(description="Pounds a week of these, less than nought.")


class NotReplayedShown(Shown):
    """Cases that can't be tried."""

    why: str = Field(description="Why.")
    cases: int = Field(description="How many.")


class TotalsShown(Shown):
    """The past cases of one kind."""

    kind: str = Field(description="change, authority, completeness, offer or considering.")
    title: str = Field(description="The kind in words.")
    cases: int = Field(description="How many were tried.")
    turned: int = Field(description="How many would have been decided differently.")
    decisions: list[DecisionShown] = Field(description="Each decision.")
    turns: list[TurnShown] = Field(description="From which decision to which.")
    lapses_earlier: int = Field(description="Offers that nobody answered, which would have lapsed earlier.")
    lapses_later: int = Field(description="And later.")
    not_replayed: list[NotReplayedShown] = Field(description="What can't be tried.")


class WhatIfShown(Shown):
    """A policy tried on past cases (POL-3)."""

    since: date = Field(description="Decided from this day.")
    until: date = Field(description="Up to this day.")
    cases: int = Field(description="How many were tried.")
    turned: int = Field(description="How many would have been decided differently.")
    totals: list[TotalsShown] = Field(description="By kind.")
    untried: list[DifferenceShown] = Field(description="What it changes whose effect can't be shown.")
