"""``report compliance``: the manager's report of a period and a market, registered, sealed and written."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from qualitydesk.domain.values import msg
from ui.console.answers import Answer, BadUsage, ConsoleContext
from ui.console.issue import LANGUAGES, issue_to


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the group."""
    group = commands.add_parser("report", help="reports over many records")
    actions = group.add_subparsers(metavar="REPORT", required=True)
    parser = actions.add_parser("compliance", help="quality and compliance in a period")
    parser.add_argument("--from", dest="start", metavar="D", required=True, help="first day, ISO 8601")
    parser.add_argument("--to", dest="end", metavar="D", required=True, help="last day, ISO 8601")
    parser.add_argument("--market", metavar="M", default="", help="one market only")
    parser.add_argument("-o", "--output", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--paper-language", choices=LANGUAGES, default="both", help="languages on the paper")
    parser.set_defaults(run=run_compliance)


def run_compliance(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Issue the report."""
    from qualitydesk.domain.statistics.periods import Period
    from reports.catalogue.compliance_report.gathering import subject_of

    start, end = _day("--from", args.start), _day("--to", args.end)
    if end < start:
        raise BadUsage(msg("The period ends before it begins: {start} to {end}.", start=start, end=end))
    number = subject_of(Period(start, end), args.market)
    return issue_to(context, "compliance-report", number, args.paper_language, args.output)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadUsage(
            msg("{option}: “{text}” is not a day; write 2026-11-20.", option=option, text=text)
        ) from error
