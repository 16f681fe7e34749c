"""Weekly variation reports, what approvals change of payments, and price requests."""

from datetime import date, datetime

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AmountShown, Asked, Day, Hours, LongNote, Pounds, Prose, Ref, Shown, Word
from carewright.monitoring.rules import ReportedRow

MOST_ROWS = 10_000


class WeekReported(Asked):
    """A package's week, Monday to Sunday, in carer-hours: two carers for one hour are 2."""

    package: Ref = Field(description="The package's reference.")
    week_on: Day = Field(description="The Monday.")
    delivered_hours: Hours | None = Field(default=None, description="Carer-hours delivered; null: a price is asked.")
    ordered_hours: Hours | None = Field(
        default=None, description="Carer-hours that the provider takes to be ordered; the order book's count."
    )
    reason: Word = Field(default="", description="One of the policy's variation reasons, where the hours differ.")
    note: LongNote = Field(default="", description="In words; of a row about a price, the evidence.")
    asked_rate: Pounds | None = Field(
        default=None, description="With a reason about the price: pounds per carer-hour asked for (VAR-3)."
    )


class WeeksReported(Asked):
    """Weeks to report: taken whole, or refused whole with every fault by its row."""

    rows: list[WeekReported] = Field(min_length=1, max_length=MOST_ROWS, description="One a package and week.")

    def as_rows(self) -> list[ReportedRow]:
        """As the command takes them."""
        return [ReportedRow(**row.told()) for row in self.rows]


class ReportShown(Shown):
    """What a report changed."""

    ref: Ref = Field(description="The report's reference.")
    added: int = Field(description="Weeks and price requests that are new.")
    corrected: int = Field(description="Weeks whose earlier report it took the place of.")
    same: int = Field(description="Rows that said what was known.")
    reported_at: datetime = Field(description="When it came.")


class OrderedPartShown(Shown):
    """A part of what was ordered in the week."""

    days: str = Field(description="Days of the week on which it is in force.")
    weekly_hours: str = Field(description="Hours a week.")
    carers: str = Field(description="Carers at each visit.")
    rate: str = Field(description="Pounds per carer-hour; empty for who may not see prices (ROLE-6).")
    retainer_percent: str = Field(description="It is suspended, at this retainer; empty: it is in force.")


class VariationShown(Shown):
    """A version of what was reported of a package's week, and how the week is paid."""

    ref: Ref = Field(description="The variation's reference.")
    package: Ref = Field(description="The package's reference.")
    person: Ref = Field(validation_alias="person_ref", description="The person's reference.")
    person_name: str = Field(validation_alias="person", description="The person's name.")
    provider: Ref = Field(description="The provider's reference.")
    provider_name: str = Field(description="The provider's name.")
    week_on: date = Field(description="The Monday.")
    version: int = Field(description="1 for the first report of the week, 2 for what took its place ...")
    ordered_hours: AmountShown = Field(description="Carer-hours ordered, by the order book.")
    reported_ordered: AmountShown | None = Field(description="What the provider takes to be ordered; null: not said.")
    delivered_hours: AmountShown = Field(description="Carer-hours delivered.")
    difference: AmountShown = Field(description="Delivered less ordered.")
    reason: str = Field(description="The reason's code; empty: none.")
    note: str = Field(description="In words.")
    state: str = Field(description="as_ordered, waiting, approved, refused, unanswered or replaced.")
    why: str = Field(description="How the week is paid, and why, in a sentence.")
    answer_by: datetime | None = Field(description="By when case management answers; null: nothing to answer.")
    answered_at: datetime | None = Field(description="When it was answered.")
    effect: AmountShown | None = Field(
        description="What approving changes of the week's payment as ordered; null for who may not see prices."
    )
    change: AmountShown | None = Field(
        description="What approving changes, or changed, of what is paid now; null for who may not see prices."
    )
    working: list[OrderedPartShown] = Field(description="What was ordered in the week, by part.")
    policy_version: str = Field(description="The policy that it was judged under.")


class VariationsChosen(Asked):
    """Variations to approve."""

    variations: list[Ref] = Field(min_length=1, max_length=500, description="Their references: all of them or none.")


class VariationsToRefuse(VariationsChosen):
    """Variations to refuse."""

    reason: LongNote = Field(description="Why: the provider reads it.")


class RefusalOfOne(Asked):
    """Why it is refused."""

    reason: LongNote = Field(description="Why: the provider reads it.")


class PaymentShown(Shown):
    """What an approval changed of a week's payment. Never changed once made; a week is the sum of its rows."""

    variation: Ref = Field(validation_alias=AliasPath("variation", "ref"), description="The variation's reference.")
    package: Ref = Field(validation_alias=AliasPath("package", "ref"), description="The package's reference.")
    external_number: str = Field(
        validation_alias=AliasPath("package", "external_number"), description="Of a package loaded from a file."
    )
    provider: Ref = Field(validation_alias=AliasPath("provider", "ref"), description="The provider's reference.")
    week_on: date = Field(description="The Monday.")
    amount: AmountShown = Field(description="Pounds, signed: more or less than what is paid without it.")
    made_at: datetime = Field(description="When it was approved.")


class PriceRequestShown(Shown):
    """Another price asked for, and commissioning's answer: commercially confidential (ROLE-6)."""

    ref: Ref = Field(description="The price request's reference.")
    provider: Ref = Field(validation_alias=AliasPath("provider", "ref"), description="The provider's reference.")
    contract: Ref = Field(validation_alias=AliasPath("contract", "ref"), description="The contract's reference.")
    service: str = Field(description="The service's code.")
    hourly_now: AmountShown | None = Field(description="Pounds per carer-hour when it was asked; null: no price.")
    asked_hourly: AmountShown = Field(description="Pounds per carer-hour asked for.")
    asked_from_on: date = Field(description="From which day.")
    evidence: str = Field(description="Why.")
    split_off: str = Field(description="The report or handback that it was split off from; empty: none.")
    state: str = Field(description="asked, accepted, refused or withdrawn.")
    asked_at: datetime = Field(description="When it was asked.")
    answer_by: datetime = Field(description="By when commissioning answers.")
    agreed_hourly: AmountShown | None = Field(description="Pounds per carer-hour agreed.")
    agreed_from_on: date | None = Field(description="From which day.")
    answer: str = Field(description="Why it was refused, or a note.")
    answered_at: datetime | None = Field(description="When it was answered.")


class SpendEffectShown(Shown):
    """What a price does to spend in the year from its first day, on what is ordered now (PRO-5)."""

    lines: int = Field(description="Lines of current orders that count.")
    weekly_hours: AmountShown = Field(description="Their carer-hours a week on the first day.")
    a_week: AmountShown = Field(description="Pounds a week on the first day, signed.")
    a_year: AmountShown = Field(description="Pounds in the year, signed.")


class PriceToAsk(Asked):
    """Another price to ask for (VAR-3)."""

    service: Word = Field(description="The service's code.")
    hourly: Pounds = Field(description="Pounds per carer-hour.")
    from_on: Day = Field(description="From which day: today or later, within the contract.")
    evidence: Prose = Field(description="Why: commissioning decides by it.")


class PriceToAgree(Asked):
    """The price that is agreed: what was asked, or less."""

    hourly: Pounds = Field(description="Pounds per carer-hour.")
    from_on: Day = Field(description="From which day.")
    note: Prose = Field(default="", description="For the provider.")


class PriceRefusal(Asked):
    """Why the price stays."""

    reason: Prose = Field(description="Why: the provider reads it.")
