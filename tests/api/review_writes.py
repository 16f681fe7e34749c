"""A request that succeeds for every write about reviews, against a county in the middle of its work."""

from datetime import UTC, datetime
from typing import Any

from carewright.access.roles import Role
from carewright.packages.models import Package
from carewright.reviews import commands
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.models import Review
from tests.api.world import AT, World
from tests.conftest import actor
from tests.reviews import builders as made

STARTS = datetime(2018, 2, 5, 14, 0, tzinfo=UTC)
ANSWERS = [
    {"question": code, "choice": answer.choice.value, "note": answer.note} for code, answer in made.NO_RISK.items()
]
STEP = {"who": "Edith", "how": "visit"}


def a_review() -> Review:
    """An unplanned one, which may be held at once."""
    return made.asked_for(Package.objects.earliest("pk"), at=AT)


def a_slot(review: Review) -> str:
    return made.a_slot(review.team, STARTS, at=AT).ref


def booked() -> Review:
    review = a_review()
    made.booked(review, made.a_slot(review.team, STARTS, at=AT), at=AT)
    return review


def held() -> Review:
    review = made.ready_for_outcome(a_review(), at=AT)
    told = {"review": review.ref, "held_on": AT.date(), "outcome": Outcome.SAME}
    return commands.record_outcome(**told, by=actor(Role.PRACTITIONER), at=AT)


def paperwork_sent() -> Review:
    return commands.send_paperwork(review=held().ref, pdf=made.PDF, by=actor(Role.PRACTITIONER), at=AT)


def received() -> Review:
    review = paperwork_sent()
    return commands.receive_paperwork(review=review.ref, received_on=AT.date(), by=actor(Role.PRACTITIONER), at=AT)


Told = tuple[str, dict[str, Any] | None]
"""Where a request goes, and what it says."""


def _of(review: Review, path: str, body: dict[str, Any] | None = None) -> Told:
    return f"/reviews/{review.ref}/{path}", body


def _publishing(world: World) -> Told:
    practitioner = made.someone_who_reviews(world.market.team)
    told = {"team": world.market.team.ref, "practitioner": practitioner.ref, "starts": ["2018-02-05T09:00:00Z"]}
    return "/slots", told | {"minutes": 60}


def _moving(_: World) -> Told:
    review = booked()
    other = made.a_slot(review.team, datetime(2018, 2, 6, 9, 0, tzinfo=UTC), at=AT)
    return _of(review, "appointment/move", {"slot": other.ref})


def _booking(_: World) -> Told:
    review = a_review()
    return _of(review, "appointment", {"slot": a_slot(review), "how": "visit"})


def _deciding(_: World) -> Told:
    exception = made.an_exception(a_review(), at=AT)
    return f"/exceptions/{exception.ref}/decision", {"is_agreed": True}


PACKAGE = "/packages/{0}/reviews"
REVIEW_WRITES = {
    "ask_for_review": lambda world: (
        PACKAGE.format(*world.refs["packages"]),
        {"asked_by": "person", "reason": "Falls at night"},
    ),
    "cancel_review": lambda _: _of(a_review(), "cancellation", {"reason": "Moved away"}),
    "plan_review": lambda _: _of(a_review(), "plan", {"steps": [STEP], "access_needs": "Key safe"}),
    "record_contact": lambda _: _of(a_review(), "contacts", STEP | {"contacted_on": "2017-12-22"}),
    "note_provider_led_review": lambda _: _of(
        a_review(), "provider-led-review", {"held_on": "2017-12-20", "by_telephone": True}
    ),
    "publish_slots": _publishing,
    "withdraw_slot": lambda _: (f"/slots/{a_slot(a_review())}/withdrawal", None),
    "book_appointment": _booking,
    "move_appointment": _moving,
    "cancel_appointment": lambda _: _of(booked(), "appointment/cancellation", {"reason": "In hospital"}),
    "confirm_appointment": lambda _: _of(booked(), "appointment/confirmation"),
    "answer_questions": lambda _: _of(a_review(), "answers", {"answers": ANSWERS}),
    "record_outcome": lambda _: _of(
        made.ready_for_outcome(a_review(), at=AT), "outcome", {"held_on": "2017-12-22", "outcome": "same"}
    ),
    "record_exception": lambda _: _of(a_review(), "exceptions", {"note": "Nine years", "kind": "harmful_change"}),
    "decide_exception": _deciding,
    "send_paperwork": lambda _: _of(held(), "paperwork"),
    "receive_paperwork": lambda _: _of(paperwork_sent(), "paperwork/receipt", {"received_on": "2017-12-22"}),
    "update_record": lambda _: _of(received(), "record"),
}
"""By the council, each: where it goes and what it says."""
