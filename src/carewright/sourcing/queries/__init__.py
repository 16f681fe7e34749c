"""Reads of requirements, offers and awards, each only as far as the one who asks may see it (ROLE-5 to 7)."""

from carewright.sourcing.queries.affected import offers_barred_by, requirement_of_referral
from carewright.sourcing.queries.evidence import evidence
from carewright.sourcing.queries.for_providers import (
    Broker,
    ProviderAward,
    ProviderOffer,
    ReleasedDocument,
    ReleasedPerson,
    broker_of_offer,
    is_released_to,
    offer_for_provider,
    offers_of_provider,
    released_document,
)
from carewright.sourcing.queries.links import LinkEnded, OpenedLink, opened_link
from carewright.sourcing.queries.one import (
    PartPanel,
    SourcingPanel,
    award,
    documents_of,
    offer,
    representatives_of,
    requirement,
    requirement_from,
    sourcing_panel,
)
from carewright.sourcing.queries.waiting import (
    ClusterCount,
    CrowdedLocality,
    WaitingList,
    WaitingRow,
    localities_to_call,
    rag_of,
    requirements_waiting,
    waiting_by_cluster,
)

__all__ = [
    "Broker",
    "ClusterCount",
    "CrowdedLocality",
    "LinkEnded",
    "OpenedLink",
    "PartPanel",
    "ProviderAward",
    "ProviderOffer",
    "ReleasedDocument",
    "ReleasedPerson",
    "SourcingPanel",
    "WaitingList",
    "WaitingRow",
    "award",
    "broker_of_offer",
    "documents_of",
    "evidence",
    "is_released_to",
    "localities_to_call",
    "offer",
    "offer_for_provider",
    "offers_barred_by",
    "offers_of_provider",
    "opened_link",
    "rag_of",
    "released_document",
    "representatives_of",
    "requirement",
    "requirement_from",
    "requirement_of_referral",
    "requirements_waiting",
    "sourcing_panel",
    "waiting_by_cluster",
]
