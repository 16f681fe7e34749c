"""A user may do what the roles held now allow, where they are held; what changes, changes at once (ROLE-1, 2, 5)."""

import pytest
from django.db import IntegrityError, transaction

from carewright.access import commands
from carewright.access.actors import Actor, Holding
from carewright.access.check import check_may, check_not_own, may
from carewright.access.models import HeldRole
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotAllowed, NotFound, Refused
from tests.access.people import ADMINISTRATOR, MONDAY, a_unit, a_user, as_actor, granted
from tests.conftest import actor

pytestmark = pytest.mark.django_db


def test_a_role_in_a_unit_reaches_what_is_below_it_and_nothing_beside_it():
    council = a_unit()
    east, west = a_unit("East", parent=council), a_unit("West", parent=council)
    town = a_unit("Town", parent=east)
    broker = a_user()
    granted(broker, Role.BROKER, unit=east)

    assert may(as_actor(broker), "make_offer", unit=east.path)
    assert may(as_actor(broker), "make_offer", unit=town.path)
    assert not may(as_actor(broker), "make_offer", unit=west.path)
    assert not may(as_actor(broker), "make_offer", unit=council.path)


def test_a_unit_is_not_reached_because_its_number_begins_alike():
    fourth = Actor(ref="USR-1", name="A. Broker", holdings=frozenset({Holding(Role.BROKER, unit="1.4.")}))

    assert may(fourth, "make_offer", unit="1.4.1.")
    assert not may(fourth, "make_offer", unit="1.41.")


def test_a_provider_reaches_only_its_own_things():
    coordinator = actor(Role.PROVIDER_COORDINATOR, provider="PRV-ELM")

    assert may(coordinator, "accept_offer", provider="PRV-ELM")
    assert not may(coordinator, "accept_offer", provider="PRV-OAK")


def test_anothers_thing_is_to_a_provider_as_if_it_were_not_there():
    coordinator = actor(Role.PROVIDER_COORDINATOR, provider="PRV-ELM")

    with pytest.raises(NotFound) as anothers:
        check_may(coordinator, "accept_offer", provider="PRV-OAK")
    with pytest.raises(NotFound) as the_councils:
        check_may(coordinator, "authorise_spend")
    with pytest.raises(NotFound) as nonsense:
        check_may(coordinator, "fly")

    assert anothers.value.sentence == the_councils.value.sentence == nonsense.value.sentence


def test_a_refusal_names_who_may():
    with pytest.raises(NotAllowed, match="this is for: administrator"):
        check_may(actor(Role.BROKER), "add_user")


def test_nobody_may_do_what_the_table_does_not_name():
    for role in Role:
        assert not may(actor(role, provider="PRV-ELM"), "fly")


@pytest.mark.parametrize("verb", WHO_MAY)
def test_the_table_alone_decides(verb):
    right = WHO_MAY[verb]
    allowed = {role for role in Role if may(actor(role, provider="PRV-ELM"), verb, provider=None)}

    assert allowed == right.roles | right.deputies


def test_nobody_authorises_what_they_asked_for():
    manager = actor(Role.TEAM_MANAGER, ref="USR-1")

    with pytest.raises(NotAllowed) as refusal:
        check_not_own(manager, requested_by="USR-1")
    check_not_own(manager, requested_by="USR-2")

    assert refusal.value.rule == "ROLE-3"


def test_the_trail_says_that_it_was_as_deputy():
    assert actor(Role.SENIOR_PRACTITIONER).acting_as("forward_referral") == (
        "senior practitioner, as deputy of the team manager"
    )
    assert actor(Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER).acting_as("forward_referral") == "team manager"


def test_a_withdrawn_role_is_gone_at_once():
    unit = a_unit()
    held = granted(a_user(), Role.BROKER, unit=unit)
    assert as_actor(held.user).holds(Role.BROKER)

    commands.withdraw_role(user=held.user.ref, role=Role.BROKER, unit=unit.ref, by=ADMINISTRATOR, at=MONDAY)

    assert not as_actor(held.user).roles


def test_a_disabled_user_holds_nothing_and_an_enabled_one_what_they_held():
    held = granted(a_user(), Role.BROKER)

    commands.disable_user(user=held.user.ref, reason="Left.", by=ADMINISTRATOR, at=MONDAY)
    assert not as_actor(held.user).roles

    commands.enable_user(user=held.user.ref, by=ADMINISTRATOR, at=MONDAY)
    assert as_actor(held.user).holds(Role.BROKER)


def test_an_administrator_cannot_disable_themselves():
    user = a_user()
    themselves = actor(Role.ADMINISTRATOR, ref=user.ref)

    with pytest.raises(Refused, match="cannot disable yourself"):
        commands.disable_user(user=user.ref, reason="", by=themselves, at=MONDAY)


def test_a_role_is_given_once_in_a_place():
    held = granted(a_user(), Role.BROKER)

    with pytest.raises(Refused, match="already holds"):
        granted(held.user, Role.BROKER, unit=held.unit)


@pytest.mark.parametrize(
    ("role", "at_provider"), [(Role.BROKER, True), (Role.PROVIDER_COORDINATOR, False)], ids=["council", "provider"]
)
def test_a_council_role_is_held_in_a_unit_and_a_providers_at_a_provider(role, at_provider):
    user, unit = a_user(), a_unit()
    where = {"provider": "PRV-ELM"} if at_provider else {"unit": unit.ref}

    with pytest.raises(Refused, match="held in a unit"):
        commands.grant_role(user=user.ref, role=role, by=ADMINISTRATOR, at=MONDAY, **where)
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldRole.objects.create(
            user=user, role=role, unit=None if at_provider else unit, provider="PRV-ELM" if at_provider else ""
        )


def test_a_unit_cannot_be_put_below_one_that_is_not_there():
    with pytest.raises(NotFound):
        commands.add_unit(name="East", parent="UNIT-0000-0000-0", by=ADMINISTRATOR, at=MONDAY)


def test_a_team_has_nothing_below_it():
    council = a_unit()
    team = a_unit("Team 1", parent=a_unit("Town", parent=a_unit("East", parent=council)))

    with pytest.raises(Refused, match="no units below"):
        a_unit("Half", parent=team)


def test_two_users_cannot_have_one_address():
    a_user()

    with pytest.raises(Refused, match="already a user with the address"):
        commands.add_user(email="A-BROKER@westmarch.example", name="Other", by=ADMINISTRATOR, at=MONDAY)


@pytest.mark.parametrize(
    ("first", "second"),
    [("council", "provider"), ("provider", "council"), ("provider", "another provider")],
)
def test_nobody_works_for_the_council_and_a_provider_or_for_two_providers(first, second):
    unit = a_unit()
    places = {
        "council": (Role.PRACTITIONER, {"unit": unit.ref}),
        "provider": (Role.PROVIDER_MANAGER, {"provider": "PRV-7K3M-9QWA-5"}),
        "another provider": (Role.PROVIDER_COORDINATOR, {"provider": "PRV-0000-0000-0"}),
    }
    user = a_user()
    (had, here), (wanted, there) = places[first], places[second]
    commands.grant_role(user=user.ref, role=had, **here, by=ADMINISTRATOR, at=MONDAY)

    with pytest.raises(Refused, match="holds a role elsewhere"):
        commands.grant_role(user=user.ref, role=wanted, **there, by=ADMINISTRATOR, at=MONDAY)

    assert user.held_roles.count() == 1
