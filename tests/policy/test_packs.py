from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid
from carewright.policy.packs import DEFAULT, PACKS, load, terms_from, text_of
from carewright.policy.terms import AboveTop, CrossingRule, Document, PlacedAs, ProtocolOrder, Rating, Route, SourceTeam
from carewright.worktime import Limit

EVERY_PACK = (DEFAULT, *PACKS)


def limit(text: str) -> Limit:
    return Limit.parse(text)


def exactly(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


@pytest.mark.parametrize("name", EVERY_PACK)
def test_a_pack_loads_whole(name: str) -> None:
    terms = load(name)
    assert terms.services
    assert terms.calendar_for("Anywhere").is_working_day(date(2027, 3, 2))


@pytest.mark.parametrize("name", EVERY_PACK)
def test_a_pack_written_out_and_read_again_is_the_same(name: str) -> None:
    assert terms_from(text_of(load(name))) == load(name)


def test_the_default_is_county_and_kent_together() -> None:
    assert load("county") == load("kent") == load(DEFAULT)


def test_county_has_the_tolerance_of_the_review_process() -> None:
    changes = load("county").changes
    assert (changes.max_flex_hours, changes.crossing_percent) == exactly(5, 20)
    assert changes.level_limits == exactly(75, 150, 225, 300)
    assert changes.crossing_rule is CrossingRule.AND
    assert changes.above_top is AboveTop.INCREASES_AND_LARGE_DECREASES
    assert changes.block_entry_above_top is False


def test_county_audits_four_cases_a_service_half_of_them_increased() -> None:
    audit = load("county").case_audit
    assert (audit.cases_per_service, audit.increased_share_percent) == (4, Decimal(50))


def test_kent_gives_providers_two_working_hours() -> None:
    sourcing = load("kent").sourcing
    assert sourcing.answer_within == limit("2 working hours")
    assert sourcing.considering_longest == limit("1 working day")
    assert sourcing.documents_within == limit("2 working hours")
    assert sourcing.protocol_order is ProtocolOrder.FIXED
    assert sourcing.route_for("East", "home_care") is Route.CLUSTER


def test_kent_permits_providers_without_a_contract_by_role() -> None:
    without = load("kent").sourcing.non_contracted
    assert load("kent").sourcing.good_ratings == (Rating.GOOD, Rating.OUTSTANDING)
    assert (without.decided_by, without.unrated_decided_by) == (Role.BROKERAGE_MANAGER, Role.ASSISTANT_DIRECTOR)
    assert without.placed_as is PlacedAs.INDIVIDUAL_CONTRACT


def test_kent_has_the_time_limits_of_the_flowchart() -> None:
    terms = load("kent")
    assert terms.acceptance.call_within == limit("2 working hours")
    assert terms.acceptance.order_within == limit("2 working days")
    assert terms.acceptance.financial_assessment_within == limit("2 working days")
    assert terms.referrals.assessment_valid_for == limit("12 months")
    assert terms.referrals.enablement_start_within == limit("48 hours")
    assert terms.referrals.grace_period == limit("5 working days")


def test_kent_turns_a_wait_amber_at_five_and_red_at_ten_working_days() -> None:
    waiting = load("kent").waiting
    assert (waiting.amber_after, waiting.red_after) == (limit("5 working days"), limit("10 working days"))
    assert (waiting.reassess_after, waiting.escalate_after) == (limit("5 working days"), limit("10 working days"))
    assert waiting.amber_when_start_within == limit("2 working days")
    assert set(waiting.red_reasons) == {"hospital_discharge", "handback", "safeguarding", "carer_breakdown"}
    assert waiting.teleconference_at == 3


def test_only_enablement_owes_the_final_review_form() -> None:
    referrals = load("kent").referrals
    owing = [team for team in SourceTeam if Document.FINAL_REVIEW_FORM in referrals.documents_for(team)]
    assert owing == [SourceTeam.ENABLEMENT]


def test_every_team_owes_authorisation_charging_letter_and_declaration() -> None:
    always = {Document.FINANCIAL_AUTHORISATION, Document.CHARGING_LETTER, Document.RECORD_DECLARATION}
    assert all(always <= set(load("kent").referrals.documents_for(team)) for team in SourceTeam)


def test_authority_goes_up_with_the_role_and_a_broker_has_none() -> None:
    authority = load("kent").authority
    ladder = (Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR)
    limits = [authority.weekly_limit([role]) or Decimal(0) for role in ladder]
    assert limits == sorted(set(limits))
    assert authority.weekly_limit([Role.BROKER]) is None
    assert authority.weekly_limit([Role.BROKER, Role.TEAM_MANAGER]) == 1000


def test_essex_ranks_by_sixty_to_forty_and_takes_the_ranked_route() -> None:
    terms = load("essex")
    first = terms.ranking.indicators[0]
    assert (terms.ranking.quality_weight, terms.ranking.price_weight, terms.ranking.neutral) == exactly(60, 40, 50)
    assert (first.weight, first.worst, first.best) == exactly(40, 50, 100)
    assert first.name == "on_time_responses"
    assert terms.sourcing.route_for("East", "home_care") is Route.RANKED


def test_essex_tolerates_a_tenth_or_an_hour_and_counts_frustrated_visits() -> None:
    monitoring = load("essex").monitoring
    assert (monitoring.tolerance_percent, monitoring.tolerance_hours) == exactly(10, 1)
    assert monitoring.count_frustrated


def test_bristol_advertises_community_support_and_has_its_eight_need_categories() -> None:
    terms = load("bristol")
    assert terms.sourcing.route_for("North", "supported_living") is Route.ADVERT
    assert len(terms.need_categories) == 8


def test_a_file_with_one_key_takes_the_rest_from_the_default() -> None:
    terms = terms_from("[changes]\nmax_flex_hours = 6.5\n")
    assert terms.changes.max_flex_hours == Decimal("6.5")
    assert terms.changes.level_limits == load(DEFAULT).changes.level_limits
    assert terms.sourcing == load(DEFAULT).sourcing


def test_a_file_over_another_pack_takes_the_rest_from_that() -> None:
    assert terms_from("[changes]\nmax_flex_hours = 6", base="essex").sourcing == load("essex").sourcing


def test_an_empty_file_says_the_same_as_the_default(tmp_path: Path) -> None:
    file = tmp_path / "nothing.toml"
    file.write_text("")
    assert load(str(file)) == load(DEFAULT)


def test_opening_hours_in_a_file_stand_whole() -> None:
    terms = terms_from('[calendar]\nopening = { mon = "10:00-12:00" }')
    assert not terms.calendar_for("").is_working_day(date(2027, 3, 2))


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    file.write_bytes("\ufeff[changes]\r\nmax_flex_hours = 7\r\n".encode())
    assert load(str(file)).changes.max_flex_hours == 7


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            None,
            "There is no file of this name, and no such pack. The packs are: default, kent, essex, bristol, county.",
        ),
        (b"\xff\xfe\x00", "The file is not text in UTF-8. Save it as UTF-8."),
        (b"#" * 1_000_001, "The file is larger than 1,000,000 bytes, so it is no policy."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "council.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Invalid) as refused:
        load(str(file))
    assert [(fault.field, fault.sentence) for fault in refused.value.faults] == [(str(file), sentence)]


def test_a_folder_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        load(str(tmp_path))


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(area=WORDS, service=WORDS, closed=st.dates(), most=st.decimals(0, 10_000, places=2), yes=st.booleans())
def test_whatever_a_policy_says_is_written_so_that_it_is_read_the_same(
    area: str, service: str, closed: date, most: Decimal, yes: bool
) -> None:
    default = load(DEFAULT)
    said = default.model_dump()
    said["calendar"]["areas"] = {area: {"closures": [closed]}}
    said["sourcing"]["routes"] = [*said["sourcing"]["routes"], {"area": area, "route": "advert"}]
    said["services"] = dict(default.services) | {"home_care": f"{service} – home"}
    said["authority"]["weekly_limits"] = {"team_manager": most}
    said["changes"]["block_entry_above_top"] = yes
    terms = type(default).model_validate(said)
    assert terms_from(text_of(terms)) == terms
