"""``issue DOCUMENT NUMBER -o FILE.pdf``: registers, seals and writes a paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from qualitydesk.domain.errors import NotFound
from ui.console.answers import Answer, BadUsage, ConsoleContext
from ui.console.opening import check_target

DOCUMENTS = (
    *("inspection-certificate", "conformity-declaration", "claim-report", "recovery-notice"),
    *("dossier", "non-conformity-8d", "scorecard"),
)
LANGUAGES = {"both": ("zh_CN", "en"), "en": ("en",), "zh_CN": ("zh_CN",)}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("issue", help="issue a paper: register it, seal it, write it")
    parser.add_argument("document", choices=DOCUMENTS, metavar="DOCUMENT", help=", ".join(DOCUMENTS))
    parser.add_argument("number", metavar="NUMBER", help="number of the record it is about")
    parser.add_argument("-o", "--output", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--paper-language", choices=LANGUAGES, default="both", help="languages on the paper")
    parser.set_defaults(run=run_issue)


def run_issue(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Issue one paper."""
    return issue_to(context, args.document, args.number, args.paper_language, args.output)


def issue_to(context: ConsoleContext, document: str, number: str, language: str, target: Path) -> Answer:
    """Register, seal and write a paper about ``number``; bad usage when there is no such record."""
    from qualitydesk.services.documents import read_pdf, write_private
    from reports.issuing import Wish, issue

    check_target(target, context.db)
    desk = context.open_desk()
    try:
        entry = issue(desk, Wish(document, number, LANGUAGES[language]))
    except NotFound as missing:
        raise BadUsage(missing.message) from missing
    write_private(target, read_pdf(desk, entry.row.id))
    data = {
        "document": entry.row.kind,
        "number": entry.row.number,
        "revision": entry.row.revision,
        "file": target,
        "sha256": entry.sha256,
        "check_code": entry.row.check_code,
    }
    text = context.tr(
        "{number} issued and written to {file}. Check code {code}.",
        number=entry.row.number,
        file=target,
        code=entry.row.check_code,
    )
    return Answer(data, text)
