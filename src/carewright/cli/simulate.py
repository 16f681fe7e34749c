"""`carewright simulate`: a council and its market under a seeded simulation, through the real commands."""

import argparse
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

from carewright.cli.database import database
from carewright.cli.demo import Progress, as_demonstration
from carewright.cli.due import moment
from carewright.cli.migrate import migrate
from carewright.cli.tables import BadInput

FOLDER = Path("var/simulation")
MOST_SEEDS = 1_000_000


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `simulate`."""
    parser = sub.add_parser(
        "simulate",
        help="let an invented council and its market work for some weeks",
        description="Founds an invented county in an empty folder and lets it work up to a moment, through the real "
        "commands. The same seed and end give the same county.",
    )
    parser.add_argument("--seed", type=int, help="what chance starts from (without: any, and it is printed)")
    parser.add_argument("--weeks", type=int, default=12, help="how many weeks of work (12)")
    parser.add_argument("--referrals", type=int, default=300, help="how many referrals (300)")
    parser.add_argument("--people", type=int, default=2000, help="how many people with packages from before (2000)")
    parser.add_argument("--end", metavar="MOMENT", help="when it ends, ISO 8601 (without: the last working morning)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where it is kept ({FOLDER})")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Simulate, and write the seed and what came of it. Refuses a folder that holds a county already."""
    _check(args)
    seed = secrets.randbelow(MOST_SEEDS) if args.seed is None else args.seed
    as_demonstration(args.folder)
    with database():
        from carewright.demo.figures import figures
        from carewright.demo.seeding import is_empty, seed_county, start_clock

        migrate(quiet=True)
        if not is_empty():
            raise BadInput(f"{args.folder} holds a county already; give another --folder, or remove that one")
        simulated = seed_county(
            seed=seed,
            now=datetime.now(UTC),
            end=moment(args.end) if args.end else None,
            weeks=args.weeks,
            referrals=args.referrals,
            people=args.people,
            progress=Progress(),
        )
        start_clock(simulated, now=datetime.now(UTC))
        told = {"seed": seed, "end": simulated.end.isoformat(), **figures(simulated)}
    print(json.dumps(told, indent=2) if args.json else "\n".join(_lines(told)))
    return 0


def _check(args: argparse.Namespace) -> None:
    for name, least, most in (("weeks", 1, 104), ("referrals", 0, 20_000), ("people", 1, 200_000)):
        value = getattr(args, name)
        if not least <= value <= most:
            raise BadInput(f"--{name} is {value}; it must be from {least} to {most}")
    if args.end:
        try:
            moment(args.end)
        except ValueError as problem:
            raise BadInput(f"--end: {problem}") from None


def _lines(told: dict[str, object]) -> list[str]:
    lines: list[str] = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += ["", name, *(f"  {words:<55} {count:>6}" for words, count in value.items())]
        else:
            lines.append(f"{name}: {value}")
    return lines
