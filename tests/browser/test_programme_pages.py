"""The review programme and its letters, in their states."""

import pytest

from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.reviews import commands
from carewright.reviews.sending import set_programme_letters
from tests.browser.conftest import follow, press
from tests.reviews.programmes import HEAD, IN_FEBRUARY, JANUARY, MONDAY, a_county, load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def now(monkeypatch):
    """A Monday in February 2018, with the programme under way."""
    monkeypatch.setattr("carewright.config.middleware.now", lambda: IN_FEBRUARY)
    return IN_FEBRUARY


@pytest.fixture
def county():
    return a_county(off_framework=9, day_and_community=14, supported_living=12)


def test_a_programme_from_drafting_to_planning_anew(as_user, looked, county):
    page = as_user(Role.HEAD_OF_SERVICE, Role.REVIEW_ADMINISTRATOR, unit=county.council.unit)
    page.goto("/reviews/programme/")
    looked(page, "programmes, none")
    press(page, "Draft a programme")
    looked(page, "draft a programme, of which unit")
    page.goto(f"/reviews/programme/draft/?unit={county.council.unit.ref}")
    press(page, "Draft")
    looked(page, "draft a programme, faulty")
    page.get_by_label("What the programme is called").fill("Reviews of 2018")
    for team in county.council.teams.values():
        page.get_by_label(f"{team.name}: reviews a month").fill("0")
    page.get_by_label("Harbour community team: reviews a month").fill("1")
    press(page, "Draft")
    looked(page, "programme, drafted")
    press(page, "Start the programme")
    looked(page, "programme, started")
    follow(page, "Plan anew, with other capacity")
    looked(page, "plan anew")
    page.get_by_label("Vale community team: reviews a month").fill("20")
    press(page, "Plan anew")
    looked(page, "programme, planned anew")
    follow(page, "Close the programme")
    press(page, "Close")
    looked(page, "close the programme, faulty")
    page.goto("/reviews/programme/")
    looked(page, "programmes")


def test_people_are_reviewed_and_counted(as_user, looked, county):
    programme = a_long_programme(county)
    page = as_user(Role.ASSISTANT_DIRECTOR, Role.PRACTITIONER, unit=county.council.unit)
    page.goto(f"/reviews/programme/{programme.ref}/people/?cohort=supported_living&waiting=1")
    looked(page, "programme, people of a cohort")
    page.goto(f"/reviews/programme/{programme.ref}/people/")
    page.get_by_role("link", name="Mark as urgent").first.click()
    press(page, "Mark as urgent")
    looked(page, "urgent, faulty")
    page.get_by_label("Why the review is urgent").fill("Her carer is ill")
    press(page, "Mark as urgent")
    looked(page, "programme, people")
    page.get_by_role("link", name="Record the review of").first.click()
    press(page, "Record")
    looked(page, "record a review, faulty")
    people = county.people["off_framework"]
    kinds = [("reduced", 72), ("increased", 99), ("same", 90), ("same", 90), ("ended", 0)]
    lines = [
        f"{one.case_number},{kind},10/01/2018,90,{after}" for one, (kind, after) in zip(people, kinds, strict=False)
    ]
    load("programme-outcomes", "case_number,outcome,taken_on,cost_before,cost_after", *lines, at=IN_FEBRUARY)
    page.goto(f"/reviews/programme/{programme.ref}/")
    looked(page, "programme, how it stands")
    page.goto(f"/reviews/programme/{programme.ref}/months/")
    looked(page, "programme, month by month")
    page.goto(f"/reviews/programme/{programme.ref}/timeline/")
    looked(page, "programme, timeline")


def test_letters_are_made_held_and_to_be_translated(as_user, looked, county):
    programme = a_long_programme(county)
    ways = [
        {"letter_format": "advocate"},
        {"letter_format": "translated", "language": "Somali"},
        {"letter_format": "large_print", "family_name": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"},
    ]
    for person, told in zip(county.people["supported_living"], ways, strict=False):
        Person.objects.filter(pk=person.pk).update(**told)
    page = as_user(Role.REVIEW_ADMINISTRATOR, unit=county.council.unit)
    page.goto(f"/reviews/programme/{programme.ref}/letters/")
    looked(page, "programme letters, none")
    press(page, "Make the letters")
    looked(page, "programme letters, being made")
    list(set_programme_letters(IN_FEBRUARY))
    page.reload()
    looked(page, "programme letters, made")
    with page.expect_navigation():
        page.get_by_role("button", name="It has been sent").click()
    looked(page, "programme letters, a copy sent")
    page.goto(f"/people/{county.people['supported_living'][2].ref}/")
    looked(page, "person with a letter")


def a_long_programme(county):
    """Two a month for 35 people: longer than planned."""
    drafted = commands.draft_programme(
        name="Reviews of 2018",
        unit=county.council.unit.ref,
        start_month=JANUARY,
        capacity={county.council.team().ref: 2},
        by=HEAD,
        at=MONDAY,
    )
    return commands.start_programme(programme=drafted.ref, by=HEAD, at=MONDAY)
