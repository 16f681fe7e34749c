"""A programme: drafted, started, planned anew as capacity and numbers change, its outcomes counted (REV-6, REV-7)."""

from datetime import date
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotFound, Refused
from carewright.packages.commands import end_package
from carewright.reviews import commands
from carewright.reviews.lifecycle import PROGRAMME
from carewright.reviews.models import Programme, ProgrammeEntry
from carewright.reviews.queries import entries, programme, programmes, standing_of
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.quartet import Case, quartet
from tests.reviews.programmes import (
    HEAD,
    IN_FEBRUARY,
    JANUARY,
    MONDAY,
    a_county,
    a_programme,
    a_programme_in,
    a_running_programme,
    an_entry,
    load,
    people_with,
)

pytestmark = pytest.mark.django_db
PRACTITIONER = actor(Role.PRACTITIONER)
OUTCOMES = "case_number,outcome,taken_on,cost_before,cost_after"


def programme_case(command: object, role: Role, arguments: object) -> Case:
    return Case(
        command=command,
        lifecycle=PROGRAMME,
        thing_in=a_programme_in,
        arguments=arguments,
        by=lambda thing: actor(role, unit=thing.unit),
        at=MONDAY,
    )


@quartet(
    [
        Case(
            command=commands.draft_programme,
            thing_in=lambda _: a_county(),
            arguments=lambda county: {
                "name": "Reviews",
                "unit": county.council.unit.ref,
                "start_month": JANUARY,
                "capacity": {county.teams[0]: 2},
            },
            by=lambda county: actor(Role.REVIEW_ADMINISTRATOR, unit=county.council.unit),
            at=MONDAY,
        ),
        programme_case(commands.start_programme, Role.HEAD_OF_SERVICE, lambda p: {"programme": p.ref}),
        programme_case(
            commands.replan_programme,
            Role.COMMISSIONER,
            lambda p: {"programme": p.ref, "capacity": {}, "from_month": JANUARY},
        ),
        programme_case(
            commands.close_programme, Role.ASSISTANT_DIRECTOR, lambda p: {"programme": p.ref, "reason": "Done"}
        ),
        programme_case(
            commands.mark_programme_urgent,
            Role.PRACTITIONER,
            lambda p: {"entry": an_entry(p).ref, "because": "Carer is ill"},
        ),
        programme_case(
            commands.record_programme_review,
            Role.PRACTITIONER,
            lambda p: {"entry": an_entry(p).ref, "taken_on": MONDAY.date(), "outcome": "same"},
        ),
    ]
)
def test_the_quartet(check):
    check()


def a_programme_of_one_team(county):
    """The whole council's, with one review a month."""
    return commands.draft_programme(
        name="One a month",
        unit=county.council.unit.ref,
        start_month=JANUARY,
        capacity={county.teams[0]: 1},
        by=HEAD,
        at=MONDAY,
    )


def test_a_programme_takes_the_packages_of_its_cohorts_and_plans_them_in_order():
    county = a_county(off_framework=2, day_and_community=3, supported_living=1)

    drafted = a_programme(county, a_month=1)

    found = drafted.entries.order_by("month", "pk")
    assert [entry.cohort for entry in found] == [
        "off_framework", "off_framework", "day_and_community", "day_and_community", "day_and_community",
        "supported_living",
    ]  # fmt: skip
    assert {entry.month for entry in found} == {JANUARY}
    assert (
        timeline(drafted.ref)[0].sentence
        == "Drafted from January 2018: 6 reviews by 7 teams, the last in January 2018."
    )


def test_home_care_on_the_framework_is_in_no_cohort():
    county = a_county(off_framework=1, day_and_community=0, supported_living=0)
    entry = an_entry(a_programme(county))

    assert ProgrammeEntry.objects.count() == 1
    assert entry.package.service == "home_care"


def test_a_programme_with_nobody_to_review_is_refused():
    county = a_county(off_framework=0, day_and_community=0, supported_living=0)

    with pytest.raises(Refused, match="nobody to review"):
        a_programme(county)


def test_a_programme_without_capacity_is_refused():
    with pytest.raises(Refused, match="would never take place"):
        a_programme(a_month=0)


@pytest.mark.parametrize("a_month", [-1, 1_001])
def test_a_capacity_that_is_none_is_refused(a_month):
    with pytest.raises(Invalid, match="whole number"):
        a_programme(a_month=a_month)


def test_five_teams_of_two_a_month_take_nearly_nine_years_and_the_page_says_so():
    county = a_county(off_framework=131, day_and_community=470, supported_living=465)
    five = dict.fromkeys(county.teams[:5], 2)

    drafted = commands.draft_programme(
        name="Bristol", unit=county.council.unit.ref, start_month=JANUARY, capacity=five, by=HEAD, at=MONDAY
    )

    told = standing_of(drafted, HEAD, MONDAY)
    assert told.sentence == (
        "All 1,066 reviews are forecast to have taken place by the end of November 2026: 8 years 11 months, "
        "not 1 year as planned."
    )
    assert [(one.people, one.planned_months, one.months) for one in told.cohorts] == [
        (131, 2, 14), (470, 7, 61), (465, 12, 107),
    ]  # fmt: skip
    assert told.cohorts[-1].against_plan == "7 years 11 months later"


def test_capacity_that_grows_brings_the_end_forward_and_the_plan_stands():
    county = a_county(off_framework=10, day_and_community=0, supported_living=0)
    drafted = a_programme_of_one_team(county)
    assert standing_of(drafted, HEAD, MONDAY).cohorts[0].months == 10

    commands.replan_programme(
        programme=drafted.ref,
        capacity={county.teams[1]: 4},
        from_month=date(2018, 2, 1),
        reason="A team more.",
        by=HEAD,
        at=MONDAY,
    )

    assert standing_of(drafted, HEAD, MONDAY).cohorts[0].months == 3
    assert timeline(drafted.ref)[0].sentence.endswith("10 wait, the last in March 2018. A team more.")


def test_planned_anew_whoever_came_joins_and_whose_package_ended_leaves():
    county = a_county(off_framework=3, day_and_community=0, supported_living=0)
    running = a_running_programme(county)
    gone = running.entries.first()
    end_package(package=gone.package.ref, last_on=MONDAY.date(), reason="Moved away", by=actor(Role.BROKER), at=MONDAY)
    people_with(county.council, "supported_living", 2, at=MONDAY)

    commands.replan_programme(programme=running.ref, capacity={}, from_month=JANUARY, by=HEAD, at=IN_FEBRUARY)

    assert timeline(running.ref)[0].sentence.startswith(
        "Planned anew: 2 joined, 1 left, 4 wait, the last in February 2018."
    )
    gone.refresh_from_db()
    assert gone.left_because
    assert gone.month is None
    assert gone.pk not in {entry.pk for entry in entries(running, HEAD)}


def test_who_is_urgent_comes_first_and_their_timeline_says_so():
    county = a_county(off_framework=3, day_and_community=3, supported_living=1)
    drafted = a_programme_of_one_team(county)
    last = an_entry(drafted, "supported_living")
    assert last.month == date(2018, 7, 1)

    urgent = commands.mark_programme_urgent(entry=last.ref, because="Carer is ill", by=HEAD, at=MONDAY)

    assert urgent.month == JANUARY
    assert standing_of(drafted, HEAD, MONDAY).cohorts[0].words == "Urgent"
    assert "Reviewed" not in timeline(last.person.ref)[0].sentence
    assert timeline(last.person.ref)[0].sentence == "To be reviewed first, whatever the programme, in January 2018."
    with pytest.raises(Refused, match="urgent already"):
        commands.mark_programme_urgent(entry=last.ref, because="Again", by=HEAD, at=MONDAY)


def test_a_review_that_took_place_is_counted_with_the_cost_of_the_order_book():
    running = a_running_programme()
    entry = an_entry(running)

    commands.record_programme_review(
        entry=entry.ref,
        taken_on=MONDAY.date(),
        outcome="reduced",
        cost_after=Decimal("72.00"),
        by=PRACTITIONER,
        at=MONDAY,
    )

    told = standing_of(running, actor(Role.ASSISTANT_DIRECTOR), MONDAY).counts
    assert (told.taken_place, told.reduced, told.costed, told.cost_before, told.cost_after) == (
        1, 1, 1, Decimal("90.00"), Decimal("72.00"),
    )  # fmt: skip
    assert (
        timeline(entry.person.ref)[0].sentence
        == "Reviewed on Monday 8 January 2018 under the review programme: reduced."
    )


def test_who_may_not_see_prices_sees_no_costs():
    running = a_running_programme()
    commands.record_programme_review(
        entry=an_entry(running).ref, taken_on=MONDAY.date(), outcome="same", by=PRACTITIONER, at=MONDAY
    )

    told = standing_of(running, HEAD, MONDAY).counts

    assert (told.taken_place, told.costed, told.cost_before) == (1, 0, Decimal(0))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"taken_on": date(2018, 1, 9)}, "taken_on"),
        ({"taken_on": date(2017, 12, 31)}, "taken_on"),
        ({"outcome": "better"}, "outcome"),
        ({"outcome": "reduced", "cost_before": Decimal(90), "cost_after": Decimal(90)}, "cost_after"),
        ({"outcome": "increased", "cost_before": Decimal(90), "cost_after": Decimal(80)}, "cost_after"),
        ({"outcome": "same", "cost_before": Decimal(90), "cost_after": Decimal(80)}, "cost_after"),
        ({"outcome": "ended", "cost_before": Decimal(90), "cost_after": Decimal(80)}, "cost_after"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(told, field):
    entry = an_entry(a_running_programme())
    asked = {"taken_on": MONDAY.date(), "outcome": "same"} | told

    with pytest.raises(Invalid) as refused:
        commands.record_programme_review(entry=entry.ref, **asked, by=PRACTITIONER, at=MONDAY)

    assert refused.value.field == field


def test_a_review_takes_place_once():
    entry = an_entry(a_running_programme())
    asked = {"entry": entry.ref, "taken_on": MONDAY.date(), "outcome": "same", "by": PRACTITIONER, "at": MONDAY}
    commands.record_programme_review(**asked)

    with pytest.raises(Refused, match="taken place already"):
        commands.record_programme_review(**asked)


def test_114_loaded_outcomes_are_10_reduced_39_increased_and_65_the_same():
    county = a_county(off_framework=131, day_and_community=0, supported_living=0)
    running = a_running_programme(county, a_month=30)
    kinds = [("reduced", 90, 80)] * 10 + [("increased", 90, 100)] * 39 + [("same", 90, 90)] * 65
    lines = [
        f"{person.case_number},{outcome},08/01/2018,{before},{after}"
        for person, (outcome, before, after) in zip(county.people["off_framework"], kinds, strict=False)
    ]

    loaded = load("programme-outcomes", OUTCOMES, *lines)

    assert (loaded.outcome.added, len(loaded.outcome.rejects)) == (114, 0)
    told = standing_of(running, actor(Role.ASSISTANT_DIRECTOR), MONDAY).counts
    assert (told.taken_place, told.reduced, told.increased, told.same, told.ended) == (114, 10, 39, 65, 0)
    assert (told.cost_before, told.cost_after) == (Decimal("10260.00"), Decimal("10550.00"))
    assert Event.objects.filter(name="programme_outcomes.imported").count() == 1
    assert "114 recorded" in timeline(county.people["off_framework"][0].ref)[0].sentence


def test_a_faulty_row_is_rejected_with_its_reason_and_the_others_loaded():
    county = a_county(off_framework=2, day_and_community=0, supported_living=0)
    a_running_programme(county)
    first, second = (person.case_number for person in county.people["off_framework"])

    loaded = load(
        "programme-outcomes",
        OUTCOMES,
        f"{first},same,08/01/2018,,",
        f"{first},same,08/01/2018,,",
        "W-nobody,same,08/01/2018,,",
        f"{second},better,08/01/2018,,",
        f"{second},reduced,08/01/2018,90,95",
        f"{second},same,31/12/2017,,",
    )

    assert loaded.outcome.added == 1
    reasons = [reject.reason for reject in loaded.outcome.rejects]
    assert "earlier in the file" in reasons[0] or any("earlier in the file" in reason for reason in reasons)
    assert any("nobody who waits" in reason for reason in reasons)
    assert any("“better” is not known here" in reason for reason in reasons)
    assert any("do not say “reduced”" in reason for reason in reasons)
    assert any("Enter a day since then" in reason for reason in reasons)


def test_outcomes_are_loaded_for_running_programmes_alone():
    county = a_county(off_framework=1, day_and_community=0, supported_living=0)
    a_programme(county)

    loaded = load("programme-outcomes", OUTCOMES, f"{county.people['off_framework'][0].case_number},same,08/01/2018,,")

    assert (loaded.outcome.added, len(loaded.outcome.rejects)) == (0, 1)


def test_a_programme_is_seen_around_its_unit_and_its_people_by_their_own_teams():
    county = a_county(off_framework=7, day_and_community=0, supported_living=0)
    drafted = a_programme(county)
    vale = county.council.team("Vale")
    there = actor(Role.PRACTITIONER, unit=vale)

    assert [one.ref for one in programmes(there)] == [drafted.ref]
    assert {entry.person.team_id for entry in entries(drafted, there)} == {vale.pk}
    assert entries(drafted, HEAD).count() == 7


def test_a_programme_of_another_area_is_as_none():
    county = a_county()
    east = commands.draft_programme(
        name="East", unit=county.council.east.ref, start_month=JANUARY,
        capacity={county.council.team("Harbour").ref: 2}, by=HEAD, at=MONDAY,
    )  # fmt: skip

    with pytest.raises(NotFound):
        programme(east.ref, actor(Role.PRACTITIONER, unit=county.council.team("Vale")))
    assert programme(east.ref, actor(Role.PRACTITIONER, unit=county.council.team("Harbour"))) == east


def test_a_team_of_another_unit_has_no_capacity_here():
    county = a_county()

    with pytest.raises(Invalid, match="Choose teams of this programme's unit"):
        commands.draft_programme(
            name="East", unit=county.council.east.ref, start_month=JANUARY,
            capacity={county.council.team("Vale").ref: 2}, by=HEAD, at=MONDAY,
        )  # fmt: skip
    assert not Programme.objects.exists()


def test_what_took_place_early_makes_room_and_what_is_late_moves_on_in_the_forecast():
    county = a_county(off_framework=6, day_and_community=0, supported_living=0)
    drafted = a_programme_of_one_team(county)
    running = commands.start_programme(programme=drafted.ref, by=HEAD, at=MONDAY)
    months = [one.month.month for one in standing_of(running, HEAD, MONDAY).months]
    assert months == [1, 2, 3, 4, 5, 6]
    assert standing_of(running, HEAD, IN_FEBRUARY).cohorts[0].finish == date(2018, 7, 1)

    for entry in running.entries.order_by("-pk")[:3]:
        commands.record_programme_review(
            entry=entry.ref, taken_on=MONDAY.date(), outcome="same", by=PRACTITIONER, at=IN_FEBRUARY
        )

    told = standing_of(running, HEAD, IN_FEBRUARY)
    assert (told.cohorts[0].taken_place, told.cohorts[0].finish) == (3, date(2018, 4, 1))
