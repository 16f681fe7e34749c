"""Where GOV.UK Frontend's built files are: in node_modules for who works on the program, in the wheel otherwise."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUILT = Path(__file__).resolve().parents[3] / "node_modules" / "govuk-frontend" / "dist" / "govuk"
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")


class GovukFinder(BaseFinder):
    """Finds `govuk/govuk-frontend.min.css` and `.js` in node_modules, and nothing else of what is there."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The file's place, or nothing when it is another file or node_modules is not there."""
        folder, _slash, name = path.partition("/")
        found = [str(BUILT / name)] if folder == "govuk" and name in FILES and (BUILT / name).is_file() else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """The files that are there, for whoever collects or serves them."""
        storage = FileSystemStorage(BUILT)
        storage.prefix = "govuk"  # type: ignore[attr-defined]  # how Django's finders tell the folder
        return ((name, storage) for name in FILES if (BUILT / name).is_file())
