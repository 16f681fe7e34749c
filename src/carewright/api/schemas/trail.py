"""Timelines, the head of the trail, and whether it holds."""

from datetime import datetime

from pydantic import Field

from carewright.api.schemas.fields import Shown


class TimelineEntry(Shown):
    """A line of a timeline."""

    at: datetime = Field(description="When it happened.")
    event: str = Field(description="What happened, as a name for programs, such as order.sent.")
    sentence: str = Field(description="What happened, in words.")
    by: str = Field(description="Who did it: a user's reference, or SYSTEM.")
    by_name: str = Field(description="Who did it, by name.")
    acting_as: str = Field(description="In which role; as whose deputy.")
    subject: str = Field(description="The reference of the thing that it was mainly about.")


class HeadShown(Shown):
    """The end of the chain of events: keep it elsewhere, and verify the trail against it later (TRAIL-2)."""

    seq: int = Field(description="How many events there are.")
    hash: str = Field(description="The last event's hash, in hexadecimal.")


class BreakShown(Shown):
    """A place where the trail does not hold."""

    seq: int = Field(description="The event's number in the chain.")
    sentence: str = Field(description="What is wrong there.")


class Verification(Shown):
    """Whether the trail holds."""

    holds: bool = Field(description="Whether no break was found.")
    breaks: list[BreakShown] = Field(description="The first hundred places where it does not hold.")
    head: HeadShown = Field(description="The end of the chain now.")
