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
    def in_words(self) -> str:
        """As it is chosen and shown."""
        return {"translated": "In their language", "advocate": "By their advocate"}.get(
            self.value, self.value.replace("_", " ").capitalize()
        )
