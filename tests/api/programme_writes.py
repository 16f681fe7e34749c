"""A request that succeeds for every write about review programmes."""

from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.reviews import commands as reviews
from carewright.reviews.sending import set_programme_letters
from tests.api.world import AT, World
from tests.api.write import Write, Writing, of_council
from tests.conftest import actor


def draft_programme(world: World) -> Write:
    capacity = [{"team": world.market.team.ref, "a_month": 2}]
    body = {"name": "Harbour", "unit": world.market.council.unit.ref, "start_month": "2018-01-01", "capacity": capacity}
    return Write(world.council, "/review-programmes", body)


def record_programme_review(world: World) -> Write:
    [programme], [entry] = world.refs["review-programmes"], world.refs["programme-entries"]
    reviews.start_programme(programme=programme, by=actor(Role.HEAD_OF_SERVICE), at=AT)
    body = {"taken_on": "2017-12-21", "outcome": "reduced", "cost_before": "90.00", "cost_after": "72.00"}
    return Write(world.council, f"/programme-entries/{entry}/review", body)


def record_translated_copy(world: World) -> Write:
    [programme] = world.refs["review-programmes"]
    Person.objects.filter(programme_entries__programme__ref=programme).update(
        letter_format="translated", language="Somali"
    )
    reviews.ask_programme_letters(programme=programme, by=actor(Role.HEAD_OF_SERVICE), at=AT)
    [letter] = list(set_programme_letters(AT))
    return Write(world.council, f"/programme-letters/{letter}/translation")


PROGRAMMES: dict[str, Writing] = {
    "draft_programme": draft_programme,
    "record_programme_review": record_programme_review,
    "record_translated_copy": record_translated_copy,
    "start_programme": of_council("/review-programmes/{0}/start"),
    "replan_programme": of_council("/review-programmes/{0}/plan", {"from_month": "2018-01-01", "reason": "New people"}),
    "close_programme": of_council("/review-programmes/{0}/closing", {"reason": "Given up"}),
    "ask_programme_letters": of_council("/review-programmes/{0}/letters"),
    "mark_programme_urgent": of_council("/programme-entries/{0}/urgency", {"because": "Her carer is ill"}),
}
