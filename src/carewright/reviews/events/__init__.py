"""What is recorded about reviews. No prices; what was said about a person is declared as personal (TRAIL-4)."""

from carewright.reviews.events.appointments import AppointmentBooked, AppointmentCancelled, AppointmentConfirmed, AppointmentLettersSent, AppointmentMoved, SlotWithdrawn, SlotsPublished
from carewright.reviews.events.letters import ProgrammeLetterMade, ProgrammeLetterTranslated, ProgrammeLettersAsked
from carewright.reviews.events.programme import ProgrammeClosed, ProgrammeDrafted, ProgrammeEntryMarkedUrgent, ProgrammeOutcomesImported, ProgrammeReplanned, ProgrammeReviewRecorded, ProgrammeStarted
from carewright.reviews.events.reviews import AnnualReviewsOpened, ExceptionDecided, ExceptionRecorded, PaperworkReceived, PaperworkSent, ProviderLedReviewNoted, QuestionsAnswered, RecordUpdated, ReviewAskedFor, ReviewCancelled, ReviewContactRecorded, ReviewOpened, ReviewOutcomeRecorded, ReviewPlanned

__all__ = [
    "AnnualReviewsOpened",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentConfirmed",
    "AppointmentLettersSent",
    "AppointmentMoved",
    "ExceptionDecided",
    "ExceptionRecorded",
    "PaperworkReceived",
    "PaperworkSent",
    "ProgrammeClosed",
    "ProgrammeDrafted",
    "ProgrammeEntryMarkedUrgent",
    "ProgrammeLetterMade",
    "ProgrammeLetterTranslated",
    "ProgrammeLettersAsked",
    "ProgrammeOutcomesImported",
    "ProgrammeReplanned",
    "ProgrammeReviewRecorded",
    "ProgrammeStarted",
    "ProviderLedReviewNoted",
    "QuestionsAnswered",
    "RecordUpdated",
    "ReviewAskedFor",
    "ReviewCancelled",
    "ReviewContactRecorded",
    "ReviewOpened",
    "ReviewOutcomeRecorded",
    "ReviewPlanned",
    "SlotWithdrawn",
    "SlotsPublished",
]
