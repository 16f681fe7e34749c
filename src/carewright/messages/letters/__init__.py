"""Letters and orders as PDFs: tagged for screen readers (PDF/UA-1), with a title and a language.

What people wrote goes in as data and comes out as it was written: `*`, `#import` or `<script>` is text. Nothing here
reads the clock or the database: the same document gives the same bytes.
"""

from carewright.messages.letters.budget import BudgetFigures, BudgetLetter, budget_letter_pdf
from carewright.messages.letters.evidence import EvidenceDecision, EvidenceRow, SourcingEvidence, sourcing_evidence_pdf
from carewright.messages.letters.grace_period import GracePeriodLetter, grace_period_letter_pdf
from carewright.messages.letters.order import OrderDocument, OrderLine, order_pdf
from carewright.messages.letters.press import Letterhead
from carewright.messages.letters.programme import ProgrammeLetter, programme_letter_pdf
from carewright.messages.letters.review import (
    Addressee,
    AppointmentLetter,
    PaperworkLetter,
    appointment_letter_pdf,
    paperwork_letter_pdf,
)

__all__ = [
    "Addressee",
    "AppointmentLetter",
    "BudgetFigures",
    "BudgetLetter",
    "EvidenceDecision",
    "EvidenceRow",
    "GracePeriodLetter",
    "Letterhead",
    "OrderDocument",
    "OrderLine",
    "PaperworkLetter",
    "ProgrammeLetter",
    "SourcingEvidence",
    "appointment_letter_pdf",
    "budget_letter_pdf",
    "grace_period_letter_pdf",
    "order_pdf",
    "paperwork_letter_pdf",
    "programme_letter_pdf",
    "sourcing_evidence_pdf",
]
