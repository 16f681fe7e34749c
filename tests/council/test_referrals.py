"""The pages about referrals: the form in steps, what is missing, approvals, what brokers do (REF-1 to 9)."""

import csv
from datetime import time
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from carewright.access.models import User
from carewright.access.queries import actor_of
from carewright.access.roles import Role
from carewright.referrals.models import EnablementEpisode, Referral
from carewright.trail.models import Event
from tests.builders import a_council
from tests.council.conftest import user_holding
from tests.people.builders import a_person
from tests.referrals.builders import MONDAY, PDF, a_draft_referral, a_referral_in, a_submitted_referral

pytestmark = pytest.mark.django_db

NEEDED = {
    "service": "home_care",
    "need_category": "frailty",
    "weekly_hours": "14",
    "carers": "2",
    "start_on_day": "8",
    "start_on_month": "1",
    "start_on_year": "2018",
    "needs": "Personal care.",
    "urgency": "hospital_discharge",
}


@pytest.fixture
def westmarch():
    return a_council()


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr("carewright.config.middleware.now", lambda: MONDAY)


@pytest.fixture
def as_user(client):
    def sign_in(*roles, unit, name="Sam Okafor"):
        client.force_login(user_holding(*roles, unit=unit, name=name))
        return client

    return sign_in


def page_of(client, path, **more):
    answer = client.get(path, **more)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_a_referral_is_written_step_by_step_saved_as_one_goes_and_submitted(westmarch, as_user):
    team = westmarch.team()
    a_person(team, case_number="W1")
    client = as_user(Role.PRACTITIONER, unit=team)

    answer = client.post("/referrals/start/", {"team": team.ref, "case_number": "w1", "kind": "new"})
    assert answer.url.startswith("/referrals/start/needed/?person=PER-")
    answer = client.post(answer.url, NEEDED)
    referral = Referral.objects.get()
    form = f"/referrals/{referral.ref}/form"
    assert answer.url == f"{form}/visits/"
    visit = {"from_time": "8am", "to_time": "8:30am", "days": "every day", "reason": "Prompting of medication"}
    assert client.post(answer.url, visit).url == f"{form}/visits/"
    assert client.post(f"{form}/about/", {"risk_recorded": "on", "risk_note": "Stairs"}).url == f"{form}/enablement/"
    answers = {"enablement": "completed", "bypass_reason": "", "alternatives_explored": "on"}
    assert client.post(f"{form}/enablement/", answers).url == f"{form}/funding/"
    assert client.post(f"{form}/funding/", {"funding": "council"}).url == f"{form}/documents/"
    file = SimpleUploadedFile("risk.pdf", PDF)
    attach = {"what": "attach", "code": "risk_assessment", "content": file}
    assert client.post(f"{form}/documents/", attach).url == f"{form}/documents/"
    assert client.post(f"{form}/documents/", {"record_declared": "on"}).url == f"{form}/check/"
    shown = page_of(client, f"{form}/check/")
    assert "Attach the signed charging letter." in shown
    assert "£674.80 a week" in shown
    assert client.post(f"{form}/check/").url == f"/referrals/{referral.ref}/"

    referral.refresh_from_db()
    assert (referral.state, referral.first_received_at) == ("submitted", MONDAY)
    assert (referral.risk_note, referral.alternatives_explored, referral.record_declared) == ("Stairs", True, True)
    assert [(d.code, d.filename) for d in referral.documents.all()] == [("risk_assessment", "risk.pdf")]
    assert referral.essential_visits.get().reason == "Prompting of medication"


def test_faults_stand_beside_their_questions_and_nothing_is_saved(westmarch, as_user):
    team = westmarch.team()
    person = a_person(team)
    client = as_user(Role.PRACTITIONER, unit=team)

    wrong = NEEDED | {"weekly_hours": "0", "needs": "Ring Edith Attwood", "start_on_year": "2016"}
    answer = client.post(f"/referrals/start/needed/?person={person.ref}&team={team.ref}&kind=new", wrong)

    text = answer.content.decode()
    assert "There is a problem" in text
    for sentence in ("Hours a week must be more than 0", "leave out name, postcode", "must be today or later"):
        assert text.count(sentence) == 2, sentence
    assert Referral.objects.count() == 0


def test_an_unknown_case_number_is_told_beside_its_question(westmarch, as_user):
    team = westmarch.team()
    a_person(westmarch.team("Vale"), case_number="W9")
    client = as_user(Role.PRACTITIONER, unit=team)

    for number in ("W404", "W9"):
        answer = client.post("/referrals/start/", {"team": team.ref, "case_number": number, "kind": "new"})
        assert "Nobody of the team&#x27;s area has this case number" in answer.content.decode()


def test_a_change_names_its_package(westmarch, as_user):
    team = westmarch.team()
    a_person(team, case_number="W1")
    client = as_user(Role.PRACTITIONER, unit=team)

    answer = client.post("/referrals/start/", {"team": team.ref, "case_number": "W1", "kind": "change"})

    assert "Enter the package that is to be changed" in answer.content.decode()


def test_a_step_saved_unchanged_goes_on_without_an_event(westmarch, as_user):
    referral = a_draft_referral(a_person(westmarch.team()))
    client = as_user(Role.PRACTITIONER, unit=westmarch.unit)
    events = Event.objects.exclude(name="person.viewed").count()

    answer = client.post(f"/referrals/{referral.ref}/form/funding/", {"funding": "council"})

    assert answer.url == f"/referrals/{referral.ref}/form/documents/"
    assert Event.objects.exclude(name="person.viewed").count() == events


def test_a_visit_can_be_taken_out_again(westmarch, as_user):
    visits = [(time(8), time(9), "every day", "Insulin"), (time(20), time(21), "every day", "Insulin at night")]
    referral = a_draft_referral(a_person(westmarch.team()), essential_visits=visits)
    client = as_user(Role.PRACTITIONER, unit=westmarch.unit)

    client.post(f"/referrals/{referral.ref}/visits/1/remove/")

    assert referral.essential_visits.get().reason == "Insulin at night"


def test_the_list_is_filtered_by_what_is_in_the_address_and_comes_out_as_csv_without_names(westmarch, as_user):
    draft = a_draft_referral(a_person(westmarch.team()))
    sent = a_submitted_referral(team=westmarch.team("Downs"), urgency="safeguarding")
    client = as_user(Role.BROKER, unit=westmarch.east)

    both = page_of(client, "/referrals/")
    one = page_of(client, f"/referrals/?state=submitted&team={sent.team.ref}&urgency=safeguarding&search=attwood")
    none = page_of(client, "/referrals/?search=nobody")
    rows = list(csv.DictReader(StringIO(client.get("/referrals/list.csv?state=draft").content.decode("utf-8-sig"))))

    assert draft.ref in both
    assert sent.ref in both
    assert sent.ref in one
    assert draft.ref not in one
    assert "No referral matches" in none
    assert [row["Reference"] for row in rows] == [draft.ref]
    assert "Attwood" not in str(rows)


def test_the_list_says_what_would_fill_it_and_another_area_sees_nothing(westmarch, as_user):
    a_draft_referral(a_person(westmarch.team()))

    assert "There are no referrals of your teams yet" in page_of(
        as_user(Role.BROKER, unit=westmarch.west), "/referrals/"
    )


def test_a_broker_returns_with_what_is_missing_and_the_team_sees_it(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()), record_declared=False)
    client = as_user(Role.BROKER, unit=westmarch.east)
    shown = page_of(client, f"/referrals/{referral.ref}/")
    assert "1 thing missing" in shown
    assert "Something is missing: return the referral for it." in shown
    assert "Do it now" not in shown

    assert "Declare that the person" in page_of(client, f"/referrals/{referral.ref}/return/")
    client.post(f"/referrals/{referral.ref}/return/", {"note": "And ring me."})

    shown = page_of(as_user(Role.PRACTITIONER, unit=westmarch.team(), name="Nia Bello"), f"/referrals/{referral.ref}/")
    assert "And ring me." in shown
    assert f"/referrals/{referral.ref}/form/documents/" in shown
    assert "Check and submit again" in shown


def test_a_broker_accepts_what_lacks_nothing(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()))
    client = as_user(Role.BROKER, unit=westmarch.east)
    assert "Nothing is missing." in page_of(client, f"/referrals/{referral.ref}/")

    client.post(f"/referrals/{referral.ref}/complete/")

    referral.refresh_from_db()
    assert referral.state == "complete"


def test_completing_what_lacks_something_is_refused_on_a_page_that_names_it(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()), record_declared=False)

    answer = as_user(Role.BROKER, unit=westmarch.east).post(f"/referrals/{referral.ref}/complete/")

    assert "Declare that the person" in answer.content.decode()
    assert Referral.objects.get(ref=referral.ref).state == "submitted"


def test_what_waits_for_a_manager_is_forwarded_and_authorised_from_there(westmarch, as_user):
    team = westmarch.team()
    referral = a_draft_referral(a_person(team), enablement="bypassed", bypass_reason="end_of_life")
    client = as_user(Role.TEAM_MANAGER, unit=team)
    assert "because it bypasses enablement" in page_of(client, "/referrals/approvals/")
    assert "Care at the end of life" in page_of(client, f"/referrals/{referral.ref}/forward/")

    client.post(f"/referrals/{referral.ref}/forward/", {"note": "Discussed."})
    assert client.post(f"/referrals/{referral.ref}/authorise/", {"then": "approvals"}).url == "/referrals/approvals/"

    assert "Nothing waits for you" in page_of(client, "/referrals/approvals/")
    shown = page_of(client, f"/referrals/{referral.ref}/")
    assert shown.count(" by Sam Okafor, ") == 2


def test_a_manager_who_referred_is_told_why_they_cannot_approve_it(westmarch, as_user):
    team = westmarch.team()
    client = as_user(Role.TEAM_MANAGER, unit=team)
    manager = actor_of(User.objects.get())
    referral = a_draft_referral(a_person(team), by=manager, enablement="bypassed", bypass_reason="end_of_life")

    shown = page_of(client, f"/referrals/{referral.ref}/")
    assert "You asked for this cost, so somebody else has to authorise it." in shown
    assert "You asked for the times or the bypass, so somebody else has to forward it." in shown
    assert client.post(f"/referrals/{referral.ref}/authorise/").status_code == 403


def test_what_a_role_may_not_do_is_not_shown(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()), funding="self_funder")

    shown = page_of(as_user(Role.FINANCE_OFFICER, unit=westmarch.unit), f"/referrals/{referral.ref}/")

    for words in ("Return", "Accept as complete", "Withdraw the referral", "Authorise weekly cost", "Refuse"):
        assert f">{words}" not in shown, words


def test_a_self_funder_is_refused_and_a_referral_withdrawn_with_a_reason(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()), funding="self_funder")
    client = as_user(Role.BROKER, unit=westmarch.east)
    assert "Enter reason" in client.post(f"/referrals/{referral.ref}/refuse/", {"reason": ""}).content.decode()
    client.post(f"/referrals/{referral.ref}/refuse/", {"reason": "Has savings."})
    assert Referral.objects.get(ref=referral.ref).state == "refused"

    other = a_submitted_referral(a_person(westmarch.team()))
    practitioner = as_user(Role.PRACTITIONER, unit=westmarch.team(), name="Nia Bello")
    practitioner.post(f"/referrals/{other.ref}/withdraw/", {"reason": "Moved away."})
    assert Referral.objects.get(ref=other.ref).state == "withdrawn"


def test_readiness_is_told_with_why_and_until_when(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()))
    client = as_user(Role.PRACTITIONER, unit=westmarch.team())
    until = {"until_day": "29", "until_month": "12", "until_year": "2017"}

    answer = client.post(f"/referrals/{referral.ref}/readiness/", {"ready": "no", "reason": ""})
    assert "Enter the date until which the person is not ready." in answer.content.decode()
    client.post(f"/referrals/{referral.ref}/readiness/", {"ready": "no", "reason": "unwell"} | until)

    assert "Not ready until 29 December 2017: Not well enough yet" in page_of(client, f"/referrals/{referral.ref}/")


def test_a_document_comes_as_a_file_and_never_as_a_page(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()))
    document = referral.documents.first()
    client = as_user(Role.BROKER, unit=westmarch.east)

    answer = client.get(f"/referrals/{referral.ref}/documents/{document.ref}/")

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    stranger = as_user(Role.BROKER, unit=westmarch.west, name="Nia Bello")
    assert stranger.get(f"/referrals/{referral.ref}/documents/{document.ref}/").status_code == 404


def test_that_a_referral_was_looked_at_is_recorded_as_a_look_at_the_person(westmarch, as_user):
    referral = a_submitted_referral(a_person(westmarch.team()))
    client = as_user(Role.BROKER, unit=westmarch.east)

    for _ in range(2):
        page_of(client, f"/referrals/{referral.ref}/")

    assert Event.objects.filter(name="person.viewed", subject=referral.person.ref).count() == 1


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "complete", "refused", "withdrawn"])
def test_every_state_has_its_page_for_everybody_who_may_see_it(client, state):
    referral = a_referral_in(state, enablement="bypassed", bypass_reason="end_of_life")
    for number, role in enumerate((Role.PRACTITIONER, Role.TEAM_MANAGER, Role.BROKER, Role.FINANCE_OFFICER)):
        top = referral.team.parent.parent.parent
        client.force_login(user_holding(role, unit=top, name=f"Sam {number}"))
        assert referral.ref in page_of(client, f"/referrals/{referral.ref}/")


def test_enablement_is_asked_answered_planned_and_ended_on_its_pages(westmarch, as_user):
    person = a_person(westmarch.team(), case_number="W1")
    enablement = westmarch.team(source_team="enablement")
    asked = {"case_number": "W1", "team": enablement.ref}
    assert "within 48 clock hours" in page_of(as_user(Role.PRACTITIONER, unit=westmarch.team()), "/enablement/ask/")
    answer = as_user(Role.PRACTITIONER, unit=westmarch.team(), name="Nia Bello").post("/enablement/ask/", asked)
    episode = EnablementEpisode.objects.get()
    assert answer.url == f"/enablement/{episode.ref}/"

    client = as_user(Role.ENABLEMENT_SUPERVISOR, unit=enablement, name="Jo Hart")
    assert "in 2 days" in page_of(client, "/enablement/")
    start = {"starts_on_day": "19", "starts_on_month": "12", "starts_on_year": "2017"}
    client.post(f"/enablement/{episode.ref}/start/", start)
    ready = {"ready_on_day": "18", "ready_on_month": "12", "ready_on_year": "2017"}
    planned = {"planned_on_day": "3", "planned_on_month": "1", "planned_on_year": "2018"}
    client.post(f"/enablement/{episode.ref}/discharge/", ready | planned)
    assert person.name in page_of(client, "/enablement/overstayers/")
    assert episode.ref in client.get("/enablement/overstayers/list.csv").content.decode()
    answer = client.post(f"/enablement/{episode.ref}/grace/", {"potential_reached": "on", "ongoing_need": "on"})
    assert "Confirm that the weekly liaison meeting has agreed." in answer.content.decode()
    four = dict.fromkeys(("potential_reached", "ongoing_need", "liaison_agreed", "will_self_fund"), "on")
    client.post(f"/enablement/{episode.ref}/grace/", four)
    shown = page_of(client, f"/enablement/{episode.ref}/")
    assert "until the end of 27 December 2017" in shown
    assert "Grace period letter" in shown
    ended = {"ended_on_day": "18", "ended_on_month": "12", "ended_on_year": "2017"}
    client.post(f"/enablement/{episode.ref}/end/", ended)
    assert "Nobody of your teams is with enablement" in page_of(client, "/enablement/")
    assert episode.ref in page_of(client, "/enablement/?all=1")


def test_bypasses_are_listed_by_team_for_a_period_and_reviewed_jointly(westmarch, as_user):
    team = westmarch.team()
    referral = a_submitted_referral(a_person(team), enablement="bypassed", bypass_reason="end_of_life")
    manager = user_holding(Role.TEAM_MANAGER, unit=team, name="Tess Manager")
    client = as_user(Role.BROKERAGE_MANAGER, unit=westmarch.east)

    shown = page_of(client, "/enablement/bypasses/")
    assert "Care at the end of life" in shown
    assert referral.ref in client.get("/enablement/bypasses/list.csv").content.decode()
    assert "No referral received in this period" in page_of(client, "/enablement/bypasses/?until=2017-12-01")
    page_of(client, "/enablement/bypasses/?since=nonsense&until=9999")

    me = User.objects.get(name="Sam Okafor").ref
    days = {"since_on_day": "1", "since_on_month": "12", "since_on_year": "2017"}
    days |= {"until_on_day": "18", "until_on_month": "12", "until_on_year": "2017"}
    who = {"team": team.ref, "brokerage_manager": me, "team_manager": manager.ref, "actions": "Meet on Mondays."}
    assert client.post("/enablement/bypasses/review/", days | who).url == "/enablement/bypasses/"
    assert "Meet on Mondays." in page_of(client, "/enablement/bypasses/")


def test_the_list_takes_as_many_queries_however_many_there_are(westmarch, as_user, django_assert_max_num_queries):
    person = a_person(westmarch.team())
    for _ in range(12):
        a_draft_referral(person)
    client = as_user(Role.BROKER, unit=westmarch.unit)

    with django_assert_max_num_queries(16):
        page_of(client, "/referrals/")


def test_a_file_of_referrals_is_tried_then_loaded_and_its_rejects_are_given_back(westmarch, as_user):
    team = westmarch.team()
    a_person(team, case_number="W1")
    good = "N1,W1,Harbour community team,home_care,frailty,14,08/01/2018,Personal care"
    heading = "number,case_number,team,service,need_category,weekly_hours,start_on,needs"
    content = f"{heading}\n{good}\n{good.replace('N1', 'N2').replace('14', 'lots')}\n".encode()
    client = as_user(Role.PRACTITIONER, unit=team)

    tried = client.post("/files/load/referrals/", {"how": "try", "file": SimpleUploadedFile("r.csv", content)})
    assert "“lots” is not a number" in tried.content.decode()
    assert Referral.objects.count() == 0
    answer = client.post("/files/load/referrals/", {"how": "load", "file": SimpleUploadedFile("r.csv", content)})

    assert Referral.objects.get().external_number == "N1"
    assert "lots" in client.get(f"{answer.url}rejects/").content.decode()
