"""Who may do what: the one table (ROLE-2). Shown on a page, enforced in every command and on every page."""

from dataclasses import dataclass

from carewright.access.roles import BROKERAGE, COUNCIL_ROLES, PROVIDER_ROLES, REFERRERS, SEES_PRICES, Role

NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Right:
    """One row: a command's or page's verb, what it is in words, and who holds it. Deputies act for the team manager (ROLE-4)."""

    verb: str
    group: str
    sentence: str
    roles: frozenset[Role]
    deputies: frozenset[Role] = NOBODY

    @property
    def scope(self) -> str:
        """The scope that an API key must carry for it."""
        return f"{self.group}:{'read' if self.verb.startswith(('see_', 'view_')) else 'write'}"


_ADMIN = frozenset({Role.ADMINISTRATOR})
_OWNER = frozenset({Role.POLICY_OWNER})
_BROKER = BROKERAGE
_B_MANAGER = frozenset({Role.BROKERAGE_MANAGER})
_DIRECTOR = frozenset({Role.ASSISTANT_DIRECTOR})
_T_MANAGER = frozenset({Role.TEAM_MANAGER})
_SENIOR = frozenset({Role.SENIOR_PRACTITIONER})
_SYSTEM = frozenset({Role.SYSTEM})
_CONTRACTS = frozenset({Role.COMMISSIONER, Role.CONTRACT_OFFICER})
_MARKET = _CONTRACTS | _BROKER | _DIRECTOR
_CASEWORK = (
    REFERRERS
    | BROKERAGE
    | _DIRECTOR
    | {Role.HEAD_OF_SERVICE, Role.CARE_COORDINATOR, Role.REVIEW_ADMINISTRATOR, Role.FINANCE_OFFICER}
)
_DECIDES = _T_MANAGER | _DIRECTOR | {Role.HEAD_OF_SERVICE}
_REVIEWERS = frozenset({Role.PRACTITIONER, Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER})
_BOOKS = frozenset({Role.REVIEW_ADMINISTRATOR})
_PROGRAMME = frozenset({Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR, Role.COMMISSIONER, Role.REVIEW_ADMINISTRATOR})
_EVERYBODY = COUNCIL_ROLES | PROVIDER_ROLES

_Row = tuple[str, str, frozenset[Role]] | tuple[str, str, frozenset[Role], frozenset[Role]]

# fmt: off
_ROWS: dict[str, list[_Row]] = {
    "access": [
        ("see_who_may", "See who may do what", COUNCIL_ROLES),
        ("see_users", "See users and their roles", _ADMIN),
        ("add_unit", "Add an area, locality or team", _ADMIN),
        ("add_user", "Add a user", _ADMIN),
        ("disable_user", "Disable a user, ending their sessions, keys and links", _ADMIN),
        ("enable_user", "Enable a disabled user", _ADMIN),
        ("grant_role", "Give a user a role", _ADMIN),
        ("withdraw_role", "Withdraw a user's role", _ADMIN),
        ("issue_key", "Issue an API key", _ADMIN),
        ("revoke_key", "Revoke an API key", _ADMIN),
    ],
    "trail": [
        ("see_trail", "See the whole audit trail and verify it", _ADMIN | {Role.CASE_AUDITOR, Role.ASSISTANT_DIRECTOR}),
    ],
    "policy": [
        ("see_policy", "See the policy in force, in words", COUNCIL_ROLES),
        ("see_what_if", "Try a policy on past cases", _OWNER | _DIRECTOR),
        ("draft_policy", "Draft a policy", _OWNER),
        ("activate_policy", "Activate a policy", _OWNER),
        ("discard_policy", "Discard a draft policy", _OWNER),
    ],
    "obligations": [
        ("see_my_work", "See one's own work", COUNCIL_ROLES),
        ("see_team_work", "See the team's work and time limits kept",
         frozenset({Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.HEAD_OF_SERVICE, Role.BROKERAGE_MANAGER,
                    Role.ASSISTANT_DIRECTOR, Role.ENABLEMENT_SUPERVISOR})),
        ("lapse_obligation", "Carry out what falls due", _SYSTEM),
    ],
    "messages": [
        ("see_mailbox", "See what would have been sent (demonstration)", _EVERYBODY),
        ("see_failed_messages", "See messages that could not be delivered", _ADMIN | _B_MANAGER),
        ("mark_message_sent", "Note that a message was sent", _SYSTEM),
        ("give_up_message", "Give up on a message that cannot be delivered", _SYSTEM),
        ("retry_message", "Send a failed message again", _ADMIN | _B_MANAGER),
    ],
    "people": [
        ("see_people", "Search for people and see their record", _CASEWORK),
        ("add_person", "Add a person", REFERRERS | BROKERAGE | _ADMIN),
        ("correct_person", "Correct a person's details", REFERRERS | BROKERAGE | _ADMIN),
        ("add_representative", "Add a representative or advocate", REFERRERS | BROKERAGE | _ADMIN),
        ("view_person", "Look at a person's record (each look is recorded)", _CASEWORK),
        ("import_people", "Load people from a file", _ADMIN | _B_MANAGER),
    ],
    "providers": [
        ("see_providers", "See providers", _CASEWORK | _CONTRACTS),
        ("see_contract_prices", "See contracts' prices and terms", SEES_PRICES),
        ("register_provider", "Add a provider to the register", _CONTRACTS | _ADMIN),
        ("amend_provider", "Amend a provider's details", _CONTRACTS | _ADMIN),
        ("note_regulator_change", "Note a change in the regulator's record of a provider", _CONTRACTS | _ADMIN),
        ("review_worse_rating", "Look into a provider's worse rating", _CONTRACTS),
        ("make_contract", "Make a contract", _CONTRACTS | _SYSTEM),
        ("set_rate", "Set a contract's price from a date", _CONTRACTS),
        ("end_contract", "End a contract", _CONTRACTS),
        ("plan_contract_end", "Say what happens when a contract ends", _CONTRACTS),
        ("define_cluster", "Define a cluster of MSOAs", _CONTRACTS | _ADMIN),
        ("set_protocol_order", "Set the order in which a cluster's providers are approached", _CONTRACTS),
        ("declare_capacity", "Declare hours available", PROVIDER_ROLES | _CONTRACTS | BROKERAGE),
        ("impose_sanction", "Impose a sanction on a provider", _CONTRACTS),
        ("lift_sanction", "Lift a sanction", _CONTRACTS),
        ("import_providers", "Load providers from a file", _ADMIN | _CONTRACTS),
        ("import_contracts", "Load contracts with their prices from a file", _CONTRACTS),
        ("import_msoas", "Load MSOAs from a file", _ADMIN | _CONTRACTS),
        ("import_clusters", "Load clusters from a file", _ADMIN | _CONTRACTS),
        ("import_postcodes", "Load the national postcode lookup", _ADMIN | _CONTRACTS),
        ("import_regulator_directory", "Load the regulator's directory", _ADMIN | _CONTRACTS),
        ("import_regulator_ratings", "Load the regulator's latest ratings", _ADMIN | _CONTRACTS),
        ("refresh_contract_watch", "Open what falls due before a contract ends", _SYSTEM),
        ("see_price_requests", "See requests for other prices, and what they would cost", SEES_PRICES),
        ("see_own_price_requests", "See one's own requests for other prices", PROVIDER_ROLES),
        ("ask_price", "Ask commissioning for another price, as a provider or on its behalf", PROVIDER_ROLES | BROKERAGE),
        ("accept_price_request", "Agree another price, from a date", frozenset({Role.COMMISSIONER})),
        ("refuse_price_request", "Refuse another price", frozenset({Role.COMMISSIONER})),
        ("withdraw_price_request", "Withdraw a request for another price", PROVIDER_ROLES | BROKERAGE),
    ],
    "referrals": [
        ("see_referrals", "See referrals", _CASEWORK),
        ("start_referral", "Start a referral", REFERRERS),
        ("amend_referral", "Amend a referral that is not yet complete", REFERRERS),
        ("attach_document", "Attach a document to a referral", REFERRERS),
        ("submit_referral", "Submit a referral to brokerage", REFERRERS),
        ("forward_referral", "Forward a referral that states visit times or bypasses enablement", _T_MANAGER, _SENIOR),
        ("authorise_spend", "Authorise a weekly cost within one's limit",
         frozenset({Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR})),
        ("see_approvals", "See what waits for one's approval",
         frozenset({Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR})),
        ("return_referral", "Return an incomplete referral", _BROKER),
        ("complete_referral", "Accept a referral as complete", _BROKER),
        ("refuse_referral", "Refuse a referral that brokerage may not take", _BROKER),
        ("withdraw_referral", "Withdraw a referral", REFERRERS),
        ("report_readiness", "Say whether the person is ready for the service", REFERRERS),
        ("ask_enablement", "Ask enablement to take somebody", REFERRERS | BROKERAGE),
        ("give_enablement_start", "Give an enablement start", frozenset({Role.ENABLEMENT_SUPERVISOR})),
        ("reject_enablement", "Reject enablement for capacity", frozenset({Role.ENABLEMENT_SUPERVISOR})),
        ("plan_discharge", "Record the planned discharge of somebody ready to leave enablement", frozenset({Role.ENABLEMENT_SUPERVISOR})),
        ("start_grace_period", "Start a self-funder's grace period", frozenset({Role.ENABLEMENT_SUPERVISOR})),
        ("end_enablement", "Record that enablement has ended for somebody", frozenset({Role.ENABLEMENT_SUPERVISOR})),
        ("end_grace_period", "Note that a grace period has ended without care found", _SYSTEM),
        ("record_bypass_review", "Record the joint review of enablement bypasses", _B_MANAGER | _T_MANAGER),
        ("see_bypass_report", "See the enablement bypass report and overstayers",
         _B_MANAGER | _T_MANAGER | {Role.HEAD_OF_SERVICE, Role.ENABLEMENT_SUPERVISOR}),
        ("import_referrals", "Load referrals from a file", REFERRERS | BROKERAGE | _ADMIN),
    ],
    "sourcing": [
        ("see_requirements", "See packages to be placed", _CASEWORK | {Role.COMMISSIONER}),
        ("open_requirement", "Put a complete referral on the list", _BROKER | _SYSTEM),
        ("withdraw_requirement", "Take a requirement off the list because the referral was withdrawn", REFERRERS | BROKERAGE | _SYSTEM),
        ("make_offer", "Offer a requirement to a provider", _BROKER),
        ("withdraw_offer", "Withdraw an offer", _BROKER | _CONTRACTS | _SYSTEM),
        ("accept_offer", "Accept an offer", PROVIDER_ROLES | BROKERAGE),
        ("accept_part_of_offer", "Accept part of an offer", PROVIDER_ROLES | BROKERAGE),
        ("accept_with_later_start", "Accept with a later start", PROVIDER_ROLES | BROKERAGE),
        ("keep_considering", "Say that an offer is still being considered", PROVIDER_ROLES | BROKERAGE),
        ("decline_offer", "Decline an offer", PROVIDER_ROLES | BROKERAGE),
        ("answer_by_link", "Answer an offer by the link in its email", PROVIDER_ROLES),
        ("award_part", "Award a part to the provider that accepted first", _SYSTEM),
        ("deem_declined", "Take no answer in time as a decline", _SYSTEM),
        ("lapse_considering", "Ask the brokerage manager when a considering moment has passed", _SYSTEM),
        ("ask_for_documents", "Ask for the documents of an offer", PROVIDER_ROLES | BROKERAGE),
        ("release_documents", "Release documents to a provider", _BROKER),
        ("ask_next_approach", "Ask the brokerage manager to approach the next provider meanwhile", _BROKER),
        ("allow_next_approach", "Allow the next provider to be approached meanwhile", _B_MANAGER),
        ("decide_later_start", "Accept or refuse a later start on risk", _B_MANAGER | _T_MANAGER, _SENIOR),
        ("permit_non_contracted", "Permit a non-contracted provider", _B_MANAGER | _DIRECTOR),
        ("decide_when_exhausted", "Decide what to do when nobody is left to approach", _B_MANAGER),
        ("split_requirement", "Split a requirement into parts", _BROKER),
        ("agree_reassessment", "Agree who re-assesses somebody who has waited",
         frozenset({Role.TEAM_MANAGER, Role.ENABLEMENT_SUPERVISOR}), _SENIOR),
        ("record_waiting_risk", "Record the level of risk of somebody waiting, and mitigations", _T_MANAGER, _SENIOR),
        ("escalate_waiting", "Escalate a long wait", _SYSTEM),
        ("record_failed_call", "Record a failed courtesy call", _BROKER),
        ("record_courtesy_call", "Record the courtesy call, which releases the provider to make contact", _BROKER),
        ("confirm_arrangements", "Confirm the arrangements agreed with the person", PROVIDER_ROLES | BROKERAGE),
        ("withdraw_acceptance", "Withdraw a tentative acceptance", PROVIDER_ROLES | BROKERAGE),
        ("see_sourcing_evidence", "Print the sourcing evidence of a requirement", SEES_PRICES | {Role.CASE_AUDITOR}),
        ("see_offers", "See one's own offers", PROVIDER_ROLES),
    ],
    "packages": [
        ("see_packages", "See packages and orders", _CASEWORK),
        ("see_own_packages", "See one's own packages", PROVIDER_ROLES),
        ("view_own_person", "Look at a person released to one's provider (each look is recorded)", PROVIDER_ROLES),
        ("import_packages", "Load existing packages from a file", _ADMIN | _B_MANAGER),
        ("load_packages", "Load existing packages, to start from", _ADMIN | _B_MANAGER),
        ("make_order", "Make a service delivery order", _BROKER | _SYSTEM),
        ("complete_individual_contract", "Record that an individual contract is complete", _CONTRACTS | _BROKER),
        ("send_order", "Send a service delivery order", _BROKER | _SYSTEM),
        ("flex_part", "Change a part's hours within tolerance", _SYSTEM | {Role.CARE_COORDINATOR}),
        ("reorder_part", "Order other hours of a part, as authorised", _BROKER | _SYSTEM),
        ("uplift_part", "Put another price on a part, as decided by commissioning", _SYSTEM | {Role.COMMISSIONER}),
        ("open_council_change", "Bring a practitioner's change of a package to the broker", _BROKER | _SYSTEM),
        ("order_from_same_provider", "Order a practitioner's change from the provider that has the package", _BROKER),
        ("find_provider_for_change", "Look for a provider of a practitioner's change", _BROKER),
        ("withdraw_council_change", "Note that a practitioner's change was withdrawn", REFERRERS | BROKERAGE | _SYSTEM),
        ("suspend_package", "Suspend a package", REFERRERS | BROKERAGE | {Role.CARE_COORDINATOR}),
        ("resume_package", "Record that care resumes, as the provider has confirmed", REFERRERS | BROKERAGE | PROVIDER_ROLES | {Role.CARE_COORDINATOR}),
        ("end_package", "End a package after its last day", REFERRERS | BROKERAGE),
        ("end_part", "End one provider's part of a package", _BROKER | _SYSTEM),
        ("cancel_order", "Cancel an order from its first day", _BROKER),
        ("replace_with_fund", "Pay a direct payment or service fund in the place of care", _BROKER),
        ("record_financial_assessment", "Record the financial assessment and send it to finance", REFERRERS | {Role.FINANCE_OFFICER} | BROKERAGE),
        ("renew_personal_budget", "Renew a personal budget at a review", REFERRERS | {Role.FINANCE_OFFICER}),
        ("send_budget_letter", "Send a personal budget letter, with a copy to finance", _SYSTEM | {Role.FINANCE_OFFICER}),
    ],
    "changes": [
        ("see_changes", "See changes to packages", _CASEWORK | _CONTRACTS),
        ("see_change_costs", "See what a change of a package costs a week, to decide about it", _DECIDES | _SENIOR | {Role.CARE_COORDINATOR}),
        ("see_own_changes", "See one's own changes", PROVIDER_ROLES),
        ("notice_change", "Give notice of a change to a package", PROVIDER_ROLES),
        ("withdraw_change", "Withdraw a change that is not yet decided", PROVIDER_ROLES),
        ("confirm_change", "Confirm a provider's change", frozenset({Role.CARE_COORDINATOR})),
        ("authorise_change", "Authorise a change beyond tolerance, within one's limit", _DECIDES, _SENIOR),
        ("discuss_change", "Discuss a change further with the provider", _DECIDES, _SENIOR),
        ("arrange_talk", "Arrange to talk with the person about a change", _DECIDES, _SENIOR),
        ("send_to_full_review", "Have a full review instead of a change", _DECIDES, _SENIOR),
        ("ask_for_involvement", "Ask for social care involvement, which stops a change",
         PROVIDER_ROLES | REFERRERS | BROKERAGE | {Role.CARE_COORDINATOR, Role.HEAD_OF_SERVICE}),
    ],
    "monitoring": [
        ("see_variations", "See weekly variation reports", _CASEWORK),
        ("see_own_visits", "See one's own weekly variation reports", PROVIDER_ROLES),
        ("report_variations", "Report a week's delivered hours, as a provider or on its behalf", PROVIDER_ROLES | BROKERAGE),
        ("import_variations", "Load weekly variation reports from a file", PROVIDER_ROLES | BROKERAGE),
        ("approve_variations", "Approve variations, which adjusts payment",
         frozenset({Role.PRACTITIONER, Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER})),
        ("refuse_variations", "Refuse variations, which are paid as ordered",
         frozenset({Role.PRACTITIONER, Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER})),
        ("pay_as_ordered", "Pay as ordered what was not answered in time", _SYSTEM),
        ("see_variation_payments", "See what approved variations change of payments", SEES_PRICES),
    ],
    "reviews": [
        ("see_reviews", "See reviews and practitioners’ slots", _CASEWORK),
        ("open_review", "Open a new or annual review", _SYSTEM),
        ("open_annual_reviews", "Open the annual reviews of packages loaded from a file", _SYSTEM),
        ("ask_for_review", "Ask for an unplanned review", _CASEWORK | PROVIDER_ROLES | _SYSTEM),
        ("cancel_review", "Call off a review", _T_MANAGER | _SYSTEM, _SENIOR),
        ("plan_review", "Plan a review: whom to contact and how", _REVIEWERS | _BOOKS),
        ("record_contact", "Record who was contacted for a review", _REVIEWERS | _BOOKS),
        ("note_provider_led_review", "Note that the provider has reviewed a package itself", _REVIEWERS | {Role.CARE_COORDINATOR}),
        ("publish_slots", "Publish a practitioner’s slots for reviews", _REVIEWERS | _BOOKS),
        ("withdraw_slot", "Withdraw a slot", _REVIEWERS | _BOOKS),
        ("book_appointment", "Book a review appointment", _BOOKS | BROKERAGE),
        ("move_appointment", "Move a review appointment", _BOOKS | BROKERAGE),
        ("cancel_appointment", "Cancel a review appointment", _BOOKS | BROKERAGE | _REVIEWERS),
        ("confirm_appointment", "Confirm a review appointment beforehand", _REVIEWERS),
        ("send_appointment_letters", "Make the letters about an appointment", _SYSTEM),
        ("answer_questions", "Answer the questions of a review", _REVIEWERS),
        ("record_outcome", "Record what a review comes to", _REVIEWERS),
        ("send_paperwork", "Send a review’s paperwork to the person", _REVIEWERS | _BOOKS),
        ("receive_paperwork", "Record that a review’s paperwork was received", _REVIEWERS | _BOOKS),
        ("update_record", "Note that the record is up to date after a review", _REVIEWERS | _BOOKS),
        ("record_exception", "Record a likely exception at a review", _REVIEWERS),
        ("decide_exception", "Decide on a likely exception", _T_MANAGER, _SENIOR),
        ("see_review_programme", "See review programmes, their forecast and counts", _CASEWORK | _CONTRACTS),
        ("draft_programme", "Draft a review programme", _PROGRAMME),
        ("start_programme", "Start a review programme", frozenset({Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR})),
        ("replan_programme", "Plan a review programme anew, with other capacity", _PROGRAMME),
        ("mark_programme_urgent", "Have somebody reviewed first, whatever the programme", REFERRERS | {Role.HEAD_OF_SERVICE, Role.REVIEW_ADMINISTRATOR}),
        ("record_programme_review", "Record that a programme’s review took place", REFERRERS | {Role.REVIEW_ADMINISTRATOR}),
        ("import_programme_outcomes", "Load outcomes of a programme’s reviews from a file", _PROGRAMME | _ADMIN),
        ("close_programme", "Close a review programme", frozenset({Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR})),
        ("ask_programme_letters", "Have the letters before a programme made", _PROGRAMME),
        ("keep_programme_letter", "Keep a letter before a programme on the record", _SYSTEM),
        ("record_translated_copy", "Note that the translated copy of a letter was sent", REFERRERS | {Role.REVIEW_ADMINISTRATOR}),
    ],
    "reports": [
        ("see_reports", "See reports", _DECIDES | _SENIOR | BROKERAGE | _CONTRACTS | {Role.CARE_COORDINATOR}),
    ],
    "search": [
        ("see_search", "Look for a reference, a person or a provider", COUNCIL_ROLES),
        ("see_imports", "See files loaded and their rejects", REFERRERS | BROKERAGE | _ADMIN | _CONTRACTS),
    ],
    "portal": [
        ("see_portal", "See the provider's own page", PROVIDER_ROLES),
    ],
    "account": [
        ("see_account", "See one's own account and sign-in settings", _EVERYBODY),
    ],
    "demonstration": [
        ("set_demonstration_clock", "Set the moment in the demonstration", _EVERYBODY),
        ("share_demonstration_password", "Give everybody in the demonstration its one password", _ADMIN),
    ],
}
# fmt: on

WHO_MAY: dict[str, Right] = {
    verb: Right(verb, group, sentence, roles, *deputies)
    for group, rows in _ROWS.items()
    for verb, sentence, roles, *deputies in rows
}
