"""Provider-led changes judged by the real commands, and tried on drafts (CHG-2, POL-3)."""

from datetime import date

import pytest

from carewright.access.roles import Role
from carewright.changes.models import Change
from carewright.policy.packs import load, terms_from
from carewright.reports.what_if import Kind
from carewright.reports.what_if.reading import answers, past_cases
from tests.changes.builders import a_notice, a_package
from tests.conftest import actor
from tests.sourcing.builders import a_market

pytestmark = pytest.mark.django_db

FROM, TO = date(2018, 2, 1), date(2018, 3, 31)


def tried_on(policy: str) -> dict[str, tuple[str, str]]:
    """Who decided each change, and who would have."""
    cases = past_cases(actor(Role.POLICY_OWNER), since=FROM, until=TO)
    told = [one for one in answers(cases, terms_from(policy)) if one.kind is Kind.CHANGE]
    return {one.ref: (str(one.was), str(one.would_be)) for one in told}


@pytest.fixture
def noticed() -> tuple[Change, Change]:
    """Twelve hours originally ordered: two more, and six more on another package."""
    market = a_market()
    return a_notice(a_package(market=market), "14"), a_notice(a_package(market=market), "18")


def test_under_the_policy_that_judged_them_nothing_turns(noticed: tuple[Change, Change]) -> None:
    within, beyond = noticed

    assert tried_on("") == {
        within.ref: ("provider", "provider"),
        beyond.ref: ("team_manager", "team_manager"),
    }
    assert load("default").changes.max_flex_hours == 5


def test_a_narrower_tolerance_turns_what_it_holds_back(noticed: tuple[Change, Change]) -> None:
    within, beyond = noticed

    told = tried_on("[changes]\nmax_flex_hours = 1\n")

    assert told[within.ref] == ("provider", "team_manager")
    assert told[beyond.ref] == ("team_manager", "team_manager")
