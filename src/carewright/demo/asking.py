"""What the simulation's referrals ask for: drawn, in words that name nobody. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from carewright.demo.chance import drawn
from carewright.demo.county import TeamPlan
from carewright.demo.hours import working_days_later
from carewright.demo.market import HOME_CARE
from carewright.demo.residents import Resident, weekly_hours
from carewright.demo.stories import Ending
from carewright.worktime import Calendar

_NEEDS = {
    "frailty": (
        "Help with washing, dressing and breakfast; a light lunch; help to bed. Walks with a frame.",
        "Help out of bed, washing and dressing each morning, and with supper and medication in the evening.",
    ),
    "dementia": (
        "Prompting to wash, dress, eat and drink; reassurance when unsettled. The same few carers, please.",
        "Orientation and prompting through the day; meals; a check that doors and appliances are safe at night.",
    ),
    "physical_disability": (
        "Transfers by hoist, personal care morning and night, catheter care. Two carers for transfers.",
        "Personal care, help with meals, and getting out to the car twice a week. Uses a wheelchair.",
    ),
    "sensory_impairment": ("Help with meals and shopping, reading post, and keeping the home safe to move about in.",),
    "mental_health": ("Prompting with medication and meals, company on the first trips out, help with letters.",),
    "learning_disability": (
        "Support with meals, money and keeping the flat, and getting to college three days a week.",
    ),
    "end_of_life": ("Personal care four times a day with two carers, comfort and mouth care, support for the family.",),
    "acquired_brain_injury": ("Structure to the day, prompting with personal care and meals, support outdoors.",),
}
_CATEGORIES = {
    "frailty": 44,
    "dementia": 24,
    "physical_disability": 14,
    "sensory_impairment": 4,
    "mental_health": 5,
    "learning_disability": 4,
    "end_of_life": 3,
    "acquired_brain_injury": 2,
}
_OUTCOMES = (
    "Stays at home, clean, fed and safe. Gets back to managing breakfast alone within three months.",
    "Comes home from hospital with confidence and does not go back in.",
    "Keeps up with the things that matter: the garden, chapel on Sundays, the phone call to family.",
    "Is comfortable and in control of the day. Family can go on working.",
)
_URGENCY = {"": 66, "hospital_discharge": 16, "carer_breakdown": 9, "handback": 5, "safeguarding": 4}
_VISITS = (
    ("08:00", "08:30", "Medication that has to be taken by half past eight"),
    ("07:30", "08:30", "Insulin before breakfast, given by the district nurse after washing"),
    ("18:00", "18:45", "Evening medication with food"),
)


@dataclass(frozen=True)
class Asked:
    """What a referral says, as `start_referral` takes it, and the documents that go with it."""

    details: dict[str, Any]
    visits: list[tuple[str, str, str]] = field(default_factory=list)
    documents: tuple[str, ...] = ()

    def but(self, **changes: Any) -> "Asked":
        """The same with some details otherwise."""
        return replace(self, details=self.details | changes)


def what_is_asked(
    ending: Ending, *, team: TeamPlan, resident: Resident, on: date, calendar: Calendar, rng: Random
) -> Asked:
    """A referral of the team for this person, such that its story can end as it is to."""
    category = drawn(_CATEGORIES, rng)
    urgency = _urgency(ending, team, rng)
    risk = resident.risk_note
    notice = rng.randint(7, 16) if ending in _LONG else rng.randint(4, 12)
    double = category in {"physical_disability", "end_of_life"} and rng.random() < 0.6
    details: dict[str, Any] = {
        "kind": "new",
        "service": HOME_CARE,
        "need_category": category,
        "weekly_hours": _hours(ending, rng),
        "carers": 2 if double else 1,
        "start_on": working_days_later(on, notice, calendar),
        "needs": rng.choice(_NEEDS[category]),
        "outcomes": rng.choice(_OUTCOMES),
        "funding": "self_funder" if ending is Ending.SELF_FUNDER else drawn(_FUNDING, rng),
        "urgency": urgency,
        "care_in_place": not urgency and rng.random() < 0.35,
        "risk_recorded": bool(risk),
        "risk_note": risk,
        "language_need": resident.language,
        "known_to_community": team.source_team == "community" or rng.random() < 0.4,
        "assessed_on": on - timedelta(days=rng.randrange(3, 200)),
        "alternatives_explored": True,
        "alternatives_note": "Family already do what they can; equipment and a direct payment were talked through.",
        "record_declared": True,
        **_enablement(team, rng),
    }
    visits = [rng.choice(_VISITS)] if rng.random() < 0.22 else []
    return Asked(details, visits, _documents(team, details))


_LONG = {Ending.WAITED_LONG, Ending.STILL_WAITING, Ending.NOT_READY, Ending.NON_CONTRACTED}
_FUNDING = {"council": 90, "health_joint": 6, "section_117": 4}


def _urgency(ending: Ending, team: TeamPlan, rng: Random) -> str:
    if ending is Ending.STILL_WAITING:
        return drawn({"": 82, "carer_breakdown": 10, "handback": 8}, rng)
    if team.source_team == "hospital":
        return "hospital_discharge"
    return drawn({reason: weight for reason, weight in _URGENCY.items() if reason != "hospital_discharge"}, rng)


def _hours(ending: Ending, rng: Random) -> Decimal:
    hours = weekly_hours(rng)
    return max(hours, Decimal(14)) if ending in {Ending.SPLIT, Ending.PART_TAKEN} else hours


def _enablement(team: TeamPlan, rng: Random) -> dict[str, str]:
    if team.source_team == "enablement" or rng.random() < 0.6:
        return {"enablement": "completed", "bypass_reason": ""}
    reason = drawn({"no_potential": 5, "recent_enablement": 3, "no_capacity": 3, "declined": 2}, rng)
    return {"enablement": "bypassed", "bypass_reason": reason}


def _documents(team: TeamPlan, details: dict[str, Any]) -> tuple[str, ...]:
    needed = ["charging_letter"]
    if details["known_to_community"]:
        needed.append("assessment")
    if details["risk_recorded"]:
        needed.append("risk_assessment")
    if team.source_team == "enablement":
        needed.append("final_review_form")
    return tuple(needed)
