"""Puts GOV.UK Frontend's two built files into what is built, so that who installs Carewright needs no Node."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("node_modules/govuk-frontend/dist/govuk")
STATIC = Path("carewright/look/static/govuk")
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")


class Frontend(BuildHookInterface):
    """For wheel and source archive; an editable installation finds the files in node_modules (look/finders.py)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Refuse to build without them, unless they came with the source archive."""
        root = Path(self.root)
        if version == "editable" or (root / "src" / STATIC / FILES[0]).is_file():
            return
        if not all((root / BUILT / name).is_file() for name in FILES):
            raise SystemExit("GOV.UK Frontend is not in node_modules. Run `npm ci` first, then build again.")
        folder = STATIC if self.target_name == "wheel" else Path("src") / STATIC
        build_data["force_include"] |= {str(root / BUILT / name): str(folder / name) for name in FILES}
