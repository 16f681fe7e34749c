"""The pages about packages to be placed: the list, one requirement, what is done there (WAIT, SRC, ACC)."""

import csv
import io
from datetime import date, timedelta

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.sourcing import commands
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.trail.models import Event
from tests.council.conftest import user_holding
from tests.sourcing.builders import (
    FRIDAY,
    Market,
    a_considering_offer,
    a_later_start,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_offer_with_documents_asked,
    an_open_offer,
    coordinator,
    nobody_left,
)

pytestmark = pytest.mark.django_db

FAR = date(2018, 6, 1)


@pytest.fixture
def market() -> Market:
    return a_market()


@pytest.fixture(autouse=True)
def at(monkeypatch):
    moments = [FRIDAY]
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moments[-1])
    return moments


@pytest.fixture
def sign_in(client, market):
    def as_role(*roles: Role, unit: Unit | None = None, name: str = "Bo Nkemelu"):
        client.force_login(user_holding(*roles, unit=unit or market.council.east, name=name))
        return client

    return as_role


def page(client, thing) -> str:
    requirement = thing if isinstance(thing, Requirement) else thing.requirement
    answer = client.get(f"/to-place/{requirement.ref}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def do(client, address: str, **told: object) -> str:
    answer = client.post(address, told, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return str(answer.content.decode())


def test_the_list_shows_rag_with_its_reason_and_where_each_stands(market, sign_in):
    an_open_offer(a_waiting_requirement(market, urgency="hospital_discharge", start_on=FAR))

    text = sign_in(Role.BROKER).get("/to-place/").content.decode()

    assert "1 waiting" in text
    assert "1 red" in text
    assert "Hospital discharge, no care in place" in text
    assert "Offer to Harbour Care" in text
    assert "Edith Attwood" in text
    assert "data-due=" in text


def test_filters_live_in_the_address_and_an_empty_list_says_what_would_fill_it(market, sign_in):
    client = sign_in(Role.BROKER)
    assert "A package appears here when a referral is complete" in client.get("/to-place/").content.decode()
    a_waiting_requirement(market, start_on=FAR)

    assert "Edith" in client.get("/to-place/?rag=green").content.decode()
    for nothing in ("?rag=red", "?mine=1", "?service=day_services", f"?area={market.council.west.ref}"):
        assert "Nothing matches these filters" in client.get(f"/to-place/{nothing}").content.decode()
    for odd in ("?page=x", "?page=99", "?rag=blue", "?state=lost", "?page=999999999999"):
        assert client.get(f"/to-place/{odd}").status_code == 200


def test_the_list_comes_out_as_csv_with_formulas_disarmed(market, sign_in):
    requirement = a_waiting_requirement(market, start_on=FAR)
    requirement.person.family_name = "=1+1"
    requirement.person.known_as = "=cmd"
    requirement.person.save()

    answer = sign_in(Role.BROKER).get("/to-place/?as=csv")

    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert row["Reference"] == requirement.ref
    assert row["RAG"] == "green"
    assert not row["Person"].startswith("=")


def test_commissioning_sees_the_list_and_the_page_without_identities(market, sign_in):
    requirement = a_waiting_requirement(market, start_on=FAR)
    client = sign_in(Role.COMMISSIONER, unit=market.council.unit)

    for text in (client.get("/to-place/").content.decode(), page(client, requirement)):
        assert requirement.ref in text
        assert "Attwood" not in text
        assert "Seaview" not in text


def test_the_map_draws_each_cluster_with_the_same_figures_in_a_table(market, sign_in):
    market.cluster.msoas.update(latitude=51.36, longitude=1.02)
    a_waiting_requirement(market, start_on=FAR)

    text = sign_in(Role.BROKER).get("/to-place/map/").content.decode()

    assert "<svg" in text
    assert 'class="cw-map__green"' in text
    assert f"?cluster={market.cluster.ref}" in text


def test_the_page_says_who_next_and_why_and_why_not_the_others_with_one_green_button(market, sign_in):
    requirement = a_waiting_requirement(market)

    text = page(sign_in(Role.BROKER), requirement)

    assert "Next is <strong>Harbour Care</strong>" in text
    assert "place 1 in the protocol order" in text
    assert "1 without a contract" in text
    assert "Policy: DEFAULT-1" in text
    assert text.count('<button class="govuk-button" ') == 1
    assert "Offer to Harbour Care" in text
    assert "Prefers calls after 10am" in text


def test_looking_at_the_page_is_recorded_once_in_a_quarter_of_an_hour(market, sign_in, at):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.BROKER)
    page(client, requirement)
    page(client, requirement)
    assert Event.objects.filter(name="person.viewed").count() == 1

    at.append(FRIDAY + timedelta(minutes=16))
    page(client, requirement)
    assert Event.objects.filter(name="person.viewed").count() == 2


def test_a_requirement_of_another_area_is_as_nonsense(market, sign_in):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.BROKER, unit=market.council.west)

    assert client.get(f"/to-place/{requirement.ref}/").status_code == 404
    assert client.get("/to-place/REQ-0000-0000-0/").status_code == 404


def test_a_broker_offers_to_the_next_and_then_sees_the_time_left(market, sign_in):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.BROKER)

    text = do(client, f"/to-place/{requirement.ref}/offer/", provider=market.harbour.ref, how="portal")

    assert "Offered to Harbour Care" in text
    assert "9:45am Wed 27 December" in text
    assert "Offer to the next provider" in text
    assert "disabled" in text


def test_offering_to_another_than_the_next_is_refused_with_the_reason(market, sign_in):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.BROKER)

    answer = client.post(f"/to-place/{requirement.ref}/offer/", {"provider": market.elm.ref})

    assert answer.status_code in {400, 409, 422}
    assert "Next is Harbour Care" in answer.content.decode()


@pytest.mark.parametrize(
    ("chosen", "told", "state"),
    [
        ("accept", {}, "accepted"),
        ("part", {"weekly_hours": "10"}, "accepted"),
        ("later", {"start_on": "2018-01-15"}, "later_start"),
        ("considering", {"day": "2017-12-27", "clock": "11am"}, "considering"),
        ("decline", {"reason": "no_capacity", "note": "Ring in January"}, "declined"),
        ("documents", {}, "open"),
    ],
)
def test_every_answer_can_be_taken_by_telephone(market, sign_in, chosen, told, state):
    offer = an_open_offer(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)
    assert "What did Harbour Care answer?" in client.get(f"/to-place/offers/{offer.ref}/answer/").content.decode()

    do(client, f"/to-place/offers/{offer.ref}/answer/?answer={chosen}", **told, csrf="x")

    offer.refresh_from_db()
    assert offer.state == state
    if chosen != "documents":
        assert offer.answered_how == "telephone"


def test_an_answer_that_cannot_be_lands_on_the_form(market, sign_in):
    offer = an_open_offer(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)

    answer = client.post(f"/to-place/offers/{offer.ref}/answer/?answer=part", {"weekly_hours": "20"})

    assert answer.status_code == 200
    assert "14 hours a week were offered" in answer.content.decode()


def test_the_address_of_an_offer_leads_to_its_requirement(market, sign_in):
    offer = an_open_offer(a_waiting_requirement(market))

    answer = sign_in(Role.BROKER).get(f"/to-place/offers/{offer.ref}/")

    assert answer["Location"] == f"/to-place/{offer.requirement.ref}/#{offer.ref}"


def test_the_next_is_asked_for_by_one_and_allowed_by_another(market, sign_in):
    offer = a_considering_offer(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)
    do(client, f"/to-place/offers/{offer.ref}/ask-next/")
    assert "The brokerage manager has been asked, and has not decided yet." in page(client, offer)

    client = sign_in(Role.BROKERAGE_MANAGER, name="Mina Roy")
    assert "Let the next provider be approached" in page(client, offer)
    do(client, f"/to-place/offers/{offer.ref}/allow-next/")

    assert "Next is <strong>Elm Homecare</strong>" in page(client, offer)


def test_documents_are_released_with_those_owed_ticked(market, sign_in):
    offer = an_offer_with_documents_asked(a_waiting_requirement(market, known_to_community=True))
    client = sign_in(Role.BROKER)
    text = client.get(f"/to-place/offers/{offer.ref}/documents/").content.decode()
    assert text.count(" checked") == 2

    refs = offer.requirement.referral.documents.filter(code__in=["assessment", "final_review_form"])
    do(client, f"/to-place/offers/{offer.ref}/documents/", documents=[one.ref for one in refs])

    assert offer.releases.count() == 2


def test_the_courtesy_call_is_recorded_failed_and_then_made(market, sign_in):
    award = an_award(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)
    address = f"/to-place/awards/{award.ref}/call/"
    assert "01632 960111" in client.get(address).content.decode()
    faulty = client.post(address, {"reached": "yes"})
    assert "Enter whom you spoke to" in faulty.content.decode()

    assert "the call is still owed" in do(client, address, reached="no", note="No answer")
    assert "may now make contact" in do(client, address, reached="yes", spoke_to="Her daughter")

    assert [call.reached for call in award.calls.order_by("pk")] == [False, True]


def test_a_confirmation_by_telephone_places_it(market, sign_in):
    award = a_released_award(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)

    text = do(
        client,
        f"/to-place/awards/{award.ref}/confirm/",
        start_on="2018-01-08",
        planned_times="8am to 9am every day\r\n\r\n6pm to 7pm every day",
        carers_per_visit="1",
        confirmed_by="Dana Holt",
    )

    assert "Placed" in text
    award.refresh_from_db()
    assert award.planned_times == ["8am to 9am every day", "6pm to 7pm every day"]


def test_an_acceptance_and_an_offer_are_withdrawn_with_a_reason(market, sign_in):
    client = sign_in(Role.BROKER)
    award = an_award(a_waiting_requirement(market))
    do(client, f"/to-place/awards/{award.ref}/withdraw/", reason="No staff after all")
    offer = an_open_offer(award.requirement)
    do(client, f"/to-place/offers/{offer.ref}/withdraw/", reason="Made by mistake")

    assert Award.objects.get(pk=award.pk).state == "fallen_through"
    assert Offer.objects.get(pk=offer.pk).state == "withdrawn"


def test_a_part_is_split(market, sign_in):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.BROKER)

    text = do(
        client,
        f"/to-place/{requirement.ref}/split/",
        first="7",
        first_words="Mornings",
        second="7",
        second_words="Evenings",
    )

    assert "Part 2: 7 hours, Mornings" in text
    assert "Part 3: 7 hours, Evenings" in text


def test_when_nobody_is_left_the_brokerage_manager_permits_or_decides(market, sign_in):
    requirement = nobody_left(market)
    assert "Ask the brokerage manager to permit one" in page(sign_in(Role.BROKER), requirement)
    client = sign_in(Role.BROKERAGE_MANAGER, name="Mina Roy")
    assert "Permit a provider without a contract" in page(client, requirement)

    text = do(
        client, f"/to-place/{requirement.ref}/permit/", provider=market.outside.ref, reason="Has staff in Whitstable"
    )
    assert "Next is <strong>Outside Care</strong>" in text

    offer = an_open_offer(requirement)
    commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FRIDAY)
    do(client, f"/to-place/{requirement.ref}/decide/", decision="interim_cover", note="Respite until Monday")
    requirement.refresh_from_db()
    assert requirement.round_from_at == FRIDAY


def test_a_later_start_is_decided_by_the_manager(market, sign_in):
    offer = a_later_start(a_waiting_requirement(market))
    client = sign_in(Role.BROKERAGE_MANAGER)
    assert "Decide on Harbour Care’s later start" in page(client, offer)

    do(client, f"/to-place/offers/{offer.ref}/later-start/", accept="no", reason="Not safe until then")

    assert Offer.objects.get(pk=offer.pk).state == "later_start_refused"


def test_what_is_agreed_about_a_long_wait_is_recorded_and_shown(market, sign_in):
    requirement = a_waiting_requirement(market)
    client = sign_in(Role.TEAM_MANAGER)

    do(client, f"/to-place/{requirement.ref}/reassessment/", who="Sam Reed", note="On Tuesday")
    text = do(client, f"/to-place/{requirement.ref}/risk/", level="medium", note="Daughter calls each day")

    assert "Sam Reed re-assesses" in text
    assert "risk medium" in text


def test_a_practitioner_sees_the_page_and_nothing_to_press(market, sign_in):
    requirement = a_waiting_requirement(market)

    text = page(sign_in(Role.PRACTITIONER), requirement)

    assert "Next is <strong>Harbour Care</strong>" in text
    main = text[text.index("<main") : text.index("</main>")]
    assert "<button" not in main
    assert "Sourcing evidence" not in main


def test_the_timeline_can_show_decisions_alone(market, sign_in):
    award = an_award(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)

    everything = page(client, award)
    decisions = client.get(f"/to-place/{award.requirement.ref}/?only=decisions").content.decode()

    assert "Harbour Care accepted" in everything
    assert "Harbour Care accepted" not in decisions
    assert "Offered to Harbour Care" in decisions


def test_the_evidence_is_a_page_and_a_pdf(market, sign_in):
    offer = an_open_offer(a_waiting_requirement(market))
    client = sign_in(Role.BROKER)

    text = client.get(f"/to-place/{offer.requirement.ref}/evidence/").content.decode()
    pdf = client.get(f"/to-place/{offer.requirement.ref}/evidence.pdf")

    assert "Passed over: No contract for this service and area" in text
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment")


def test_the_queries_of_a_page_do_not_grow_with_the_offers(market, sign_in, django_assert_max_num_queries):
    requirement = nobody_left(market)
    client = sign_in(Role.BROKER)
    page(client, requirement)

    with django_assert_max_num_queries(60):
        page(client, requirement)
