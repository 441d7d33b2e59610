"""``gate SHIPMENT``: what the release gate finds; the exit status is 1 while anything stops it."""

from __future__ import annotations

import argparse

from qualitydesk.domain.shipments.gate import is_open
from qualitydesk.domain.values import Finding, Severity
from qualitydesk.services import shipments
from ui.console.answers import DONE, NEGATIVE, Answer, ConsoleContext

_MARKS = {Severity.STOP: "x", Severity.WARN: "!", Severity.PASS: "+"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    command = commands.add_parser("gate", help="what stops a shipment, by which rule, and what mends it")
    command.add_argument("shipment", metavar="SHIPMENT", help="the shipment's number")
    command.set_defaults(run=run_gate)


def run_gate(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Run the gate on one shipment."""
    desk = context.open_desk()
    opened = shipments.open_shipment(desk, shipments.find_shipment(desk, args.shipment))
    allowed = is_open(opened.findings)
    data = {
        "shipment": opened.number,
        "open": allowed,
        "findings": [_data(finding) for finding in opened.findings],
    }
    return Answer(data, _text(opened, allowed, context), DONE if allowed else NEGATIVE)


def _data(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "title": finding.title,
        "subject": finding.subject,
        "rule": finding.rule,
        "citation": finding.citation.en,
        "confidence": finding.confidence,
        "fix": finding.fix or None,
        "detail": finding.detail,
    }


def _text(opened: shipments.ShipmentFile, allowed: bool, context: ConsoleContext) -> str:
    tr = context.tr
    stops = len(opened.found(Severity.STOP))
    closed = tr.plural("The gate is closed: 1 reason.", "The gate is closed: {n} reasons.", stops)
    verdict = tr("The gate is open.") if allowed else closed
    lines = [f"{opened.number}  {verdict}"]
    for finding in opened.findings:
        lines.append(
            f"{_MARKS[finding.severity]} {tr(finding.title)}  [{finding.rule}: {tr.law(finding.citation)}]"
        )
        if finding.detail is not None and finding.severity is not Severity.PASS:
            lines.append(f"    {tr(finding.detail)}")
    return "\n".join(lines)
