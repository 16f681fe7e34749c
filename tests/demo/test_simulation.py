"""A county that has worked for five weeks under the simulated clock: every story ends as told, and all of it holds."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import override_settings

from carewright.access.models import User
from carewright.access.queries import actor_of
from carewright.access.roles import Role
from carewright.changes.models import Change, Decision
from carewright.demo.changing import MANY as MANY_CHANGES
from carewright.demo.changing import Turn
from carewright.demo.county import clusters
from carewright.demo.figures import figures
from carewright.demo.queries import shown_moment
from carewright.demo.referring import FIRST_NEW_CASE
from carewright.demo.seeding import Seeded, seed_county, sign_ins_shown, start_clock
from carewright.demo.staff import PASSWORD, memorable
from carewright.demo.stories import FINISHED, UNFINISHED, Ending, Story, counted, stories
from carewright.demo.time_machine import travel
from carewright.messages.models import Message
from carewright.monitoring.models import Variation, VariationReport
from carewright.obligations.models import Obligation
from carewright.obligations.queries import my_work
from carewright.packages.models import CouncilChange, FinancialAssessment, Order, Package, PersonalBudget, Suspension
from carewright.people.models import Person
from carewright.providers.models import Postcode, PriceRequest, Provider
from carewright.referrals.models import EnablementEpisode, Referral
from carewright.reviews.models import Appointment, LikelyException, Programme, ProgrammeEntry, Review, Slot
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.trail.models import Event
from carewright.trail.queries import head, verify
from carewright.worktime import STANDARD, local
from tests.conftest import actor

SEED = 11
END = datetime(2017, 12, 22, 10, 40, tzinfo=UTC)
REFERRALS = 56
PEOPLE = 120
"""Enough packages from before for everything that is to happen to one."""


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[Seeded]:
    """Five weeks up to the Friday before Christmas 2017: enough referrals for one of each ending at least."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        yield seed_county(seed=SEED, now=END, end=END, weeks=5, referrals=REFERRALS, people=PEOPLE)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told(county: Seeded) -> dict[Ending, list[Referral]]:
    """The referrals by the ending that their story was to have."""
    start = Event.objects.filter(name="referral.started").earliest("seq").at
    first_morning = start.replace(hour=9, minute=0, second=0)
    found: dict[Ending, list[Referral]] = {}
    for story in stories(SEED, REFERRALS, first_morning, END, STANDARD):
        case_number = f"WM{FIRST_NEW_CASE + story.number:06d}"
        found.setdefault(story.ending, []).append(Referral.objects.get(person__case_number=case_number))
    return found


def test_in_three_hundred_stories_every_ending_occurs() -> None:
    found = counted(some_stories(300))
    assert set(found) == set(Ending)
    assert found.total() == 300
    assert found[Ending.FIRST_TRY] > found[Ending.AFTER_DECLINES] > found[Ending.SPLIT]


def test_every_ending_is_either_finished_or_not() -> None:
    assert set(FINISHED) | set(UNFINISHED) == set(Ending)
    assert not set(FINISHED) & set(UNFINISHED)


@pytest.mark.parametrize("number", [0, 1, 2, 17, 54])
def test_there_are_as_many_stories_as_asked_for_each_begun_before_the_end(number: int) -> None:
    found = some_stories(number)
    assert len(found) == number
    assert all(story.begins_at < END for story in found)
    assert found == sorted(found, key=lambda story: story.begins_at)


def some_stories(number: int) -> list[Story]:
    return stories(3, number, END - timedelta(weeks=12), END, STANDARD)


def test_the_trail_verifies(county: Seeded) -> None:
    assert list(verify()) == []


def test_nothing_that_should_have_lapsed_is_still_open(county: Seeded) -> None:
    assert not Obligation.objects.filter(state="open", on_lapse="act", due_at__lt=END).exists()


def test_everything_queued_is_in_the_mailbox_and_every_order_sent(county: Seeded) -> None:
    assert set(Message.objects.values_list("state", "carrier")) == {("sent", "mailbox")}
    assert set(Order.objects.values_list("state", flat=True)) <= {"sent", "awaiting_contract"}


def test_nothing_happens_out_of_office_hours_or_after_the_end(county: Seeded) -> None:
    moments = [local(at) for at in Event.objects.exclude(name="obligation.lapsed").values_list("at", flat=True)]
    assert max(moments) <= local(END)
    assert all(moment.weekday() < 5 and 9 <= moment.hour + moment.minute / 60 <= 17.1 for moment in moments)


def test_the_county_is_whole(county: Seeded) -> None:
    assert Provider.objects.count() == 60
    assert Postcode.objects.count() == sum(len(place.postcodes) for c in clusters() for place in c.places)
    assert Person.objects.count() == PEOPLE + REFERRALS
    assert Package.objects.filter(requirement=None).count() == PEOPLE
    assert EnablementEpisode.objects.exists()


def test_everybody_signs_in_with_the_one_password(county: Seeded) -> None:
    assert len({user.password for user in User.objects.all()}) == 1
    assert User.objects.get(email="broker@westmarch.example").check_password(PASSWORD)
    assert all(User.objects.filter(email=email).exists() for _, email in sign_ins_shown())


def test_the_clock_goes_on_from_the_end(county: Seeded) -> None:
    start_clock(county, now=END + timedelta(hours=3))
    assert shown_moment(END + timedelta(hours=4)) == END + timedelta(hours=1)


def test_those_who_still_wait_began_to_on_many_different_days() -> None:
    days = {story.begins_at.date() for story in some_stories(300) if story.ending is Ending.STILL_WAITING}
    assert len(days) >= 10
    assert (END.date() - min(days)).days > 14


def test_offers_are_open_with_minutes_left_and_a_long_wait_is_red(county: Seeded) -> None:
    left = [(offer.answer_by - END).total_seconds() / 60 for offer in Offer.objects.filter(state="open")]
    assert any(0 < minutes <= 60 for minutes in left)
    assert Requirement.objects.filter(state="waiting", red_from_at__lte=END).exists()


def test_setting_the_clock_forward_makes_what_falls_due_happen_in_its_order(county: Seeded) -> None:
    with transaction.atomic():
        before = head().seq
        happened = travel(to=END + timedelta(days=7), by=actor(Role.BROKER), at=END)
        lapsed = Event.objects.filter(seq__gt=before, name="obligation.lapsed").order_by("seq")
        due = [Obligation.objects.get(ref=event.subject).due_at for event in lapsed]
        assert due == sorted(due)
        assert len(due) == happened.lapsed > 0
        assert happened.messages > 0
        assert not Offer.objects.filter(state="open").exists()
        assert list(verify()) == []
        transaction.set_rollback(True)


def offers_of(referral: Referral) -> list[str]:
    return list(
        Offer.objects.filter(requirement__referral=referral).order_by("made_at").values_list("state", flat=True)
    )


def is_placed(referral: Referral) -> bool:
    return Requirement.objects.filter(referral=referral, state="placed").exists()


def test_placed_at_the_first_try_took_one_offer_and_was_ordered(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.FIRST_TRY]:
        assert offers_of(referral) == ["accepted"]
        assert Order.objects.filter(package__requirement__referral=referral, state="sent").exists()


@pytest.mark.parametrize(
    ("ending", "first"),
    [
        (Ending.AFTER_DECLINES, "declined"),
        (Ending.NO_RESPONSE, "no_response"),
        (Ending.LATER_START_REFUSED, "later_start_refused"),
        (Ending.CONSIDERED_TOO_LONG, "gone"),
        (Ending.WAITED_LONG, "declined"),
    ],
)
def test_placed_elsewhere_when_the_first_did_not_take_it(
    told: dict[Ending, list[Referral]], ending: Ending, first: str
) -> None:
    for referral in told[ending]:
        assert first in offers_of(referral)
        assert offers_of(referral)[-1] == "accepted"
        assert is_placed(referral)


@pytest.mark.parametrize("ending", [Ending.SPLIT, Ending.PART_TAKEN])
def test_split_between_providers_makes_no_more_hours_than_were_asked_for(
    told: dict[Ending, list[Referral]], ending: Ending
) -> None:
    for referral in told[ending]:
        awards = Award.objects.filter(requirement__referral=referral, state="confirmed")
        assert len({award.provider.ref for award in awards}) == len(awards) == 2
        assert sum(award.weekly_hours for award in awards) == referral.weekly_hours


def test_a_later_start_is_later(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.LATER_START]:
        assert Award.objects.get(requirement__referral=referral).start_on > referral.start_on


def test_what_was_returned_came_back_complete(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.RETURNED]:
        assert referral.returns.count() == 1
        assert is_placed(referral)
        assert referral.received_at is not None
        assert referral.first_received_at is not None
        assert referral.first_received_at < referral.received_at


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        (Ending.SELF_FUNDER, "refused"),
        (Ending.WITHDRAWN, "withdrawn"),
        (Ending.INCOMPLETE, "returned"),
        (Ending.DRAFT, "draft"),
        (Ending.JUST_SUBMITTED, "submitted"),
        (Ending.STILL_WAITING, "complete"),
    ],
)
def test_the_referral_stands_where_its_story_left_it(
    told: dict[Ending, list[Referral]], ending: Ending, state: str
) -> None:
    assert {referral.state for referral in told[ending]} == {state}


def test_a_long_wait_was_reassessed_and_the_manager_decided(told: dict[Ending, list[Referral]]) -> None:
    requirement = Requirement.objects.get(referral=told[Ending.WAITED_LONG][0])
    assert requirement.decisions.filter(answer="teleconference").exists()
    assert Event.objects.filter(name="reassessment.agreed").exists()


def test_without_a_contract_it_was_permitted_and_the_contract_completed(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.NON_CONTRACTED]:
        assert referral.requirement.permissions.exists()
        assert (
            Award.objects.get(requirement__referral=referral, state="confirmed").offer.provider_kind == "non_contracted"
        )


def test_an_acceptance_fell_through_and_another_took_it(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.FELL_THROUGH]:
        states = Award.objects.filter(requirement__referral=referral).order_by("awarded_at")
        assert [award.state for award in states] == ["fallen_through", "confirmed"]


def test_documents_were_released_to_whoever_asked(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.DOCUMENTS]:
        assert Offer.objects.get(requirement__referral=referral, state="accepted").documents_asked_at is not None


def test_somebody_was_not_ready_and_then_was(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.NOT_READY]:
        assert referral.readiness == "ready"
        assert Event.objects.filter(name="referral.readiness_reported", subject=referral.ref).count() == 2


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        (Ending.OFFER_OPEN, "open"),
        (Ending.CONSIDERING_NOW, "considering"),
        (Ending.LATER_START_OPEN, "later_start"),
    ],
)
def test_an_offer_is_out_when_the_demonstration_begins(
    told: dict[Ending, list[Referral]], ending: Ending, state: str
) -> None:
    assert {tuple(offers_of(referral)) for referral in told[ending]} == {(state,)}


@pytest.mark.parametrize(("ending", "state"), [(Ending.TO_CALL, "tentative"), (Ending.TO_CONFIRM, "released")])
def test_an_acceptance_is_on_its_way(told: dict[Ending, list[Referral]], ending: Ending, state: str) -> None:
    for referral in told[ending]:
        assert Award.objects.get(requirement__referral=referral).state == state


def test_still_considering_ended_in_acceptance(told: dict[Ending, list[Referral]]) -> None:
    for referral in told[Ending.CONSIDERED]:
        offer = Offer.objects.get(requirement__referral=referral)
        assert offer.considering_until is not None
        assert offer.state == "accepted"


def test_most_orders_are_assessed(county: Seeded) -> None:
    ordered = Order.objects.filter(state="sent", version=1).exclude(package__requirement=None).count()
    assert FinancialAssessment.objects.count() > ordered / 2


def in_states(model: type[Model]) -> Counter[str]:
    return Counter(model._default_manager.values_list("state", flat=True))


def test_providers_changed_what_they_have_and_some_changes_wait(county: Seeded) -> None:
    found = in_states(Change)
    assert found["in_effect"] == MANY_CHANGES[Turn.WITHIN] + 2 * MANY_CHANGES[Turn.ADDS_UP] + 1
    assert found["with_team_manager"] == 3
    assert found["noticed"] == 2
    assert found["sent_to_review"] == found["stopped"] == found["withdrawn"] == 1
    assert Decision.objects.filter(choice="discuss").exists()
    assert Decision.objects.filter(choice="authorise").count() == 3


def test_care_paused_ended_was_cancelled_and_paid_otherwise(county: Seeded) -> None:
    kinds = Counter(Order.objects.values_list("kind", flat=True))
    assert (kinds["suspended"], kinds["resumed"], kinds["ended"], kinds["cancelled"], kinds["funded"]) == (
        6,
        4,
        3,
        1,
        1,
    )
    going_on = Suspension.objects.filter(closed_at=None)
    assert going_on.count() == 2
    assert going_on.filter(expected_return_on__lt=local(END).date()).count() == 1
    assert CouncilChange.objects.filter(state="ordered").count() == 1


def test_people_were_told_what_they_pay(county: Seeded) -> None:
    assert FinancialAssessment.objects.filter(is_max_payer=True).exists()
    assert in_states(PersonalBudget)["letter_sent"] >= 3
    assert not in_states(PersonalBudget)["letter_owed"]


def test_reviews_are_booked_held_and_written_up(county: Seeded) -> None:
    states = in_states(Review)
    assert states["booked"] >= 6
    for state in ("held", "paperwork_sent", "paperwork_received", "recorded"):
        assert states[state], state
    assert set(Review.objects.exclude(outcome="").values_list("outcome", flat=True)) == {"same", "reduced", "increased"}
    assert Appointment.objects.filter(sequence__gt=0, state="booked").count() == 2
    assert Appointment.objects.filter(state="cancelled").count() == 1
    assert not Appointment.objects.exclude(letter_owed="").exists()
    assert Slot.objects.filter(state="free", starts_at__gt=END).exists()
    assert in_states(LikelyException) == {"waiting": 1}
    assert Review.objects.filter(kind="unplanned", is_urgent=True, state="due").count() == 1


def test_few_reviews_are_overdue(county: Seeded) -> None:
    open_ones = Review.objects.filter(state__in=["due", "booked"])
    assert open_ones.filter(hold_by__lt=END).count() <= open_ones.count() / 20


def test_a_programme_runs_and_has_outcomes(county: Seeded) -> None:
    assert in_states(Programme) == {"running": 1}
    assert ProgrammeEntry.objects.exclude(taken_on=None).exists()


def test_weeks_were_reported_and_some_wait(county: Seeded) -> None:
    assert VariationReport.objects.count() == 9
    assert len(set(VariationReport.objects.values_list("provider", flat=True))) == 3
    states = in_states(Variation)
    assert set(states) == {"approved", "refused", "waiting", "as_ordered"}
    assert in_states(PriceRequest) == {"accepted": 1, "asked": 1}


@pytest.mark.parametrize(
    ("role", "duty"),
    [
        (Role.CARE_COORDINATOR, "confirm_change"),
        (Role.TEAM_MANAGER, "decide_change"),
        (Role.TEAM_MANAGER, "decide_exception"),
        (Role.PRACTITIONER, "answer_variation"),
        (Role.PRACTITIONER, "hold_review"),
        (Role.REVIEW_ADMINISTRATOR, "book_review"),
        (Role.COMMISSIONER, "answer_price_request"),
        (Role.BROKER, "confirm_return"),
    ],
)
def test_whoever_signs_in_finds_work(county: Seeded, role: Role, duty: str) -> None:
    somebody = actor_of(User.objects.get(email=memorable(role)))
    assert duty in {one.duty for one in my_work(somebody)}


def test_the_same_seed_gives_the_same_figures(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = True

    def worked() -> dict[str, Any]:
        with transaction.atomic():
            seeded = seed_county(seed=5, now=END, end=END, weeks=1, referrals=6, people=5)
            found = figures(seeded)
            transaction.set_rollback(True)
        return found

    assert worked() == worked()


def test_another_seed_tells_other_stories() -> None:
    assert some_stories(20) != stories(4, 20, END - timedelta(weeks=12), END, STANDARD)
