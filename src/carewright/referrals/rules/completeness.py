"""What a referral lacks to be complete (REF-2 to 5, 7, 8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from carewright.kernel.money import in_words as pounds
from carewright.kernel.refused import Refused
from carewright.policy.terms import Document, SourceTeam, Terms
from carewright.referrals.rules.facts import ReferralFacts
from carewright.worktime import due, local, london


@dataclass(frozen=True)
class Missing:
    """One thing that a referral lacks: its code, what to do about it, and the rule that asks for it."""

    code: str
    sentence: str
    rule: str


def missing(facts: ReferralFacts, terms: Terms, at: datetime) -> list[Missing]:
    """Everything that is missing at this moment, in the order in which it is asked for; empty: complete."""
    return [
        *_package(facts),
        *_documents(facts, terms, at),
        *_enablement(facts),
        *_forwarding(facts),
        *_alternatives(facts),
        *_self_funder(facts),
    ]


def needs_forwarding(facts: ReferralFacts) -> tuple[str, ...]:
    """Why the team manager has to forward it, in words; empty when that isn't needed (REF-3, REF-4)."""
    reasons = (
        ("it states visit times", facts.states_visit_times),
        ("it bypasses enablement", facts.enablement == "bypassed"),
    )
    return tuple(words for words, applies in reasons if applies)


def is_forwarded(facts: ReferralFacts) -> bool:
    """Whether somebody who did not ask for the visit times or the bypass has forwarded it."""
    return bool(facts.forwarded_by) and facts.forwarded_by not in facts.times_asked_by


def is_authorised(facts: ReferralFacts) -> bool:
    """Whether somebody who did not ask for it has authorised this weekly cost, or a higher one (REF-7, ROLE-3)."""
    return any(a.weekly_cost >= facts.weekly_cost and a.by not in facts.cost_asked_by for a in facts.authorisations)


def is_up_to_date(dated_on: date, terms: Terms, at: datetime) -> bool:
    """Whether an assessment of that day is still good: on the last day of the policy's limit it is."""
    ends_at = due(london(dated_on, time(0)), terms.referrals.assessment_valid_for, terms.calendar_for())
    return local(at).date() <= local(ends_at).date()


def check_may_be_refused(facts: ReferralFacts) -> None:
    """Only a self-funder without an exception is refused; everybody else brokerage has to take (REF-6, REF-8)."""
    if not any(_self_funder(facts)):
        raise Refused(
            "Only a self-funder's referral without an exception can be refused. If something is missing, return it.",
            rule="REF-8",
        )


def _package(facts: ReferralFacts) -> Iterator[Missing]:
    if facts.kind == "change" and not facts.package:
        yield Missing("package", "Say which package is to be changed.", "REF-1")


def _documents(facts: ReferralFacts, terms: Terms, at: datetime) -> Iterator[Missing]:
    there = {attached.code for attached in facts.documents}
    for document in terms.referrals.documents_for(facts.source_team or SourceTeam.COMMUNITY):
        match document:
            case Document.FINANCIAL_AUTHORISATION:
                yield from _authorisation(facts)
            case Document.RECORD_DECLARATION:
                yield from _declaration(facts)
            case Document.ASSESSMENT:
                yield from _assessment(facts, terms, at) if facts.known_to_community else ()
            case Document.RISK_ASSESSMENT if not facts.risk_recorded:
                pass
            case _ if document.value not in there:
                yield Missing(document.value, f"Attach the {document.in_words}.", "REF-2")


def _authorisation(facts: ReferralFacts) -> Iterator[Missing]:
    if not is_authorised(facts):
        sentence = f"Have the cost of {pounds(facts.weekly_cost)} a week authorised by somebody whose limit reaches it."
        yield Missing(Document.FINANCIAL_AUTHORISATION, sentence, "REF-7")


def _declaration(facts: ReferralFacts) -> Iterator[Missing]:
    if not facts.record_declared:
        yield Missing(Document.RECORD_DECLARATION, "Declare that the person's record is up to date.", "REF-2")


def _assessment(facts: ReferralFacts, terms: Terms, at: datetime) -> Iterator[Missing]:
    attached = [document for document in facts.documents if document.code == Document.ASSESSMENT]
    dates = [day for document in attached if (day := document.dated_on or facts.assessed_on)]
    if not attached:
        yield Missing("assessment", "Attach the assessment: the person is known to the community team.", "REF-2")
    elif not dates:
        yield Missing("assessment_date", "Give the date of the assessment.", "REF-2")
    elif not is_up_to_date(max(dates), terms, at):
        last, limit = max(dates), terms.referrals.assessment_valid_for.in_words()
        sentence = f"Attach a newer assessment: the one of {last.day} {last:%B %Y} is older than {limit}."
        yield Missing("assessment_out_of_date", sentence, "REF-2")


def _enablement(facts: ReferralFacts) -> Iterator[Missing]:
    if not facts.enablement:
        yield Missing("enablement", "Say whether enablement has been considered: it comes first for everyone.", "REF-4")
    elif facts.enablement == "bypassed" and not facts.bypass_reason:
        yield Missing("bypass_reason", "Give the reason for bypassing enablement.", "REF-4")


def _forwarding(facts: ReferralFacts) -> Iterator[Missing]:
    why = needs_forwarding(facts)
    if why and not is_forwarded(facts):
        rule = "REF-3" if facts.states_visit_times else "REF-4"
        yield Missing("forwarding", f"Have the team manager forward the referral, because {' and '.join(why)}.", rule)


def _alternatives(facts: ReferralFacts) -> Iterator[Missing]:
    if not facts.alternatives_explored:
        yield Missing("alternatives", "Confirm that alternatives to council-funded care were explored.", "REF-5")


def _self_funder(facts: ReferralFacts) -> Iterator[Missing]:
    if facts.funding != "self_funder" or facts.self_funder_exception or facts.grace_period_over:
        return
    if facts.enablement in {"completed", "under_way"}:
        sentence = "Let the grace period after enablement end first, or name an exception of the charging policy."
    else:
        sentence = "Name the exception of the charging policy under which care is arranged for a self-funder."
    yield Missing("self_funder_exception", sentence, "REF-8")
