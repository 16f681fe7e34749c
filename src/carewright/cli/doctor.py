"""`carewright doctor`: looks at settings, database, mail and storage, and says what to do."""

import argparse
import dataclasses
import json

from carewright.cli.database import database


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `doctor`."""
    parser = sub.add_parser("doctor", help="check settings, database, mail and storage")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One line for each finding; 1 when there is a fault."""
    with database():
        from carewright.cli.fitness import Grade, findings

        found = list(findings())
    if args.json:
        print(json.dumps([dataclasses.asdict(finding) for finding in found], indent=2))
    else:
        for finding in found:
            print(f"{finding.grade:7} {finding.about:11} {finding.sentence}")
    return int(any(finding.grade is Grade.FAULT for finding in found))
