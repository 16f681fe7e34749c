"""The council's units, and the codes of its policy."""

from pydantic import Field

from carewright.api.schemas.fields import Ref, Shown


class UnitShown(Shown):
    """A part of the council: council, area, locality or team."""

    ref: Ref = Field(description="The unit's reference.")
    name: str = Field(description="Name.")
    kind: str = Field(description="council, area, locality or team.")
    parent: Ref | None = Field(description="The reference of the unit that it lies in.")
    source_team: str = Field(description="Of a team: community, short_term, enablement or hospital.")


class Codes(Shown):
    """The policy in force: its version, and what its codes mean."""

    version: str = Field(description="The policy's version.")
    services: dict[str, str] = Field(description="Services.")
    need_categories: dict[str, str] = Field(description="Need categories.")
    urgency_reasons: dict[str, str] = Field(description="Reasons of urgency.")
    bypass_reasons: dict[str, str] = Field(description="Reasons for bypassing enablement.")
    self_funder_exceptions: dict[str, str] = Field(description="Exceptions for self-funders.")
    not_ready_reasons: dict[str, str] = Field(description="Reasons why a person is not ready.")
    decline_reasons: dict[str, str] = Field(description="Reasons for which a provider declines.")
    variation_reasons: dict[str, str] = Field(description="Why delivered hours differ from those ordered.")
