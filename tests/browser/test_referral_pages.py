"""The pages about referrals and enablement in their states; the form by keyboard alone, and without scripts."""

from datetime import date, time, timedelta

import pytest

from carewright.access.roles import Role
from carewright.referrals.commands import return_referral
from carewright.referrals.models import Referral
from tests.browser.conftest import WEDNESDAY_MORNING, follow, press
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.referrals.builders import a_complete_referral, a_draft_referral, a_submitted_referral
from tests.referrals.test_enablement import an_episode_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EARLIER = WEDNESDAY_MORNING - timedelta(days=6)
MORNING = (time(8), time(8, 30), "every day", "Prompting of medication")
RISK_ASSESSMENT = {"name": "risk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
LONG = "Personal care morning and evening, prompting of medication, a hoist with two carers. " * 6


@pytest.fixture
def westmarch(db):
    return a_council()


@pytest.fixture
def edith(westmarch):
    return a_person(westmarch.team(), case_number="W1", risk_note="Dog bites: ring before coming.")


def full(person):
    return a_submitted_referral(
        person,
        at=EARLIER,
        urgency="hospital_discharge",
        essential_visits=[MORNING],
        risk_recorded=True,
        risk_note="Unsteady on the stairs.",
        needs=LONG,
        outcomes=LONG,
        record_declared=False,
    )


def test_the_list_empty_full_and_with_nothing_found(as_user, looked, westmarch, edith):
    page = as_user(Role.PRACTITIONER, unit=westmarch.unit)
    page.goto("/referrals/")
    looked(page, "referrals, empty")

    full(edith)
    a_draft_referral(a_person(westmarch.team("Vale"), given_name="Bartholomew", family_name="Featherstonehaugh"))
    a_complete_referral(a_person(westmarch.team("Downs"), given_name="Nia", family_name="Bello"), at=EARLIER)
    page.goto("/referrals/")
    looked(page, "referrals, full")
    page.goto("/referrals/?search=nobody")
    looked(page, "referrals, nothing found")


def test_one_referral_for_its_broker_and_after_it_was_returned_for_its_team(as_user, looked, westmarch, edith):
    referral = full(edith)
    page = as_user(Role.BROKER, unit=westmarch.unit)
    page.goto(f"/referrals/{referral.ref}/")
    looked(page, "referral, broker, something missing")
    press(page, "Return for what is missing")
    looked(page, "return referral")

    return_referral(
        referral=referral.ref, note="Which ward is she on?", by=actor(Role.BROKER), at=EARLIER + timedelta(hours=2)
    )
    page = as_user(Role.PRACTITIONER, unit=westmarch.unit, name="Nia Bello")
    page.goto(f"/referrals/{referral.ref}/")
    looked(page, "referral, practitioner, returned")
    for act in ("withdraw", "readiness"):
        page.goto(f"/referrals/{referral.ref}/{act}/")
        press(page, {"withdraw": "Withdraw referral", "readiness": "Tell brokerage"}[act])
        looked(page, f"{act} referral, faulty")


def test_what_waits_for_a_manager_nothing_and_something(as_user, looked, westmarch, edith):
    page = as_user(Role.TEAM_MANAGER, unit=westmarch.unit)
    page.goto("/referrals/approvals/")
    looked(page, "approvals, empty")

    referral = a_draft_referral(
        edith, at=EARLIER, essential_visits=[MORNING], enablement="bypassed", bypass_reason="end_of_life"
    )
    page.goto("/referrals/approvals/")
    looked(page, "approvals, full")
    follow(page, f"Forward {edith.name}")
    looked(page, "forward referral")
    press(page, "Forward")
    looked(page, "referral, team manager")
    press(page, "Authorise weekly cost")
    assert page.get_by_text("Weekly cost authorised.").is_visible()
    assert Referral.objects.get(ref=referral.ref).authorisations.count() == 1


def fill_in(page, answers):
    for label, value in answers.items():
        page.get_by_label(label, exact=True).fill(value)


def write_a_referral(page, looked):
    """Each step, looked at with faults first."""
    page.goto("/referrals/start/")
    press(page, "Continue")
    looked(page, "start referral, faulty")
    fill_in(page, {"Case number of the person": "W1"})
    page.get_by_label("A new package").check()
    press(page, "Continue")
    looked(page, "step needed, empty")
    press(page, "Save and continue")
    looked(page, "step needed, faulty")
    page.get_by_label("Home care", exact=True).check()
    page.get_by_label("Main need").select_option("Frailty in old age")
    fill_in(
        page, {"Hours": "14", "Day": "8", "Month": "1", "Year": "2018", "Needs, in general terms": "Personal care."}
    )
    press(page, "Save and continue")
    looked(page, "step visits, empty")
    fill_in(page, {"Not before": "8am", "Not after": "7am", "On which days": "every day"})
    fill_in(page, {"Which assessed need makes the time essential": "Prompting of medication"})
    press(page, "Add visit")
    looked(page, "step visits, faulty")
    fill_in(page, {"Not after": "8:30am"})
    press(page, "Add visit")
    looked(page, "step visits, full")
    press(page, "Continue")
    page.get_by_label("A risk is recorded").check()
    press(page, "Save and continue")
    looked(page, "step about, faulty")
    fill_in(page, {"What the risk is (optional)": "Stairs"})
    press(page, "Save and continue")
    press(page, "Save and continue")
    looked(page, "step enablement, faulty")
    page.get_by_label("It has been completed").check()
    page.get_by_label("Alternatives to council-funded care were explored").check()
    press(page, "Save and continue")
    looked(page, "step funding")
    press(page, "Save and continue")
    looked(page, "step documents, empty")
    press(page, "Attach document")
    looked(page, "step documents, faulty")
    page.get_by_label("Which document").select_option("Risk assessment")
    page.get_by_label("File").set_input_files(
        {"name": "risk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
    )
    press(page, "Attach document")
    looked(page, "step documents, full")
    page.get_by_label("I declare that the person's record is up to date").check()
    press(page, "Save and continue")
    looked(page, "check your answers")
    press(page, "Submit to brokerage")
    looked(page, "referral, submitted")
    assert Referral.objects.get().state == "submitted"


def test_a_referral_is_written_step_by_step(as_user, looked, westmarch, edith):
    write_a_referral(as_user(Role.PRACTITIONER, unit=westmarch.team()), looked)


@pytest.mark.parametrize("script", [False])
def test_a_referral_is_written_without_scripts(as_user, westmarch, edith, script):
    write_a_referral(as_user(Role.PRACTITIONER, unit=westmarch.team()), lambda page, name: None)


def reach(page, place):
    """Press Tab until the focus is there."""
    there = place.element_handle()
    for _ in range(80):
        page.keyboard.press("Tab")
        if there.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{place} is not reached by Tab")


def type_in(page, **answers):
    for name, value in answers.items():
        reach(page, page.locator(f"[name={name}]"))
        page.keyboard.type(value)


def go_on(page, name):
    reach(page, page.get_by_role("button", name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, label):
    """A radio button that is the first of its group, or a tick box."""
    reach(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Space")


def test_a_referral_is_written_and_submitted_by_keyboard_alone(as_user, westmarch, edith):
    page = as_user(Role.PRACTITIONER, unit=westmarch.team())
    page.goto("/referrals/")
    go_on(page, "Start a referral")
    type_in(page, case_number="W1")
    choose(page, "A new package")
    go_on(page, "Continue")
    choose(page, "Home care")
    type_in(
        page, need_category="Frailty", weekly_hours="14", start_on_day="8", start_on_month="1", start_on_year="2018"
    )
    type_in(page, needs="Personal care.")
    go_on(page, "Save and continue")
    go_on(page, "Continue without essential times")
    go_on(page, "Save and continue")
    choose(page, "It has been completed")
    choose(page, "Alternatives to council-funded care were explored")
    go_on(page, "Save and continue")
    go_on(page, "Save and continue")
    choose(page, "I declare that the person's record is up to date")
    go_on(page, "Save and continue")
    go_on(page, "Submit to brokerage")

    referral = Referral.objects.get()
    assert (referral.state, referral.enablement, referral.record_declared) == ("submitted", "completed", True)


def test_enablement_in_its_states(as_user, looked, westmarch):
    page = as_user(Role.ENABLEMENT_SUPERVISOR, unit=westmarch.unit)
    page.goto("/enablement/")
    looked(page, "enablement, empty")
    page.goto("/enablement/overstayers/")
    looked(page, "overstayers, empty")

    episode = an_episode_in("grace_over", westmarch)
    episode.ready_on, episode.planned_discharge_on = date(2017, 12, 18), date(2018, 1, 3)
    episode.save()
    page.goto("/enablement/")
    looked(page, "enablement, full")
    follow(page, episode.person.name)
    looked(page, "enablement of somebody")
    page.goto("/enablement/overstayers/")
    looked(page, "overstayers, full")
    for act in ("discharge", "end"):
        page.goto(f"/enablement/{episode.ref}/{act}/")
        looked(page, f"enablement {act}")


def test_bypasses_and_their_review(as_user, looked, westmarch, edith):
    page = as_user(Role.BROKERAGE_MANAGER, unit=westmarch.unit)
    page.goto("/enablement/bypasses/")
    looked(page, "bypasses, empty")

    a_submitted_referral(edith, at=EARLIER, enablement="bypassed", bypass_reason="end_of_life")
    page.goto("/enablement/bypasses/")
    looked(page, "bypasses, full")
    press(page, "Record a joint review")
    press(page, "Record")
    looked(page, "bypass review, faulty")
