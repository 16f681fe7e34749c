"""The codes that rules in the program know by name, so that a policy can't invent others."""

from enum import StrEnum


class SourceTeam(StrEnum):
    """The kind of team that a referral comes from (REF-1)."""

    COMMUNITY = "community"
    SHORT_TERM = "short_term"
    ENABLEMENT = "enablement"
    HOSPITAL = "hospital"

    @property
    def in_words(self) -> str:
        """As written in a sentence."""
        return {"short_term": "short-term pathway", "hospital": "hospital discharge"}.get(self.value, self.value)


class Document(StrEnum):
    """What may have to come with a referral (REF-2). Conditions of some are in the referrals' rule."""

    FINANCIAL_AUTHORISATION = "financial_authorisation"
    ASSESSMENT = "assessment"
    FINAL_REVIEW_FORM = "final_review_form"
    RISK_ASSESSMENT = "risk_assessment"
    CHARGING_LETTER = "charging_letter"
    RECORD_DECLARATION = "record_declaration"

    @property
    def in_words(self) -> str:
        """As written in a sentence."""
        return {
            "charging_letter": "signed charging letter",
            "record_declaration": "declaration that the record is up to date",
        }.get(self.value, self.value.replace("_", " "))


class Route(StrEnum):
    """How providers are approached (SRC-20 to 22)."""

    CLUSTER = "cluster"
    RANKED = "ranked"
    ADVERT = "advert"


class ProtocolOrder(StrEnum):
    """In which order a cluster's providers are approached (SRC-20)."""

    FIXED = "fixed"
    ROTATION = "rotation"
    FEWEST_HOURS_THIS_MONTH = "fewest_hours_this_month"


class Rating(StrEnum):
    """The regulator's overall ratings, as it publishes them."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"


class PlacedAs(StrEnum):
    """What a placement with a provider without a contract becomes (SRC-8)."""

    EXCEPTION = "exception"
    INDIVIDUAL_CONTRACT = "individual_contract"


class CrossingRule(StrEnum):
    """Whether another level and the percentage must both be met, or either (CHG-2b)."""

    AND = "and"
    OR = "or"


class AboveTop(StrEnum):
    """Which changes of a package above the top level are for the team manager (CHG-2c, CHG-2d)."""

    INCREASES_AND_LARGE_DECREASES = "increases_and_large_decreases"
    ANY_CHANGE = "any_change"
