"""Contracts from a file, each with its prices."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.files.cells import Cells, amount
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.kernel.refused import Refused
from carewright.people.rules import folded
from carewright.policy.queries import policy_at
from carewright.policy.terms import Terms
from carewright.providers.commands.contracts import make_contract
from carewright.providers.commands.imports.ending import kept
from carewright.providers.models import Cluster, Contract, Provider
from carewright.trail.command import command, record

LAYOUT = Layout(
    (
        Column("provider", ("regulator id", "cqc provider id", "provider id", "provider reference")),
        Column("kind", ("contract kind", "type")),
        Column("services", ("service",)),
        Column("from_on", ("from", "start", "start date")),
        Column("to_on", ("to", "end", "end date"), is_needed=False),
        Column("rates", ("rate", "hourly rate", "price"), is_needed=False),
        Column("areas", ("area",), is_needed=False),
        Column("clusters", ("cluster",), is_needed=False),
        Column("need_categories", ("needs", "need category"), is_needed=False),
        Column("terms", is_needed=False),
    )
)
_Key = tuple[Any, ...]


@command
def import_contracts(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Make the contracts of a table; not again one that is there (provider, kind, services, places, first day).

    `services`, `areas`, `clusters` and `need_categories` may hold several, divided by bars; `rates` one price for all
    services, or one for each in their order.
    """
    check_may(by, "import_contracts")
    outcome = Outcome()
    reader = _Reader(policy_at(at).terms)
    known = {_key_of(contract) for contract in Contract.objects.prefetch_related("areas", "clusters")}
    touched = []
    for cells, details in outcome.understood(table.rows, reader.details):
        key = _key(details)
        if key in known:
            outcome.same += 1
            continue
        try:
            contract = make_contract(**details, by=by, at=at)
        except Refused as refused:
            outcome.refuse(cells, refused)
            continue
        known.add(key)
        outcome.added += 1
        touched.append(contract.provider.ref)
    record(kept("contracts", table, outcome, providers=touched, by=by, at=at))
    return outcome


class _Reader:
    """Reads rows by what is there: providers, areas, clusters, services and need categories."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        rows = list(Provider.objects.values_list("ref", "regulator_id"))
        self.providers = {ref: ref for ref, _ in rows} | {regulator_id: ref for ref, regulator_id in rows}
        self.areas = _by_name(Unit.objects.filter(kind=Unit.Kind.AREA).values_list("name", "ref"))
        self.clusters = _by_name(Cluster.objects.values_list("name", "ref"))

    def details(self, cells: Cells) -> dict[str, Any]:
        services = cells.codes("services", self.terms.services)
        if not services and not cells.faults:
            cells.text("services")
        return {
            "provider": cells.read("provider", self._provider),
            "kind": cells.code("kind", Contract.Kind.values),
            "services": services,
            "need_categories": cells.codes("need_categories", self.terms.need_categories),
            "areas": self._places(cells, "areas", self.areas),
            "clusters": self._places(cells, "clusters", self.clusters),
            "from_on": cells.day("from_on"),
            "to_on": cells.day("to_on", is_needed=False),
            "rates": cells.read("rates", lambda text: _rates(text, services), is_needed=False) or {},
            "terms": cells.optional("terms"),
        }

    def _provider(self, text: str) -> str:
        if text not in self.providers:
            raise ValueError(f"there is no provider {text[:40]} on the register: load providers first")
        return self.providers[text]

    def _places(self, cells: Cells, key: str, known: Mapping[str, str]) -> list[str]:
        found = []
        for name in cells.several(key):
            if folded(name) in known:
                found.append(known[folded(name)])
            else:
                cells.fault(key, f"there is no {key.removesuffix('s')} named “{name[:40]}”")
        return found


def _by_name(rows: Any) -> dict[str, str]:
    return {folded(name): ref for name, ref in rows}


def _rates(text: str, services: list[str]) -> dict[str, Decimal]:
    prices = [amount(part) for part in text.split("|")]
    if len(prices) == 1:
        prices *= len(services)
    if len(prices) != len(services):
        raise ValueError("has another number of prices than there are services")
    return dict(zip(services, prices, strict=True))


def _key(details: Mapping[str, Any]) -> _Key:
    places = (frozenset(details["areas"]), frozenset(details["clusters"]))
    return details["provider"], details["kind"], frozenset(details["services"]), *places, details["from_on"]


def _key_of(contract: Contract) -> _Key:
    from_on: date = contract.from_on
    areas = frozenset(unit.ref for unit in contract.areas.all())
    clusters = frozenset(cluster.ref for cluster in contract.clusters.all())
    return contract.provider.ref, contract.kind, frozenset(contract.services), areas, clusters, from_on


CONTRACTS = FileKind(
    name="contracts",
    title="Contracts",
    verb="import_contracts",
    layout=LAYOUT,
    load=import_contracts,
    about="Providers, areas and clusters have to be there first. A contract that is there already is passed over.",
)
