"""The installation's settings: one typed place, read from the environment or the file named by CAREWRIGHT_SETTINGS."""

import os
import secrets
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from carewright.look.colours import is_usable


@dataclass(frozen=True)
class Installation:
    """Each field is a setting; `CAREWRIGHT_` and its name in capitals is its variable.

    `database_url` is read from DATABASE_URL too.
    """

    council_name: str = "Westmarch County Council"
    council_colour: str = "#1d4f91"
    brokerage_telephone: str = ""
    address: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "testserver")
    secret_key: str = ""
    debug: bool = False
    demonstration: bool = False
    folder: Path = Path("var")
    database_url: str = ""
    email_from: str = "brokerage@westmarch.example"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: bool = True
    oidc_name: str = ""
    oidc_server: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""

    @property
    def email_backend(self) -> str:
        """SMTP where a host is set; else messages are kept and shown, not sent."""
        kind = "smtp" if self.smtp_host else "dummy"
        return f"django.core.mail.backends.{kind}.EmailBackend"


class BadSettings(SystemExit):
    """The settings can't be used: says which, and what to do. Exit status 2."""

    def __init__(self, sentences: list[str]) -> None:
        for sentence in sentences:
            print(f"carewright: {sentence}", file=sys.stderr)
        super().__init__(2)


def read(environment: dict[str, str]) -> Installation:
    """The settings from the environment; every fault is named at once."""
    told = _file(environment.get("CAREWRIGHT_SETTINGS", "")) | environment
    values: dict[str, Any] = {}
    faults: list[str] = []
    for setting in fields(Installation):
        variable = f"CAREWRIGHT_{setting.name.upper()}"
        text = told.get(variable, told.get("DATABASE_URL") if setting.name == "database_url" else None)
        if text is None or text == "":
            continue
        try:
            values[setting.name] = _typed(text, setting.default)
        except ValueError:
            faults.append(f"the setting {variable} is “{text}”; it must be {_kind(setting.default)}.")
    faults += _contradictions(values)
    if faults:
        raise BadSettings(faults)
    made = Installation(**values)
    return made if made.secret_key else Installation(**values | {"secret_key": _kept_secret(made.folder)})


def _typed(text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if text.lower() not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
            raise ValueError
        return text.lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return Path(text) if isinstance(default, Path) else text


def _kind(default: Any) -> str:
    return {bool: "yes or no", int: "a whole number"}.get(type(default), "text")


def _contradictions(values: dict[str, Any]) -> list[str]:
    faults = []
    scheme = urlsplit(values.get("database_url", "")).scheme
    if scheme and scheme not in {"postgres", "postgresql", "sqlite"}:
        faults.append(f"the database address begins with “{scheme}”; use postgres:// or sqlite:///.")
    colour = values.get("council_colour", Installation.council_colour)
    if not is_usable(colour):
        faults.append(
            f"the setting CAREWRIGHT_COUNCIL_COLOUR is “{colour}”; it must be written as #1d4f91, "
            "and dark enough for white text on it to be read."
        )
    if len(values.get("secret_key", "x" * 50)) < 32:
        faults.append("the setting CAREWRIGHT_SECRET_KEY must have at least 32 characters.")
    return faults


def _file(name: str) -> dict[str, str]:
    if not name:
        return {}
    path = Path(name)
    if not path.is_file():
        raise BadSettings([f"the settings file {name} (CAREWRIGHT_SETTINGS) is not there."])
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    if any(len(pair) != 2 for pair in pairs):
        raise BadSettings([f"each line of {name} must be NAME=value."])
    return {key.strip(): value.strip().strip('"') for key, value in pairs}


def _kept_secret(folder: Path) -> str:
    """A secret made once and kept in the installation's folder, readable by its owner alone."""
    path = folder / "secret_key"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


INSTALLATION = read(dict(os.environ))
