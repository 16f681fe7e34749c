import pytest

from carewright.access.roles import Role

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
    assert without_nonce(closed) == without_nonce(nonsense)


def without_nonce(response):
    lines = response.content.decode().splitlines()
    return [line for line in lines if "nonce=" not in line and "csrf" not in line.lower()]


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
