"""A package of care placed by programs alone: the council's and two providers'."""

from datetime import UTC, datetime

import pytest

from carewright.access.roles import Role
from tests.people.builders import a_person
from tests.sourcing.builders import a_market

PDF = b"%PDF-1.7 for a test"
MONDAY = datetime(2017, 12, 18, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
CARE = {
    "service": "home_care",
    "need_category": "frailty",
    "weekly_hours": "14.00",
    "start_on": "2018-01-08",
    "needs": "Personal care morning and evening, prompting of medication.",
    "outcomes": "Stays safely at home.",
    "enablement": "completed",
    "alternatives_explored": True,
    "alternatives_note": "Equipment and family support looked at.",
    "record_declared": True,
    "essential_visits": [{"from_time": "08:00", "to_time": "08:30", "reason": "Medication before breakfast"}],
    "external_number": "ASC-1",
}


def done(response, status=200):
    assert response.status_code == status, response.content.decode()
    return response.json()


@pytest.fixture
def market(westmarch):
    return a_market(westmarch)


def attach(caller, referral, code):
    from django.core.files.uploadedfile import SimpleUploadedFile

    told = {"code": code, "dated_on": "2017-12-15", "content": SimpleUploadedFile(f"{code}.pdf", PDF)}
    headers = {"Authorization": f"Bearer {caller.secret}", "Idempotency-Key": f"{code}-{referral}"}
    return caller.client.post(f"/api/v1/referrals/{referral}/documents", told, headers=headers)


def refer(calling, market):
    """A referral, complete; the reference of its requirement."""
    practitioner = calling(Role.PRACTITIONER, unit=market.team)
    manager = calling(Role.TEAM_MANAGER, Role.ASSISTANT_DIRECTOR, unit=market.team)
    person = a_person(market.team, at=MONDAY)
    draft = done(practitioner.post("/referrals", CARE | {"person": person.ref, "team": market.team.ref}), 201)
    ref = draft["ref"]
    missing = [row["code"] for row in done(practitioner.get(f"/referrals/{ref}/missing"))["items"]]
    for code in ("assessment", "final_review_form", "risk_assessment", "charging_letter"):
        done(attach(practitioner, ref, code), 201)
    done(manager.post(f"/referrals/{ref}/forwarding", {}))
    done(manager.post(f"/referrals/{ref}/authorisation"), 201)
    done(practitioner.post(f"/referrals/{ref}/submission"))
    complete = done(calling(Role.BROKER).post(f"/referrals/{ref}/completion"))
    assert missing
    assert complete["state"] == "complete"
    assert done(practitioner.get(f"/referrals/{ref}"))["weekly_cost"] == draft["weekly_cost"]
    return ref


def test_a_package_is_placed_from_referral_to_order(calling, market, moment):
    moment.at = MONDAY
    referral = refer(calling, market)
    moment.at = FRIDAY
    broker = calling(Role.BROKER)
    harbour = calling(Role.PROVIDER_COORDINATOR, provider=market.harbour.ref)
    elm = calling(Role.PROVIDER_COORDINATOR, provider=market.elm.ref)
    waiting = done(broker.get("/requirements"))
    requirement = waiting["items"][0]["ref"]
    assert (waiting["total"], waiting["items"][0]["referral"]) == (1, referral)

    proposal = done(broker.get(f"/requirements/{requirement}/proposal"))["items"][0]["proposal"]
    assert (proposal["answer"], proposal["provider"]) == ("approach", market.harbour.ref)
    assert {line["provider"] for line in proposal["working"]} >= {market.harbour.ref, market.outside.ref}

    first = done(broker.post(f"/requirements/{requirement}/offers", {"provider": market.harbour.ref}), 201)
    seen = done(harbour.get(f"/own/offers/{first['ref']}"))
    assert (seen["outward_postcode"], seen["person"]) == ("CT5", None)
    done(harbour.post(f"/offers/{first['ref']}/decline", {"reason": "no_capacity"}))

    second = done(broker.post(f"/requirements/{requirement}/offers", {"provider": market.elm.ref}), 201)
    award = done(elm.post(f"/offers/{second['ref']}/acceptance"))
    done(broker.post(f"/awards/{award['ref']}/failed-calls", {"note": "No answer"}), 201)
    assert done(elm.get(f"/own/offers/{second['ref']}"))["person"] is None
    done(broker.post(f"/awards/{award['ref']}/courtesy-call", {"spoke_to": "Her daughter"}))
    assert done(elm.get(f"/own/offers/{second['ref']}"))["person"]["name"] == "Edith Attwood"

    agreed = {"start_on": "2018-01-08", "planned_times": ["8am to 9am"], "carers_per_visit": 1, "confirmed_by": "Dana"}
    assert done(elm.post(f"/awards/{award['ref']}/confirmation", agreed))["state"] == "confirmed"
    row = done(broker.get("/packages"))["items"][0]
    order = done(broker.get(f"/packages/{row['ref']}"))["orders"][0]
    assert (order["version"], order["state"], order["weekly_cost"]) == (1, "made", "257.60")

    sent = done(broker.post(f"/orders/{order['ref']}/sending"))
    own = done(elm.get("/own/packages"))["items"][0]
    assert (sent["state"], own["rate"], own["person_name"]) == ("sent", "18.40", "Edith Attwood")
    assert elm.get(f"/own/documents/{own['document']}").content.startswith(b"%PDF")
    assert done(harbour.get("/own/packages"))["items"] == []

    done(
        calling(Role.PRACTITIONER, unit=market.team).post(
            f"/orders/{order['ref']}/financial-assessment", {"contribution": "20.00"}
        ),
        201,
    )
    table = calling(Role.FINANCE_OFFICER).get("/orders.csv").content.decode().splitlines()
    assert len(table) == 2
    assert "18.40,257.60" in table[1]
    told = done(broker.get(f"/requirements/{requirement}/timeline", limit=100))["items"]
    assert "award.confirmed" in {entry["event"] for entry in told}
    assert done(calling(Role.ADMINISTRATOR).get("/trail/verification"))["holds"]


def test_documents_asked_for_are_released_and_fetched(calling, market, moment):
    moment.at = MONDAY
    referral = refer(calling, market)
    moment.at = FRIDAY
    broker = calling(Role.BROKER)
    harbour = calling(Role.PROVIDER_COORDINATOR, provider=market.harbour.ref)
    requirement = done(broker.get("/requirements"))["items"][0]["ref"]
    offer = done(broker.post(f"/requirements/{requirement}/offers", {"provider": market.harbour.ref}), 201)["ref"]
    attached = done(broker.get(f"/referrals/{referral}"))["documents"]
    wanted = [one["ref"] for one in attached if one["code"] != "charging_letter"]

    done(harbour.post(f"/offers/{offer}/document-request"))
    assert harbour.get(f"/own/offers/{offer}/documents/{wanted[0]}").status_code == 404
    done(broker.post(f"/offers/{offer}/documents", {"documents": wanted}))
    fetched = harbour.get(f"/own/offers/{offer}/documents/{wanted[0]}")

    assert fetched.content == PDF
    assert fetched["Content-Disposition"].startswith("attachment")


def test_an_answer_may_be_considering_in_part_or_later(calling, market, moment):
    moment.at = MONDAY
    refer(calling, market)
    moment.at = FRIDAY
    broker, manager = calling(Role.BROKER), calling(Role.BROKERAGE_MANAGER)
    harbour = calling(Role.PROVIDER_MANAGER, provider=market.harbour.ref)
    elm = calling(Role.PROVIDER_MANAGER, provider=market.elm.ref)
    requirement = done(broker.get("/requirements"))["items"][0]["ref"]
    path = f"/requirements/{requirement}/offers"
    first = done(broker.post(path, {"provider": market.harbour.ref}), 201)["ref"]
    done(harbour.post(f"/offers/{first}/considering", {"until": "2017-12-27T11:00:00Z"}))
    done(broker.post(f"/offers/{first}/next-approach"))
    done(manager.post(f"/offers/{first}/next-approach/permission"))
    second = done(broker.post(path, {"provider": market.elm.ref}), 201)["ref"]

    assert done(elm.post(f"/offers/{second}/part-acceptance", {"weekly_hours": "4.00"}))["weekly_hours"] == "4.00"
    parts = done(broker.get(f"/requirements/{requirement}"))["parts"]

    assert [part["part"]["weekly_hours"] for part in parts] == ["4.00", "10.00"]
    assert parts[0]["award"]["provider"] == market.elm.ref
