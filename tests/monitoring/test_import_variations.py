"""Weekly variation reports come by file, judged row by row (VAR-2; 06-interfaces, Imports)."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from carewright.access.roles import Role
from carewright.imports.commands import Loaded, load_file
from carewright.imports.models import LoadedFile
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.monitoring.commands import FILES
from carewright.monitoring.models import Variation, VariationReport
from carewright.obligations.models import Obligation
from carewright.providers.models import PriceRequest, Provider
from tests.builders import a_council
from tests.conftest import actor
from tests.monitoring.builders import MONDAY, NEXT_WEEK, WEEK, Held, a_held_package, a_loaded_package, holding
from tests.packages.builders import THURSDAY
from tests.providers.builders import a_provider
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db
HEADER = "Package,Week beginning,Hours ordered,Hours delivered,Reason,Notes,Price asked"
GOOD = ["2018-01-08", "14", "12", "hospital", "", ""]


def sent(*lines: str, header: str = HEADER) -> BytesIO:
    return BytesIO("\n".join([header, *lines, ""]).encode())


def load(held: Held, *lines: str, at=MONDAY) -> Loaded:
    return load_file(FILES[0], sent(*lines), "week.csv", by=held.coordinator, at=at)


def line(held: Held, **cells: str) -> str:
    names = ("week", "ordered", "delivered", "reason", "note", "asked")
    told = dict(zip(names, GOOD, strict=True)) | cells
    return ",".join([told.pop("package", held.package.ref), *told.values()])


@pytest.fixture
def held() -> Held:
    return a_held_package()


def a_table(held: Held):
    from carewright.files.tables import open_table

    return open_table(sent(line(held)), "week.csv", FILES[0].layout)


CASES = [
    Case(
        command=FILES[0].load,
        thing_in=lambda _: a_held_package(),
        arguments=lambda held: {"table": a_table(held)},
        by=lambda held: held.coordinator,
        at=MONDAY,
    )
]


@quartet(CASES)
def test_the_quartet(check):
    check()


def test_a_good_row_is_a_variation_that_waits(held):
    loaded = load(held, line(held))

    assert loaded.outcome.added == 1
    assert (holding(held).state, holding(held).delivered_hours, holding(held).report.how) == (
        "waiting",
        Decimal(12),
        "file",
    )


def test_the_same_file_again_creates_nothing(held):
    load(held, line(held))

    again = load(held, line(held))

    assert (again.outcome.added, again.outcome.changed, again.outcome.same) == (0, 0, 1)
    assert (Variation.objects.count(), Obligation.objects.filter(duty="answer_variation").count()) == (1, 1)


def test_a_mended_row_corrects_the_week(held):
    load(held, line(held))

    assert load(held, line(held, delivered="13")).outcome.changed == 1
    assert (holding(held).version, holding(held).delivered_hours) == (2, Decimal(13))


@pytest.mark.parametrize(
    ("column", "words", "cells"),
    [
        ("package", "is empty", {"package": ""}),
        ("package", "check it against the order", {"package": "PKG-1"}),
        ("package", "no package that is ordered", {"package": "PKG-0000-0000-0"}),
        ("package", "no package that is ordered", {"week": "2018-01-01"}),
        ("week on", "is empty", {"week": ""}),
        ("week on", "is not a date", {"week": "30/02/2018"}),
        ("week on", "begins on a Monday", {"week": "09/01/2018"}),
        ("week on", "not over yet", {"week": "15/01/2018"}),
        ("delivered hours", "Give the hours delivered", {"delivered": ""}),
        ("delivered hours", "is not a number", {"delivered": "lots"}),
        ("delivered hours", "more than two decimal places", {"delivered": "12.345"}),
        ("delivered hours", "between 0 and 168", {"delivered": "169"}),
        ("delivered hours", "between 0 and 168", {"delivered": "-1"}),
        ("ordered hours", "must be 0 or more", {"ordered": "-14"}),
        ("reason", "give the reason", {"reason": ""}),
        ("reason", "is not known here", {"reason": "tired"}),
        ("note", "is longer than 500", {"note": "x" * 501}),
        ("note", "characters that can't be shown", {"note": "a\x07b"}),
        ("asked rate", "Give the price", {"reason": "price", "delivered": "", "note": "Wages"}),
        ("asked rate", "the price already", {"reason": "price", "delivered": "", "note": "Wages", "asked": "18.40"}),
        ("note", "the evidence", {"reason": "price", "delivered": "", "asked": "19.60"}),
        ("reason", "no reason for other hours", {"reason": "price", "note": "Wages", "asked": "19.60"}),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_reason_and_no_part_of_it_loaded(held, column, words, cells):
    other = a_loaded_package(held.package.team, held.provider)

    loaded = load(held, line(held, **cells), line(other))

    [reject] = loaded.outcome.rejects
    assert reject.row.number == 2
    assert f"{column}: " in reject.reason
    assert words in reject.reason
    assert [one.package for one in Variation.objects.all()] == [other.package]
    assert words.encode() in loaded.rejects
    assert not PriceRequest.objects.exists()


def test_a_week_twice_in_a_file_is_taken_once(held):
    loaded = load(held, line(held), line(held, delivered="11"))

    assert (loaded.outcome.added, len(loaded.outcome.rejects)) == (1, 1)
    assert holding(held).delivered_hours == 12


def test_another_providers_package_is_rejected_in_the_words_for_none(held):
    rival = Held(held.package, a_provider("Rival Care"))

    [reject] = load(rival, line(held)).outcome.rejects

    assert "no package that is ordered" in reject.reason


def test_a_price_is_split_off_to_commissioning_and_is_no_variation(held):
    row = line(held, reason="price", delivered="14", note="The wage floor rises", asked="£19.60")

    loaded = load(held, row)

    asked = PriceRequest.objects.get()
    assert (asked.asked_hourly, asked.provider, asked.split_off) == (
        Decimal("19.60"),
        held.provider,
        VariationReport.objects.get().ref,
    )
    assert not Variation.objects.exists()
    assert (loaded.outcome.added, load(held, row).outcome.same) == (1, 1)


def test_hours_and_a_price_for_the_same_week_stand_in_rows_of_their_own(held):
    price = line(held, reason="price", delivered="", note="The wage floor rises", asked="19.60")

    loaded = load(held, line(held), price)

    assert (loaded.outcome.added, Variation.objects.count(), PriceRequest.objects.count()) == (2, 1, 1)


def test_two_prices_for_one_contract_are_not_asked_at_once(held):
    rows = [
        line(held, reason="price", delivered="", note="Wages", asked=asked) for asked in ("19.60", "20.00", "19.60")
    ]

    loaded = load(held, *rows)

    assert [reject.row.number for reject in loaded.outcome.rejects] == [3]
    assert (loaded.outcome.added, loaded.outcome.same) == (1, 1)


def test_the_councils_people_name_the_provider_in_each_row(held):
    header = f"{HEADER},Provider id"
    rows = [f"{line(held)},{held.provider.regulator_id}", f"{line(held)},1-none", f"{line(held)},"]

    loaded = load_file(FILES[0], sent(*rows, header=header), "week.csv", by=actor(Role.BROKER), at=MONDAY)

    assert (loaded.outcome.added, [reject.row.number for reject in loaded.outcome.rejects]) == (1, [3, 4])


def test_a_broker_of_another_area_reports_for_nobody(held):
    west = held.package.team.__class__.objects.get(name="West")
    header = f"{HEADER},Provider id"
    row = f"{line(held)},{held.provider.regulator_id}"

    loaded = load_file(FILES[0], sent(row, header=header), "week.csv", by=actor(Role.BROKER, unit=west), at=MONDAY)

    assert len(loaded.outcome.rejects) == 1


def test_a_provider_does_not_report_for_another_by_number(held):
    header = f"{HEADER},Provider id"
    rival = Held(held.package, a_provider("Rival Care"))
    row = f"{line(held)},{held.provider.regulator_id}"

    loaded = load_file(FILES[0], sent(row, header=header), "week.csv", by=rival.coordinator, at=MONDAY)

    assert "regulator id: is not your own number" in loaded.outcome.rejects[0].reason


def test_who_may_not_is_refused_before_the_file_is_opened(held):
    with pytest.raises((NotAllowed, NotFound)):
        load_file(FILES[0], BytesIO(b"\x00"), "week.csv", by=held.practitioner, at=MONDAY)


def test_a_workbook_does_as_well_with_its_dates_and_numbers(held):
    out = BytesIO()
    with Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write(1, 0, held.package.ref)
        sheet.write_datetime(1, 1, WEEK)
        sheet.write_row(1, 2, [14, 12.5, "hospital"])

    loaded = load_file(FILES[0], out, "week.xlsx", by=held.coordinator, at=MONDAY)

    assert loaded.outcome.rejects == []
    assert holding(held).delivered_hours == Decimal("12.5")


def test_a_dry_run_changes_nothing(held):
    loaded = load_file(FILES[0], sent(line(held)), "week.csv", is_dry_run=True, by=held.coordinator, at=MONDAY)

    assert (loaded.outcome.added, Variation.objects.count(), LoadedFile.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize("weeks", [10_000])
def test_ten_thousand_rows_are_loaded_in_one_go(weeks):
    """10,000 packages of one provider, all of them different from what was ordered, and the same again."""
    many = _many_packages(weeks)
    lines = [f"{ref},2018-01-08,10,9,hospital,," for ref in many.packages]

    loaded = load_file(FILES[0], sent(*lines), "week.csv", by=many.coordinator, at=MONDAY)
    again = load_file(FILES[0], sent(*lines), "week.csv", by=many.coordinator, at=MONDAY)

    assert (loaded.outcome.added, loaded.outcome.rejects) == (weeks, [])
    assert again.outcome.same == weeks
    assert Obligation.objects.filter(duty="answer_variation").count() == weeks


class _Many:
    def __init__(self, provider: Provider, packages: list[str]) -> None:
        self.packages = packages
        self.coordinator = actor(Role.PROVIDER_COORDINATOR, provider=provider.ref)


def _many_packages(number: int) -> _Many:
    from carewright.packages.commands import PackageRow, load_packages
    from tests.people.builders import a_person

    case, provider = a_person(a_council().team()).case_number, a_provider("Harbour Care")
    rows = [
        PackageRow(
            external_number=f"OLD-{one}",
            case_number=case,
            regulator_id=provider.regulator_id,
            service="home_care",
            weekly_hours=Decimal(10),
            carers=1,
            rate=Decimal("18.40"),
            from_on=date(2017, 4, 1),
        )
        for one in range(number)
    ]
    packages = load_packages(rows=rows, by=actor(Role.ADMINISTRATOR), at=THURSDAY)
    return _Many(provider, [package.ref for package in packages])


def test_a_week_of_the_future_is_never_reported(held):
    assert WEEK + timedelta(weeks=1) == NEXT_WEEK
    [reject] = load(held, line(held, week="2018-02-05")).outcome.rejects
    assert "not over yet" in reject.reason
