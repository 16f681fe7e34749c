"""`carewright report`: a report as a table, as of a day (RPT-20: the same figures as on its page)."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from carewright.access.roles import Role
from carewright.cli.console import reader_named
from carewright.cli.database import database
from carewright.cli.policy_name import day
from carewright.cli.tables import BadInput

if TYPE_CHECKING:
    from carewright.reports.tables import Table

NAMES = ("changes-by-provider", "changes-by-area", "changes-by-reason", "drift")
FORMATS = ("csv", "xlsx", "json")


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `report`."""
    parser = sub.add_parser(
        "report",
        help="write a report as a table",
        description=f"Writes a report to standard output: {', '.join(NAMES)}.",
    )
    parser.add_argument("name", metavar="NAME", choices=NAMES, help=f"one of: {', '.join(NAMES)}")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it stood at the end of this day (today)")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="csv, xlsx or json (csv)")
    parser.add_argument("--by", metavar="EMAIL", help="the user who sees it (without: whoever sees every unit)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the report's rows in the format asked for. A day to come is refused: nothing is known of it."""
    if args.format == "xlsx" and sys.stdout.isatty():
        raise BadInput("a workbook is no text for a terminal; send it to a file: carewright report ... > report.xlsx")
    with database():
        from carewright.config.now import now
        from carewright.reports.tables import REPORTS
        from carewright.worktime import local

        today = local(now()).date()
        as_of: date = args.as_of or today
        if as_of > today:
            raise BadInput(f"--as-of {as_of} is yet to come; name today ({today}) or an earlier day")
        table = REPORTS[args.name](reader_named(args, Role.COMMISSIONER), as_of)
    _write(args, table)
    return 0


def _write(args: argparse.Namespace, table: "Table") -> None:
    from carewright.files.writing import write_csv, write_xlsx

    match args.format:
        case "json":
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            print(json.dumps(rows, default=str, ensure_ascii=False, indent=2))
        case "xlsx":
            write_xlsx(sys.stdout.buffer, table.columns, table.rows, sheet=args.name)
        case _:
            write_csv(sys.stdout, table.columns, table.rows)
