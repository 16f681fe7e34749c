import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client

from carewright.access.models import User
from carewright.access.roles import Role
from carewright.config.middleware import Refusals
from carewright.kernel.refused import Fault, Gone, Invalid, NotAllowed, NotFound, Refused, WrongState
from tests.council.conftest import user_holding

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_is_asked_to_sign_in(client):
    response = client.get("/work/")

    assert response.status_code == 302
    assert response.url == "/account/login/?next=/work/"


@pytest.mark.parametrize(("role", "first"), [(Role.BROKER, "/work/"), (Role.PROVIDER_COORDINATOR, "/portal/")])
def test_the_first_page_is_the_role_s_own(signed_in, role, first):
    assert signed_in(role).get("/").url == first


def test_who_holds_no_role_is_told_whom_to_ask(signed_in):
    response = signed_in().get("/")

    assert response.status_code == 403
    assert "Ask your administrator" in response.content.decode()


def test_a_page_names_the_council_and_who_is_signed_in(signed_in):
    page = signed_in(Role.BROKER).get("/work/").content.decode()

    assert "Westmarch County Council" in page
    assert "Sam Okafor" in page
    assert "Sign out" in page


def test_the_menu_has_only_what_exists_and_may_be_seen(signed_in):
    page = signed_in(Role.PROVIDER_COORDINATOR).get("/portal/").content.decode()

    assert "My work" not in page
    assert "Settings" not in page


def test_a_provider_asking_for_the_council_s_page_sees_what_it_sees_for_nonsense(signed_in):
    client = signed_in(Role.PROVIDER_COORDINATOR)

    closed, nonsense = client.get("/work/"), client.get("/nonsense/")

    assert (closed.status_code, nonsense.status_code) == (404, 404)
    assert the_same_each_time(closed) == the_same_each_time(nonsense)


def the_same_each_time(response):
    """The page without what is new with each answer: the moment, the nonce and the form's token."""
    lines = response.content.decode().splitlines()
    return [line for line in lines if not any(new in line.lower() for new in ("data-now=", "nonce=", "csrf"))]


def test_every_page_carries_the_headers_and_no_inline_script_is_allowed(client):
    response = client.get("/help/")

    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'nonce-" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_the_council_s_colour_comes_from_the_settings(client, settings):
    settings.COUNCIL_COLOUR = "#00703c"

    response = client.get("/council-colours.css")

    assert response["Content-Type"] == "text/css"
    assert "--govuk-brand-colour:#00703c" in response.content.decode()


@pytest.mark.parametrize(
    ("refusal", "status", "title"),
    [
        (NotFound(), 404, "Page not found"),
        (NotAllowed("Ask a broker."), 403, "You cannot do this"),
        (WrongState("It is placed already. Look at its package.", rule="SRC-10"), 409, "This cannot be done now"),
        (Gone("Somebody else was first. Choose another.", rule="SRC-10"), 409, "This has gone"),
        (Invalid([Fault("x", "Too many hours. Enter fewer.")]), 422, "This was not done"),
        (Refused("It is closed. Open it first.", rule="REF-2"), 422, "This was not done"),
    ],
)
def test_a_refusal_is_a_page_with_its_sentence_its_rule_and_a_way_on(signed_in, monkeypatch, refusal, status, title):
    def refuse(by):
        raise refusal

    monkeypatch.setattr("carewright.obligations.queries.my_work", refuse)

    response = signed_in(Role.BROKER).get("/work/", headers={"referer": "http://testserver/settings/?a=b"})

    page = response.content.decode()
    assert response.status_code == status
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page
    assert refusal.sentence in page
    assert 'href="/settings/?a=b"' in page
    assert ("Show working" in page) == (status in {409, 422} and bool(refusal.rule))


@pytest.mark.parametrize("referrer", ["https://evil.example/x", "http://testserver/work/", "", "javascript:alert(1)"])
def test_the_way_on_leads_nowhere_else(signed_in, monkeypatch, referrer):
    def refuse(by):
        raise WrongState("No.")

    monkeypatch.setattr("carewright.obligations.queries.my_work", refuse)

    page = signed_in(Role.BROKER).get("/work/", headers={"referer": referrer}).content.decode()

    assert '<a class="govuk-link" href="/">Go to your first page</a>' in page
    assert "evil" not in page


def test_a_defect_shows_a_plain_page_and_no_traceback(signed_in, monkeypatch):
    def break_down(by):
        raise KeyError("secret detail")

    monkeypatch.setattr("carewright.obligations.queries.my_work", break_down)
    client = signed_in(Role.BROKER)
    client.raise_request_exception = False

    response = client.get("/work/")

    assert response.status_code == 500
    assert "Sorry, there is a problem" in response.content.decode()
    assert "secret detail" not in response.content.decode()
    assert "Content-Security-Policy" in response


def test_a_form_from_elsewhere_is_refused_with_what_to_do(council):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user_holding(Role.ADMINISTRATOR, unit=council))

    response = client.post("/settings/users/add/", {"name": "X", "email": "x@westmarch.example"})

    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
    assert User.objects.filter(name="X").count() == 0


def test_two_who_do_the_same_at_once_are_not_shown_a_defect(signed_in, monkeypatch):
    def race(*_, **__):
        raise IntegrityError("UNIQUE constraint failed: people_person.case_number")

    monkeypatch.setattr("carewright.obligations.queries.my_work", race)

    response = signed_in(Role.BROKER).get("/work/")

    assert response.status_code == 409
    assert "at the same moment" in response.content.decode()


def test_any_other_fault_of_the_database_is_a_defect(rf):
    assert Refusals(lambda _: HttpResponse()).process_exception(rf.get("/"), IntegrityError("CHECK failed")) is None
