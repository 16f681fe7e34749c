"""[referrals], [authority] and [waiting]: from the referral to the list of packages to be placed."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from carewright.access.roles import COUNCIL_ROLES, Role
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Code, Codes, Count, Pounds, Table, TimeLimit, listed, said, shown
from carewright.policy.terms.codes import Document, SourceTeam


class ReferralTerms(Table):
    """What a complete referral has, enablement, and self-funders (REF-2, 4, 8, 9)."""

    assessment_valid_for: Annotated[TimeLimit, said("An assessment is up to date for", "REF-2")]
    documents: Annotated[Mapping[SourceTeam, tuple[Document, ...]], said("Needed with a referral from", "REF-2")]
    indicative_rates: Annotated[
        Mapping[Code, Pounds],
        said("Hourly rate that a referral's weekly cost is worked out from", "REF-7", unit="pounds"),
    ]
    urgency_reasons: Annotated[Codes, said("Urgency reasons", "REF-1", unit="codes")]
    bypass_reasons: Annotated[Codes, said("Reasons for bypassing enablement", "REF-4", unit="codes")]
    enablement_start_within: Annotated[TimeLimit, said("Enablement gives a start, or rejects, within", "REF-4")]
    grace_period: Annotated[TimeLimit, said("Grace period without charge for self-funders after enablement", "REF-8")]
    arrangement_fee: Annotated[Pounds, said("Arrangement fee for self-funders", "REF-8", unit="pounds")]
    self_funder_exceptions: Annotated[
        Codes, said("Exceptions under which care is arranged for a self-funder", "REF-8", unit="codes")
    ]
    not_ready_reasons: Annotated[Codes, said("Reasons why a person is not ready", "REF-9", unit="codes")]

    def contradictions(self) -> Iterator[Fault]:
        """A kind of team of which the policy says nothing."""
        for team in SourceTeam:
            if team not in self.documents:
                yield Fault("documents", f"Say which documents a referral from {shown(team.value)} needs; [] for none.")

    def unpriced(self, services: Iterable[str]) -> Iterator[Fault]:
        """Services without an indicative rate, and rates of services that do not exist."""
        known = tuple(services)
        for service in known:
            if service not in self.indicative_rates:
                yield Fault(
                    "indicative_rates",
                    f"There is no hourly rate for {shown(service)}, a service of [services]. Add one.",
                )
        for service in self.indicative_rates:
            if service not in known:
                sentence = f"{shown(service)} is not a service of [services]. They are: {listed(known)}."
                yield Fault(f"indicative_rates.{service}", sentence)

    def documents_for(self, team: str) -> tuple[Document, ...]:
        """What a referral from this kind of team needs, conditions apart (REF-2)."""
        return self.documents[SourceTeam(team)]


def _of_the_council(role: Role) -> Role:
    if role not in COUNCIL_ROLES:
        raise ValueError(f"{shown(role.value)} is not a role in the council, so it cannot authorise spending.")
    return role


class AuthorityTerms(Table):
    """Who may authorise which weekly cost (REF-7)."""

    weekly_limits: Annotated[
        Mapping[Annotated[Role, AfterValidator(_of_the_council)], Pounds],
        Field(min_length=1),
        said("Authorises a gross weekly cost up to", "REF-7", unit="pounds"),
    ]

    def weekly_limit(self, roles: Iterable[Role]) -> Decimal | None:
        """The highest gross weekly cost that somebody with these roles may authorise; None: no authority."""
        return max((self.weekly_limits[role] for role in roles if role in self.weekly_limits), default=None)


class WaitingTerms(Table):
    """When a wait is amber or red, and who must do what about it (WAIT-2 to 4)."""

    red_after: Annotated[TimeLimit, said("Red after waiting", "WAIT-2")]
    amber_after: Annotated[TimeLimit, said("Amber after waiting", "WAIT-2")]
    amber_when_start_within: Annotated[TimeLimit, said("Amber when the start date is within", "WAIT-2")]
    red_reasons: Annotated[tuple[Code, ...], said("Red at once, with no care in place, for", "WAIT-2")]
    reassess_after: Annotated[TimeLimit, said("Agree who re-assesses after", "WAIT-3")]
    escalate_after: Annotated[TimeLimit, said("Escalated to the team manager after", "WAIT-3")]
    teleconference_at: Annotated[Count, said("People waiting in a locality that prompt a teleconference", "WAIT-4")]

    def contradictions(self) -> Iterator[Fault]:
        """Amber not before red, or re-assessment not before escalation."""
        yield from self._not_ascending("amber_after", "red_after")
        yield from self._not_ascending("reassess_after", "escalate_after")

    def _not_ascending(self, first: str, second: str) -> Iterator[Fault]:
        early, late = getattr(self, first), getattr(self, second)
        if early.unit != late.unit:
            yield Fault(first, f"“{early}” cannot be compared with {second}, “{late}”. Write both in the same unit.")
        elif early.amount >= late.amount:
            yield Fault(first, f"“{early}” must be shorter than {second}, which is “{late}”.")

    def unknown_reasons(self, known: Iterable[str]) -> Iterator[Fault]:
        """Reasons that are no urgency reasons of [referrals]."""
        codes = tuple(known)
        for number, reason in enumerate(self.red_reasons, start=1):
            if reason not in codes:
                sentence = f"{shown(reason)} is not an urgency reason of [referrals]. They are: {listed(codes)}."
                yield Fault(f"red_reasons.{number}", sentence)
