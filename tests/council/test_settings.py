import re

import pytest
from django.test import Client

from carewright.access.models import ApiKey, HeldRole, User
from carewright.access.queries import actor_of_key
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def ruth(council) -> User:
    return User.objects.create(name="Ruth Bell", email="ruth.bell@westmarch.example")


def test_who_may_do_what_is_made_from_the_table_that_is_enforced(signed_in):
    page = signed_in(Role.BROKER).get("/who-may-do-what/").content.decode()

    assert [right.sentence for right in WHO_MAY.values() if right.sentence.replace("'", "&#x27;") not in page] == []


def test_who_may_do_what_shows_one_role_s_rights_alone(signed_in):
    page = signed_in(Role.BROKER).get("/who-may-do-what/?role=policy_owner").content.decode()

    assert "Activate a policy" in page
    assert "Impose a sanction" not in page


def test_who_may_do_what_for_a_role_that_is_none_says_so(signed_in):
    assert "There is no such role" in signed_in(Role.BROKER).get("/who-may-do-what/?role=king").content.decode()


def test_the_policy_is_shown_in_words_with_its_rules(signed_in):
    page = signed_in(Role.PRACTITIONER).get("/settings/policy/").content.decode()

    assert "2 working hours" in page
    assert "SRC-2" in page or "SRC-1" in page


def test_an_unknown_version_of_the_policy_is_not_found(signed_in):
    assert signed_in(Role.PRACTITIONER).get("/settings/policy/POL-0000-0000-0/").status_code == 404


def test_an_administrator_adds_a_user_and_gives_a_role(admin, council):
    added = admin.post("/settings/users/add/", {"name": "Ruth Bell", "email": "Ruth.Bell@westmarch.example"})
    ruth = User.objects.get(email="ruth.bell@westmarch.example")
    assert added.url == f"/settings/users/{ruth.ref}/"

    admin.post(f"/settings/users/{ruth.ref}/roles/council/", {"role": "broker", "unit": council.ref})

    assert list(ruth.held_roles.values_list("role", "unit__name")) == [("broker", "Westmarch")]
    page = admin.get(f"/settings/users/{ruth.ref}/").content.decode()
    assert "Role “broker” given at Westmarch." in page


def test_an_address_that_is_taken_is_a_fault_beside_its_question(admin, ruth):
    response = admin.post("/settings/users/add/", {"name": "Other", "email": ruth.email})

    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Add a user" in page
    assert '<a href="#id_email">There is already a user' in page
    assert User.objects.filter(name="Other").count() == 0


def test_what_is_missing_is_said_as_what_to_do(admin):
    page = admin.post("/settings/users/add/", {}).content.decode()

    assert "Enter full name" in page
    assert "Enter email address" in page


def test_a_role_is_withdrawn_by_its_button(admin, ruth, council):
    HeldRole.objects.create(user=ruth, role=Role.BROKER, unit=council)

    admin.post(f"/settings/users/{ruth.ref}/roles/withdraw/", {"role": "broker", "unit": council.ref})

    assert ruth.held_roles.count() == 0


def test_a_key_s_secret_is_shown_once_and_works(admin, ruth, friday):
    asked = {
        "name": "Nightly visits",
        "scopes": ["sourcing:read"],
        "expires_on_day": "1",
        "expires_on_month": "Feb",
        "expires_on_year": "2099",
    }
    page = admin.post(f"/settings/users/{ruth.ref}/keys/issue/", asked).content.decode()

    [secret] = re.findall(r'<p class="cw-secret">(cw_[\w-]+)</p>', page)
    actor = actor_of_key(secret, friday)
    assert actor is not None
    assert actor.name == "Ruth Bell"
    key = ApiKey.objects.get()
    assert str(key.expires_at) == "2099-02-02 00:00:00+00:00"
    assert secret not in admin.get(f"/settings/users/{ruth.ref}/").content.decode()

    admin.post(f"/settings/users/{ruth.ref}/keys/revoke/", {"key": key.ref})

    assert actor_of_key(secret, friday) is None


def test_a_disabled_user_is_signed_out_at_once(admin, ruth, council):
    HeldRole.objects.create(user=ruth, role=Role.BROKER, unit=council)
    hers = Client()
    hers.force_login(ruth)
    assert hers.get("/work/").status_code == 200

    admin.post(f"/settings/users/{ruth.ref}/disable/", {"reason": "Left the council"})

    assert hers.get("/work/")["Location"] == "/account/login/?next=/work/"
    admin.post(f"/settings/users/{ruth.ref}/enable/")
    assert hers.get("/work/").status_code == 302, "the session has ended for good"


def test_opening_the_address_of_an_action_does_nothing(admin, ruth):
    assert admin.get(f"/settings/users/{ruth.ref}/enable/").status_code == 405


def test_a_broker_may_not_open_the_users_pages(signed_in, ruth):
    client = signed_in(Role.BROKER)

    response = client.get("/settings/users/")

    assert response.status_code == 403
    assert "this is for: administrator" in response.content.decode()
    assert client.post(f"/settings/users/{ruth.ref}/disable/", {"reason": "x"}).status_code == 403


def test_a_refused_action_says_why_and_leads_back(admin):
    me = User.objects.get(name="Sam Okafor")

    page = admin.post(f"/settings/users/{me.ref}/disable/", {"reason": "Tired"}).content.decode()

    assert "You cannot disable yourself. Ask another administrator." in page


def test_units_are_listed_below_the_one_they_lie_in_and_added(admin, council):
    admin.post("/settings/units/add/", {"name": "East", "parent": council.ref})
    admin.post("/settings/units/add/", {"name": "Ash locality", "parent": council.children.get().ref})

    page = admin.get("/settings/units/").content.decode()

    assert page.index("Westmarch</th>") < page.index("East</th>") < page.index("Ash locality</th>")


def test_users_are_found_by_name(admin, ruth):
    assert "Ruth Bell" in admin.get("/settings/users/?q=ruth").content.decode()
    assert "Nobody has such a name" in admin.get("/settings/users/?q=zzz").content.decode()
