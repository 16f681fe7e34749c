"""Persons and their representatives."""

from django.db import models

from carewright.access.models import Unit
from carewright.kernel.refs import new_ref
from carewright.messages.wording.formats import LetterFormat


def person_ref() -> str:
    """A person's reference."""
    return new_ref("PER")


def representative_ref() -> str:
    """A representative's reference."""
    return new_ref("RPR")


class Person(models.Model):
    """An adult who draws on care and support."""

    ref = models.CharField(max_length=24, unique=True, default=person_ref)
    case_number = models.CharField(max_length=30, unique=True, help_text="In the council's case-management system.")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    pronoun = models.CharField(max_length=20, blank=True)
    born_on = models.DateField()
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    communication_need = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=60, blank=True)
    letter_format = models.CharField(
        max_length=15, choices=[(f.value, f.value) for f in LetterFormat], default=LetterFormat.STANDARD.value
    )
    risk_note = models.CharField(max_length=500, blank=True)
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="persons")
    search = models.CharField(max_length=300, db_index=True, help_text="Folded: lower case, no accents.")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family_name", "given_name"], name="persons_by_name")]
        constraints = [
            models.CheckConstraint(
                name="a_letter_in_their_language_needs_the_language",
                condition=~models.Q(letter_format="translated") | ~models.Q(language=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As the person is called."""
        return f"{self.known_as or self.given_name} {self.family_name}"

    @property
    def outward_postcode(self) -> str:
        """The first half of the postcode: all that offers and adverts may show before release (ROLE-7)."""
        return self.postcode.split(" ")[0]


class Representative(models.Model):
    """Family or friend who speaks for the person, or the independent advocate under the Care Act."""

    class Kind(models.TextChoices):
        REPRESENTATIVE = "representative"
        ADVOCATE = "advocate"

    ref = models.CharField(max_length=24, unique=True, default=representative_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representatives")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    name = models.CharField(max_length=160)
    relationship = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_first_contact = models.BooleanField(default=False)
