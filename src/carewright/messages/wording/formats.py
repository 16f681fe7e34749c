"""How somebody is written to."""

from enum import StrEnum


class LetterFormat(StrEnum):
    """How somebody is written to (REV-9). By advocate: the letter goes to the one who speaks for them by right."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    TRANSLATED = "translated"
    ADVOCATE = "advocate"

    @property
    def points(self) -> int:
        """How large the print of a letter is: 12 points is the least that is easy to read, large print 16 or more."""
        return {"large_print": 18, "easy_read": 16}.get(self.value, 12)

    @property
    def in_words(self) -> str:
        """As it is chosen and shown."""
        return {"translated": "In their language", "advocate": "By their advocate"}.get(
            self.value, self.value.replace("_", " ").capitalize()
        )
