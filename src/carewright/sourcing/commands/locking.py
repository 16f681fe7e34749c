"""The first beat of every command here: lock the requirement, then read what belongs to it.

Whatever the command is about (an offer, an award), the requirement's row is what is locked, so that whoever comes
second sees what the first has done (SRC-10).
"""

from carewright.kernel.refused import NotFound, Refused
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.queries.proposing import unplaced_parts


def locked_requirement(ref: str) -> Requirement:
    """The requirement, locked; with its person, team, area, cluster and referral."""
    found = (
        Requirement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "team", "area", "cluster", "referral")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def hold_requirement(ref: str) -> None:
    """Lock the requirement, if there is one by this reference: for a lapse, before it locks its obligation."""
    Requirement.objects.select_for_update(no_key=True).filter(ref=ref).values_list("pk", flat=True).first()


def locked_offer(ref: str) -> Offer:
    """The offer as it is once its requirement is locked."""
    owner = Offer.objects.filter(ref=ref).values_list("requirement__ref", flat=True).first()
    if owner is None:
        raise NotFound
    requirement = locked_requirement(owner)
    offer = Offer.objects.select_related("part", "provider").get(ref=ref)
    offer.requirement = requirement
    return offer


def locked_award(ref: str) -> Award:
    """The award as it is once its requirement is locked."""
    owner = Award.objects.filter(ref=ref).values_list("requirement__ref", flat=True).first()
    if owner is None:
        raise NotFound
    requirement = locked_requirement(owner)
    award = Award.objects.select_related("part", "provider", "offer").get(ref=ref)
    award.requirement = requirement
    award.offer.requirement = requirement
    award.offer.part, award.offer.provider = award.part, award.provider
    return award


def part_to_place(requirement: Requirement, ref: str) -> Part:
    """The part named, or the first that nobody holds; refused when it is held, split or another requirement's."""
    free = unplaced_parts(requirement)
    found = next((part for part in free if ref in ("", part.ref)), None)
    if found is not None:
        return found
    if ref and not requirement.parts.filter(ref=ref).exists():
        raise NotFound
    raise Refused("This part is no longer to be placed. Look at where the package stands.", rule="SRC-12", field="part")
