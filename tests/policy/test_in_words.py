from carewright.policy.packs import DEFAULT, PACKS, load, terms_from
from carewright.policy.rules import Row, differences, in_words


def rows_of(title: str, pack: str = DEFAULT) -> dict[str, Row]:
    return {row.label: row for section in in_words(load(pack)) if section.title == title for row in section.rows}


def test_a_time_limit_is_said_so_that_no_unit_is_taken_for_another() -> None:
    rows = rows_of("Referrals")
    row = rows["Enablement gives a start, or rejects, within"]
    assert row == Row("Enablement gives a start, or rejects, within", "48 clock hours", ("REF-4",))


def test_money_hours_and_percentages_say_what_they_are() -> None:
    said = [row.value for row in rows_of("Provider-led changes within tolerance").values()]
    assert said[:3] == ["5 hours", "20%", "£75.00, £150.00, £225.00, £300.00"]
    assert said[5] == "no"


def test_each_role_with_authority_has_a_line() -> None:
    rows = rows_of("Authority to spend")
    assert rows["Authorises a gross weekly cost up to: team manager"].value == "£1,000.00"


def test_opening_hours_that_are_alike_are_said_together() -> None:
    assert rows_of("When offices are open")["Opening hours"].value == "Mon to Fri 09:00-17:00"


def test_each_indicator_has_a_line() -> None:
    row = rows_of("Ranking of providers", "essex")["Indicator: upheld concerns"]
    assert row.value == "weight 10, worst 5, best 0"


def test_no_line_is_there_twice_in_any_pack() -> None:
    for pack in PACKS:
        labels = [(section.title, row.label) for section in in_words(load(pack)) for row in section.rows]
        assert len(labels) == len(set(labels))


def test_every_line_names_its_rules() -> None:
    assert [row for section in in_words(load(DEFAULT)) for row in section.rows if not row.rules] == []


def test_a_policy_differs_from_itself_in_nothing() -> None:
    assert differences(load("essex"), load("essex")) == []


def test_a_difference_says_what_was_and_what_is() -> None:
    found = differences(load(DEFAULT), terms_from("[changes]\nmax_flex_hours = 6"))
    label = "Provider-led changes within tolerance: A provider may change a package by up to"
    assert found == [(label, "5 hours", "6 hours")]


def test_what_one_policy_does_not_have_is_not_set() -> None:
    found = differences(load(DEFAULT), terms_from('[calendar.areas.East]\nclosures = ["2026-12-24"]'))
    words = "the council's hours; also closed on 24 December 2026"
    assert found == [("When offices are open: Area: East", "not set", words)]
