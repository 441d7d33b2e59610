"""``demo``: fill an empty database with the example company, and with as much more as wanted."""

from __future__ import annotations

import argparse
import sys

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.values import msg
from qualitydesk.services.demo.cast import PASSWORD
from qualitydesk.services.demo.story import make_example
from ui.console.answers import Answer, BadUsage, ConsoleContext


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("demo", help="fill an empty database with an example")
    command.add_argument("--scale", metavar="N", type=int, default=0, help="about so many inspections")
    command.add_argument("--seed", metavar="S", type=int, default=2026)
    command.set_defaults(run=run_demo)


def run_demo(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Make the example company."""
    if args.scale < 0:
        raise BadUsage(msg("--scale needs a number of inspections, not {n}.", n=args.scale))
    from reports.example import plan_papers

    backend = open_backend(context.db)
    try:
        rows = make_example(
            backend.desk(),
            args.seed,
            args.scale,
            progress=_progress,
            papers=plan_papers,
            language=context.tr.language,
        )
    finally:
        backend.close()
    text = context.tr(
        "The example company is ready: {n} rows. Sign in as wang, chen or sofia, password {password}.",
        n=sum(rows.values()),
        password=PASSWORD,
    )
    return Answer({"rows": rows}, text)


def _progress(done: int) -> None:
    if done % 10_000 == 0:
        print(f"{done} …", file=sys.stderr, flush=True)
