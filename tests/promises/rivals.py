"""Packages that several may take at once, and what each of eight sends over HTTP to take it.

One package is brought there by the real commands: seven providers are considering it, each approached with the
brokerage manager's leave while the others considered (SRC-4). The others are copies of its rows. Of the eight, six are
providers with an API key, one answers by the link in its email, and one is the broker, who notes by telephone the
answer of a provider that answers for itself in the same moment.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from carewright.access.commands import issue_key
from carewright.access.models import Unit
from carewright.access.queries import all_scopes
from carewright.access.roles import Role
from carewright.kernel.refs import new_ref
from carewright.obligations.models import Obligation, obligation_ref
from carewright.providers.models import Provider
from carewright.sourcing.models import AnswerLink, Offer, Part, Requirement
from carewright.sourcing.queries.links import hash_of_token
from tests.builders import SET_UP, a_council, a_user
from tests.conftest import actor
from tests.people.builders import a_person
from tests.providers.builders import a_cluster, cluster_providers
from tests.referrals.builders import a_complete_referral
from tests.sourcing.builders import RECEIVED, START, a_considering_offer, let_next

PROVIDERS = ("Harbour", "Elm", "Kestrel", "Downs", "Moor", "Vale", "Orchard")
PLACES = len(PROVIDERS) + 1
LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)
Task = dict[str, str]


@dataclass(frozen=True)
class Rivals:
    """The providers in their order, each with its key, and the broker's key."""

    providers: list[Provider]
    keys: dict[str, str]
    broker: str


def rounds(count: int) -> list[list[Task]]:
    """So many packages, and of each what every one of the eight sends."""
    council = a_council()
    cluster = a_cluster(council.east)
    rivals = _with_keys(cluster_providers(cluster, *PROVIDERS), council.unit)
    referral = a_complete_referral(a_person(council.team()), at=RECEIVED, start_on=START)
    source = _considered_by_all(Requirement.objects.get(referral=referral))
    requirements = [source, *_copied(source, count - 1)]
    offers: dict[int, list[Offer]] = {one.pk: [] for one in requirements}
    for offer in Offer.objects.filter(requirement__in=offers).select_related("provider").order_by("made_at", "pk"):
        offers[offer.requirement_id].append(offer)
    return [_tasks(mine, rivals) for mine in offers.values()]


def _with_keys(providers: list[Provider], council: Unit) -> Rivals:
    keys = {one.ref: _key_of(Role.PROVIDER_COORDINATOR, provider=one.ref) for one in providers}
    return Rivals(providers, keys, broker=_key_of(Role.BROKER, unit=council))


def _key_of(role: Role, *, unit: Unit | None = None, provider: str = "") -> str:
    user = a_user(role, unit=unit, provider=provider)
    told = {"name": "Race", "scopes": all_scopes(), "by": actor(Role.ADMINISTRATOR), "at": SET_UP}
    return issue_key(user=user.ref, **told)[1]


def _considered_by_all(requirement: Requirement) -> Requirement:
    for _ in PROVIDERS:
        let_next(a_considering_offer(requirement))
    return Requirement.objects.select_related("referral").get(pk=requirement.pk)


def _tasks(offers: list[Offer], rivals: Rivals) -> list[Task]:
    """What the eight send about one package: the last but one by its link, the last by telephone for the one before."""
    paths = [f"/api/v1/offers/{offer.ref}/acceptance" for offer in offers]
    tasks = [{"path": path, "key": rivals.keys[one.provider.ref]} for path, one in zip(paths, offers, strict=True)]
    tasks[-1] = {"path": f"/answer/{_new_link(offers[-1])}/", "key": ""}
    return [*tasks, {"path": paths[-2], "key": rivals.broker}]


def _new_link(offer: Offer) -> str:
    token = secrets.token_urlsafe(32)
    told = {"sent_to": offer.provider.offers_email, "expires_at": LONG_AFTER}
    AnswerLink.objects.create(offer=offer, token_hash=hash_of_token(token), **told)
    return token


def _copied(source: Requirement, count: int) -> list[Requirement]:
    """So many packages more, with the same history as far as it stands in rows."""
    parts, offers = list(source.parts.all()), list(source.offers.order_by("made_at", "pk"))
    owed = list(Obligation.objects.filter(about=source.ref))
    return [_copy(source, parts, offers, owed) for _ in range(count)]


def _copy(source: Requirement, parts: list[Part], offers: list[Offer], owed: list[Obligation]) -> Requirement:
    referral, requirement = source.referral, Requirement.objects.get(pk=source.pk)
    referral.pk, referral.ref = None, new_ref("REF")
    referral.save(force_insert=True)
    requirement.pk, requirement.ref, requirement.referral = None, new_ref("REQ"), referral
    requirement.save(force_insert=True)
    named = {source.ref: requirement.ref}
    [part] = parts
    mine = Part.objects.create(requirement=requirement, number=part.number, weekly_hours=part.weekly_hours)
    made = []
    for offer in offers:
        known = {name: value for name, value in vars(offer).items() if name not in {"_state", "id", "ref"}}
        made.append(Offer(**known | {"part_id": mine.pk, "requirement_id": requirement.pk}))
        named[offer.ref] = made[-1].ref
    Offer.objects.bulk_create(made)
    duties = []
    for one in owed:
        known = {name: value for name, value in vars(one).items() if name not in {"_state", "id", "ref"}}
        told = {"ref": obligation_ref(), "subject": named[one.subject], "about": requirement.ref}
        duties.append(Obligation(**known | told))
    Obligation.objects.bulk_create(duties)
    return requirement
