"""Reads of the market: the register, clusters, and the market as a route judges it."""

from carewright.providers.queries.facts import market
from carewright.providers.queries.places import (
    areas,
    cluster,
    cluster_of_postcode,
    clusters,
    clusters_with_counts,
    protocol_of,
    protocol_places_of,
)
from carewright.providers.queries.price_requests import (
    open_price_request,
    own_price_requests,
    price_request,
    price_requests,
    priced_contracts_of,
)
from carewright.providers.queries.register import (
    capacity_of,
    contract,
    contracts_of,
    provider,
    providers,
    rate_of,
    rates_of,
    regulator_changes_of,
    sanctions_in_force,
    sanctions_of,
    terms_of,
    visible_to,
)
from carewright.providers.queries.rows import (
    Candidate,
    ProviderRow,
    owed_about,
    protocol_candidates,
    provider_rows,
)

__all__ = [
    "Candidate",
    "ProviderRow",
    "areas",
    "capacity_of",
    "cluster",
    "cluster_of_postcode",
    "clusters",
    "clusters_with_counts",
    "contract",
    "contracts_of",
    "market",
    "open_price_request",
    "owed_about",
    "own_price_requests",
    "price_request",
    "price_requests",
    "priced_contracts_of",
    "protocol_candidates",
    "protocol_of",
    "protocol_places_of",
    "provider",
    "provider_rows",
    "providers",
    "rate_of",
    "rates_of",
    "regulator_changes_of",
    "sanctions_in_force",
    "sanctions_of",
    "terms_of",
    "visible_to",
]
