"""Reads of changes: for the council, for the provider that gave notice, and of how far things have drifted."""

from carewright.changes.queries.deciding import Waiting, role_to_decide, roles_to_decide, waiting_for_decision
from carewright.changes.queries.drifting import drift
from carewright.changes.queries.finding import (
    case_notes,
    case_notes_of,
    change,
    changes,
    changes_of_package,
    due_about,
    owed_about,
    own_change,
    own_changes,
    people_named,
    persons_still_cared_for,
    providers_seen,
    sees_costs,
    still_provided,
    under_way,
)
from carewright.changes.queries.judging import Judged, check_holds, judge, judged, own_part, previewed

__all__ = [
    "Judged",
    "Waiting",
    "case_notes",
    "case_notes_of",
    "change",
    "changes",
    "changes_of_package",
    "check_holds",
    "drift",
    "due_about",
    "judge",
    "judged",
    "owed_about",
    "own_change",
    "own_changes",
    "own_part",
    "people_named",
    "persons_still_cared_for",
    "previewed",
    "providers_seen",
    "role_to_decide",
    "roles_to_decide",
    "sees_costs",
    "still_provided",
    "under_way",
    "waiting_for_decision",
]
