"""``issue DOCUMENT NUMBER -o FILE.pdf``: registers, seals and writes a paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from qualitydesk.domain.errors import NotFound
from ui.console.answers import Answer, BadUsage, ConsoleContext
from ui.console.opening import check_target

DOCUMENTS = ("inspection-certificate", "claim-report")
LANGUAGES = {"both": ("zh_CN", "en"), "en": ("en",), "zh_CN": ("zh_CN",)}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("issue", help="issue a paper: register it, seal it, write it")
    parser.add_argument("document", choices=DOCUMENTS, metavar="DOCUMENT", help=", ".join(DOCUMENTS))
    parser.add_argument("number", metavar="NUMBER", help="number of the inspection or claim")
    parser.add_argument("-o", "--output", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--paper-language", choices=LANGUAGES, default="both", help="languages on the paper")
    parser.set_defaults(run=run_issue)


def run_issue(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Issue one paper."""
    from qualitydesk.services.documents import read_pdf, write_private
    from reports.issuing import Wish, issue

    check_target(args.output, context.db)
    desk = context.open_desk()
    wish = Wish(args.document, args.number, LANGUAGES[args.paper_language])
    try:
        entry = issue(desk, wish)
    except NotFound as missing:
        raise BadUsage(missing.message) from missing
    write_private(args.output, read_pdf(desk, entry.row.id))
    data = {
        "document": entry.row.kind,
        "number": entry.row.number,
        "revision": entry.row.revision,
        "file": args.output,
        "sha256": entry.sha256,
        "check_code": entry.row.check_code,
    }
    text = context.tr(
        "{number} issued and written to {file}. Check code {code}.",
        number=entry.row.number,
        file=args.output,
        code=entry.row.check_code,
    )
    return Answer(data, text)
