"""Policies over the API: drafted with faults named, compared, tried on past cases, activated by another."""

import pytest

from carewright.access.roles import Role
from carewright.policy.models import PolicyDocument
from tests.sourcing.builders import a_market, a_waiting_requirement, an_award

LOW = "[authority.weekly_limits]\nteam_manager = 100\nhead_of_service = 800\n"
PERIOD = {"since": "2017-01-01", "until": "2017-12-31"}


@pytest.fixture
def owner(calling, westmarch):
    return calling(Role.POLICY_OWNER, unit=westmarch.unit)


def drafted(owner, text=LOW):
    return owner.post("/policies", {"name": "Low limits", "text": text}).json()["ref"]


def test_a_policy_that_cannot_work_is_refused_with_its_places(owner):
    answer = owner.post("/policies", {"name": "Faulty", "text": "[changes]\nlevel_limits = [150, 75]\nlevels = 3\n"})

    assert answer.status_code in {400, 422}
    assert [fault["field"] for fault in answer.json()["faults"]] == ["changes.levels"]
    assert not PolicyDocument.objects.exists()


def test_a_draft_is_shown_in_words_and_beside_the_one_in_force(owner):
    ref = drafted(owner)

    shown = owner.get(f"/policies/{ref}").json()
    differing = owner.get(f"/policies/{ref}/differences").json()["items"]

    assert (shown["standing"], shown["name"]) == ("draft", "Low limits")
    assert {"Authority to spend"} <= {section["title"] for section in shown["sections"]}
    assert {"label": "Authority to spend: Authorises a gross weekly cost up to: team manager",
            "old": "£1,000.00", "new": "£100.00"} in differing  # fmt: skip


def test_a_draft_is_tried_on_past_cases(owner, westmarch):
    referral = an_award(a_waiting_requirement(a_market(westmarch))).requirement.referral.ref
    ref = drafted(owner)

    told = owner.get(f"/policies/{ref}/what-if", **PERIOD).json()
    rows = owner.get(f"/policies/{ref}/what-if.csv", **PERIOD).content.decode().splitlines()

    assert (told["cases"], told["turned"], told["until"]) == (3, 1, "2017-12-31")
    [authority] = [total for total in told["totals"] if total["kind"] == "authority"]
    assert authority["turns"][0] | {"cases": 1} == authority["turns"][0]
    assert authority["turns"][0]["up_pounds"] == "337.40"
    assert len(rows) == 2
    assert referral in rows[1]


def test_another_owner_activates_it(owner, calling, westmarch):
    ref = drafted(owner)
    other = calling(Role.POLICY_OWNER, unit=westmarch.unit)

    refused = owner.post(f"/policies/{ref}/activation", {"effective_on": "2018-04-01"})
    answer = other.post(f"/policies/{ref}/activation", {"effective_on": "2018-04-01"})

    assert (refused.status_code, refused.json()["rule"]) == (403, "ROLE-3")
    assert (answer.status_code, answer.json()["standing"]) == (200, "takes effect later")
    assert len(other.get(f"/policies/{ref}/timeline").json()["items"]) == 2


def test_a_broker_may_read_a_policy_and_not_try_it(calling, owner):
    ref = drafted(owner)
    broker = calling(Role.BROKER)

    assert broker.get(f"/policies/{ref}").status_code == 200
    assert broker.get(f"/policies/{ref}/what-if").status_code == 403
    assert broker.get("/policies").json()["items"][0]["ref"] == ref
