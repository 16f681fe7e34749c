"""Operations about the audit trail."""

from itertools import islice
from typing import Annotated

from pydantic import Field

from carewright.api.operations import Area
from carewright.api.schemas.trail import BreakShown, HeadShown, Verification
from carewright.look.page import Request
from carewright.trail import queries
from carewright.trail.chain import TrailHead

MOST_BREAKS = 100

area = Area("Trail")


@area.reads("/trail/head", "see_trail")
def get_trail_head(request: Request) -> HeadShown:
    """The end of the chain of events, to be kept elsewhere and verified against later (TRAIL-2)."""
    return HeadShown.model_validate(queries.head())


@area.reads("/trail/verification", "see_trail")
def verify_trail(
    request: Request,
    seq: Annotated[int, Field(ge=0, le=2**62)] = 0,
    hash: Annotated[str, Field(max_length=64, pattern="^([0-9a-f]{64})?$")] = "",
) -> Verification:
    """Go through the whole trail and say where it does not hold.

    With `seq` and `hash` of a head that was kept elsewhere, against that too: a chain rewritten whole shows only so.
    """
    kept = TrailHead(seq, hash) if hash else None
    breaks = [BreakShown.model_validate(found) for found in islice(queries.verify(kept), MOST_BREAKS)]
    return Verification(holds=not breaks, breaks=breaks, head=HeadShown.model_validate(queries.head()))
