"""The roles that people hold (ROLE-1)."""

from enum import StrEnum


class Role(StrEnum):
    """A role held in a unit of the council, or at one provider; the system's own for what falls due by itself."""

    PRACTITIONER = "practitioner"
    SENIOR_PRACTITIONER = "senior_practitioner"
    TEAM_MANAGER = "team_manager"
    HEAD_OF_SERVICE = "head_of_service"
    ENABLEMENT_SUPERVISOR = "enablement_supervisor"
    BROKER = "broker"
    BROKERAGE_MANAGER = "brokerage_manager"
    ASSISTANT_DIRECTOR = "assistant_director"
    COMMISSIONER = "commissioner"
    CONTRACT_OFFICER = "contract_officer"
    FINANCE_OFFICER = "finance_officer"
    CARE_COORDINATOR = "care_coordinator"
    REVIEW_ADMINISTRATOR = "review_administrator"
    CASE_AUDITOR = "case_auditor"
    MODERATOR = "moderator"
    POLICY_OWNER = "policy_owner"
    ADMINISTRATOR = "administrator"
    PROVIDER_COORDINATOR = "provider_coordinator"
    PROVIDER_MANAGER = "provider_manager"
    SYSTEM = "system"

    @property
    def in_words(self) -> str:
        """As written in a sentence: team manager."""
        return self.value.replace("_", " ")


PROVIDER_ROLES = frozenset({Role.PROVIDER_COORDINATOR, Role.PROVIDER_MANAGER})
COUNCIL_ROLES = frozenset(Role) - PROVIDER_ROLES - {Role.SYSTEM}
REFERRERS = frozenset({Role.PRACTITIONER, Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER, Role.ENABLEMENT_SUPERVISOR})
BROKERAGE = frozenset({Role.BROKER, Role.BROKERAGE_MANAGER})
SEES_PRICES = BROKERAGE | {
    Role.ASSISTANT_DIRECTOR,
    Role.COMMISSIONER,
    Role.CONTRACT_OFFICER,
    Role.FINANCE_OFFICER,
}
"""Council roles that may see a contract's prices and terms (ROLE-6)."""
