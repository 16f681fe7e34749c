"""The `carewright` command: finds the sub-command, runs it, and turns what goes wrong into a line and an exit status.

Each sub-command is a module with `register(sub)`, which adds its parser and sets `run`, a function from the parsed
arguments to an exit status. Only the module that is asked for is imported: a calculator starts without a database.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper, UnsupportedOperation
from typing import NoReturn

from carewright.cli.tables import BadInput
from carewright.kernel.refused import Invalid, Refused

COMMANDS = {
    "demo": "carewright.cli.demo",
    "assess-changes": "carewright.cli.assess_changes",
    "due": "carewright.cli.due",
    "plan-reviews": "carewright.cli.plan_reviews",
    "policy": "carewright.cli.policy",
    "report": "carewright.cli.report",
    "serve": "carewright.cli.serve",
    "work": "carewright.cli.work",
    "migrate": "carewright.cli.migrate",
    "import": "carewright.cli.import_",
    "user": "carewright.cli.user",
    "key": "carewright.cli.key",
    "trail": "carewright.cli.trail",
    "backup": "carewright.cli.backup",
    "restore": "carewright.cli.backup",
    "doctor": "carewright.cli.doctor",
    "simulate": "carewright.cli.simulate",
}
"""Each sub-command and the module that registers it, in the order in which help shows them."""

REFUSED = 1
BAD_INPUT = 2
INTERRUPTED = 130
NOBODY_READS = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line.

    0 when all went well, 1 when a rule refused, 2 for bad input; 130 and 141, as other programs do, when interrupted
    and when whoever read the output has gone. Problems go to the error stream, one line each.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    _write_utf8()
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as problem:
        if problem.filename is None:
            _stop_writing()
        return _say([f"{problem.filename or 'the output'}: {problem.strerror or problem}"], BAD_INPUT)
    return status


def _run(words: Sequence[str]) -> int:
    try:
        args = _parser(words).parse_args(words)
        run: Callable[[argparse.Namespace], int] = args.run
        return run(args)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    except Invalid as refused:
        return _say((f"{fault.field}: {fault.sentence}" for fault in refused.faults), BAD_INPUT)
    except Refused as refused:
        rule = f" ({refused.rule})" if refused.rule else ""
        return _say([f"{refused.sentence}{rule}"], REFUSED)
    except BadInput as problem:
        return _say([str(problem)], BAD_INPUT)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The command's parser, with the one sub-command that is asked for, or all of them to list in help."""
    parser = _Parser(prog="carewright", description="The working system of a council's care brokerage.")
    parser.add_argument("--version", action="version", version=f"carewright {version('carewright')}")
    sub = parser.add_subparsers(metavar="COMMAND", required=True)
    asked = words[0] if words else ""
    names = [asked] if asked in COMMANDS else list(COMMANDS)
    for module in dict.fromkeys(COMMANDS[name] for name in names):
        import_module(module).register(sub)
    return parser


def _say(sentences: Iterable[str], status: int) -> int:
    for sentence in sentences:
        print(f"carewright: {' '.join(sentence.split())}", file=sys.stderr)
    return status


def _write_utf8() -> None:
    """Write UTF-8 whatever the machine's language settings, as files are read in it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _stop_writing() -> None:
    """Send what is still to be written nowhere, or the interpreter would try once more on its way out."""
    with suppress(UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
