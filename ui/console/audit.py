"""``audit``: check the chain of all changes, also against papers in circulation, and write it out."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from qualitydesk.domain.values import msg
from qualitydesk.services import care
from ui.console.answers import DONE, NEGATIVE, Answer, BadUsage, ConsoleContext
from ui.console.opening import check_target


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group."""
    group = commands.add_parser("audit", help="verify and export the chain of all changes")
    verbs = group.add_subparsers(metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="check every link")
    verify.add_argument("--anchor", metavar="FILE.pdf", type=Path, nargs="+", default=[])
    verify.set_defaults(run=run_verify)
    export = verbs.add_parser("export", help="write the chain as JSON lines")
    export.add_argument("file", metavar="FILE", type=Path)
    export.set_defaults(run=run_export)


def run_verify(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Check the chain."""
    found = care.verify_audit(context.open_desk(), _heads(args.anchor))
    tr = context.tr
    lines = [
        tr("The chain of {n} events is whole; its head is {head}.", n=found.events, head=found.head.hash[:16])
    ]
    problems = [{"seq": problem.seq, "what": problem.what} for problem in found.problems]
    if problems:
        lines = [tr("The chain is broken:"), *(f"  {each['seq']}: {each['what']}" for each in problems)]
    data = {"ok": found.ok, "events": found.events, "head": found.head.hash, "problems": problems}
    return Answer(data, "\n".join(lines), DONE if found.ok else NEGATIVE)


def run_export(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Write the chain to a file."""
    check_target(args.file, context.db)
    events = care.export_audit(context.open_desk(), args.file)
    text = context.tr("{n} events written to {file}.", n=events, file=args.file)
    return Answer({"ok": True, "file": args.file, "events": events}, text)


def _heads(papers: Iterable[Path]) -> list[care.Head]:
    """The heads that papers of ours print; a file that prints none is refused."""
    return [_head(paper) for paper in papers]


def _head(paper: Path) -> care.Head:
    from reports.seal import read_seal

    try:
        seal = read_seal(paper.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadUsage(msg("{file} cannot be read: {reason}.", file=str(paper), reason=reason)) from error
    if seal is None:
        raise BadUsage(msg("{file} prints no head of the audit chain.", file=str(paper)))
    return care.Head(seal.chain_seq, seal.chain_head)
