"""[variations]: weekly variation reports, and the requests for a price that are split off from them."""

from collections.abc import Iterator
from typing import Annotated

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Code, Codes, Table, TimeLimit, listed, said, shown


class VariationTerms(Table):
    """Delivered hours that differ from those ordered, and price requests (VAR-2, VAR-3)."""

    answer_within: Annotated[TimeLimit, said("Case management answers a variation within", "VAR-2")]
    report_within: Annotated[TimeLimit, said("A week may be reported or corrected for", "VAR-2")]
    reasons: Annotated[Codes, said("Reasons for a variation", "VAR-2", unit="codes")]
    price_reasons: Annotated[tuple[Code, ...], said("Of these, a request for another price", "VAR-3")]
    price_answer_within: Annotated[TimeLimit, said("Commissioning answers a price request within", "VAR-3")]

    def contradictions(self) -> Iterator[Fault]:
        """Price reasons that are no reasons, or all of them."""
        for number, reason in enumerate(self.price_reasons, start=1):
            if reason not in self.reasons:
                sentence = f"{shown(reason)} is not one of the reasons. They are: {listed(tuple(self.reasons))}."
                yield Fault(f"price_reasons.{number}", sentence)
        if not self.hour_reasons:
            yield Fault("price_reasons", "Leave at least one reason for hours that differ.")

    @property
    def hour_reasons(self) -> dict[str, str]:
        """The reasons why hours may differ: those that ask for another price are none (VAR-3)."""
        return {code: words for code, words in self.reasons.items() if code not in self.price_reasons}
