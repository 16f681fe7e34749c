"""What came of a simulation, in figures."""

from django.db.models import Count, Model

from carewright.changes.models import Change
from carewright.demo.seeding import Seeded
from carewright.messages.models import Message
from carewright.monitoring.models import Variation
from carewright.obligations.models import Obligation
from carewright.packages.models import Order
from carewright.referrals.models import Referral
from carewright.reviews.models import Review
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.trail.queries import head

_COUNTED: dict[str, type[Model]] = {
    "referrals": Referral,
    "requirements": Requirement,
    "offers": Offer,
    "awards": Award,
    "orders": Order,
    "changes": Change,
    "reviews": Review,
    "weekly reports of hours": Variation,
    "obligations": Obligation,
    "messages": Message,
}


def figures(seeded: Seeded) -> dict[str, dict[str, int] | int]:
    """Referrals by their ending, how many of each thing are in which state, and how long the trail is."""
    found: dict[str, dict[str, int] | int] = {
        "endings": {ending.value: count for ending, count in seeded.endings.most_common()}
    }
    for name, model in _COUNTED.items():
        states = model._default_manager.values_list("state").annotate(count=Count("pk")).order_by("state")
        found[name] = {state.replace("_", " "): count for state, count in states}
    found["events in the trail"] = head().seq
    return found
