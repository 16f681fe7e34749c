"""Letters before a review programme (REV-9)."""

from django.db import models
from django.db.models import Q

from carewright.kernel.refs import new_ref
from carewright.messages.wording.formats import LetterFormat
from carewright.people.models import Person
from carewright.reviews.lifecycle import ProgrammeLetterState
from carewright.reviews.models.programme import Programme


def letter_ref() -> str:
    """A letter's reference."""
    return new_ref("RVL")


class ProgrammeLetter(models.Model):
    """The one letter that a person gets before a programme. `document`: the kept PDF's reference."""

    ref = models.CharField(max_length=24, unique=True, default=letter_ref)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="programme_letters")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ProgrammeLetterState])
    letter_format = models.CharField(max_length=15, choices=[(f.value, f.value) for f in LetterFormat])
    language = models.CharField(max_length=60, blank=True)
    held_because = models.CharField(max_length=200, blank=True)
    needs_translation = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=24)
    asked_at = models.DateTimeField()
    document = models.CharField(max_length=24, blank=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "state"], name="letters_of_a_programme")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="a_person_gets_one_letter_for_a_programme"),
            models.CheckConstraint(
                name="a_kept_letter_has_its_document",
                condition=Q(state="kept", kept_at__isnull=False) & ~Q(document="")
                | ~Q(state="kept") & Q(kept_at__isnull=True, document=""),
            ),
            models.CheckConstraint(
                name="a_held_letter_says_why",
                condition=Q(state="held") & ~Q(held_because="") | ~Q(state="held") & Q(held_because=""),
            ),
        ]
