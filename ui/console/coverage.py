"""``coverage``: which product has the papers that which market asks for, as of today."""

from __future__ import annotations

import argparse

from qualitydesk.services import certificates
from ui.console.answers import Answer, ConsoleContext


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    command = commands.add_parser("coverage", help="products and the papers each market asks for")
    command.add_argument("--product", metavar="SKU", help="one product only")
    command.add_argument("--market", metavar="M", help="one market only: EU, DE, US, CN …")
    command.set_defaults(run=run_coverage)


def run_coverage(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """The matrix, one row per asked paper."""
    rows = certificates.coverage(context.open_desk(), product=args.product, market=args.market)
    text = "\n".join(_text(row, context) for row in rows)
    return Answer([_data(row) for row in rows], text)


def _data(row: certificates.CoverageRow) -> dict[str, object]:
    return {
        "product": row.sku,
        "market": row.market,
        "scheme": row.scheme or None,
        "cell": row.state.value,
        "certificate": row.certificate or None,
        "expires": row.expires,
        "reason": row.reason,
        "rule": row.rule or None,
    }


def _text(row: certificates.CoverageRow, context: ConsoleContext) -> str:
    tr = context.tr
    cell = f"{row.market} {row.scheme}".strip()
    return f"{row.sku}  {cell}  {tr(row.state.value)}  {tr(row.reason)}"
