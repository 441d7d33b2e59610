"""``verify FILE.pdf``: whether a paper is ours, unaltered and still valid."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.values import msg
from ui.console.answers import DONE, NEGATIVE, Answer, BadUsage, ConsoleContext

if TYPE_CHECKING:
    from qualitydesk.services.documents import Verification


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("verify", help="say whether a paper is genuine, unaltered and still valid")
    parser.add_argument("file", metavar="FILE.pdf", type=Path)
    parser.set_defaults(run=run_verify)


def run_verify(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Verify one file."""
    from reports.verification import verify

    content = _content(args.file)
    found = verify(context.open_desk(), content)
    tr = context.tr
    lines = [
        tr(VERDICTS[found.verdict], number=found.number),
        *(f"  {tr(reason)}" for reason in found.reasons),
    ]
    return Answer(_data(found), "\n".join(lines), DONE if found.verdict == "valid" else NEGATIVE)


def _content(file: Path) -> bytes:
    from reports.seal import LARGEST_PDF

    try:
        if file.stat().st_size > LARGEST_PDF:
            raise BadUsage(msg("{file} is larger than 64 MB; no paper of ours is.", file=str(file)))
        return file.read_bytes()
    except OSError as error:
        raise BadUsage(
            msg("{file} cannot be read: {reason}.", file=str(file), reason=str(error.strerror))
        ) from error


VERDICTS = {
    "valid": msg("Valid: {number} is genuine, unaltered and in force.").text,
    "superseded": msg("Superseded: {number} is genuine, but a newer paper has replaced it.").text,
    "void": msg("Void: {number} is genuine, but it was declared void.").text,
    "altered": msg("Altered: this is not {number} as it was issued.").text,
    "unknown": msg("Unknown: {number} is not in this register.").text,
    "not-ours": msg("Not ours: this file is no paper made by QualityDesk.").text,
}


def _data(found: Verification) -> dict[str, object]:
    return {
        "verdict": found.verdict,
        "document": found.document or None,
        "number": found.number or None,
        "revision": found.revision or None,
        "signed_by": found.signed_by or None,
        "signed_at": found.signed_at,
        "chain": found.chain,
        "register": found.register,
        "superseded_by": found.superseded_by or None,
        "reasons": list(found.reasons),
    }
