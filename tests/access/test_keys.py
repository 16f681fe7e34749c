"""A key acts for its user, within its scopes, until it is revoked or has run out (ROLE-2)."""

from datetime import timedelta

import pytest

from carewright.access import commands
from carewright.access.check import check_may, may
from carewright.access.models import ApiKey
from carewright.access.queries import actor_of_key
from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, Refused
from carewright.trail.models import Event, PersonalText
from tests.access.people import ADMINISTRATOR, MONDAY, a_key, a_user, granted

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def test_a_key_carries_its_users_roles_within_its_scopes():
    held = granted(a_user(), Role.BROKER)
    _, secret = a_key(held.user, "sourcing:write")

    by = actor_of_key(secret, MONDAY)

    assert by is not None
    assert by.ref == held.user.ref
    assert may(by, "make_offer")
    assert not may(by, "see_requirements")
    assert not may(by, "permit_non_contracted")


def test_a_scope_that_the_key_lacks_is_named():
    held = granted(a_user(), Role.BROKER)
    by = actor_of_key(a_key(held.user, "referrals:read")[1], MONDAY)
    assert by is not None

    with pytest.raises(NotAllowed, match="sourcing:write"):
        check_may(by, "make_offer")


def test_only_the_keys_hash_is_kept_and_its_secret_is_in_no_event():
    key, secret = a_key(a_user())

    assert secret not in repr(list(ApiKey.objects.values()))
    assert secret not in repr(list(Event.objects.values())) + repr(list(PersonalText.objects.values()))
    assert key.key_hash != secret


def test_a_revoked_key_is_nobodys_at_once():
    key, secret = a_key(a_user())

    commands.revoke_key(key=key.ref, by=ADMINISTRATOR, at=MONDAY)

    assert actor_of_key(secret, MONDAY) is None
    with pytest.raises(Refused, match="revoked already"):
        commands.revoke_key(key=key.ref, by=ADMINISTRATOR, at=MONDAY)


def test_a_key_works_up_to_the_moment_at_which_it_ends():
    _, secret = a_key(a_user(), expires_at=MONDAY + SECOND)

    assert actor_of_key(secret, MONDAY + SECOND) is not None
    assert actor_of_key(secret, MONDAY + 2 * SECOND) is None


def test_a_disabled_users_key_is_nobodys():
    user = a_user()
    _, secret = a_key(user)

    commands.disable_user(user=user.ref, reason="Left.", by=ADMINISTRATOR, at=MONDAY)

    assert actor_of_key(secret, MONDAY) is None


@pytest.mark.parametrize("nonsense", ["", "cw_", "cw_" + "A" * 43])
def test_an_unknown_key_is_nobodys(nonsense):
    a_key(a_user())

    assert actor_of_key(nonsense, MONDAY) is None


@pytest.mark.parametrize("scopes", [[], ["everything:write"], ["referrals:read", "prices:read"]])
def test_a_key_is_issued_for_known_scopes_only(scopes):
    user = a_user()

    with pytest.raises(Invalid) as refusal:
        commands.issue_key(user=user.ref, name="Finance", scopes=scopes, by=ADMINISTRATOR, at=MONDAY)

    assert [fault.field for fault in refusal.value.faults] == ["scopes"]
    assert not ApiKey.objects.exists()
