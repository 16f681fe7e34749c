"""What makes the trail append-only: triggers in the database itself (TRAIL-1).

SQLite: triggers before update, delete, and before an insert that would replace (INSERT OR REPLACE does not fire delete
triggers). PostgreSQL: a row trigger for update and delete, a statement trigger for truncate.
"""

from typing import Any

TABLE = "trail_event"

SQLITE = {
    "trail_no_update": f"CREATE TRIGGER trail_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "trail_no_delete": f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "trail_no_replace": "CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail_event "
    "WHEN EXISTS (SELECT 1 FROM trail_event WHERE seq = NEW.seq OR hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
}

POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$ LANGUAGE plpgsql"
)
POSTGRESQL = {
    "trail_no_change": f"CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_no_truncate": f"CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
}

_SQLITE_HAS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL_HAS = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid = 'trail_event'::regclass"


def raise_guards(connection: Any) -> None:
    """Put the triggers on. Idempotent."""
    lower_guards(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def missing_guards(connection: Any) -> list[str]:
    """The triggers that should be on and are not."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL_HAS if connection.vendor == "postgresql" else _SQLITE_HAS)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(set(_triggers(connection)) - there)


def lower_guards(connection: Any) -> None:
    """Take the triggers off: for a migration that must, and for tests that empty the tables."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(connection: Any) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
