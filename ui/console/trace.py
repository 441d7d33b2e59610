"""``trace KEY``: from any number to the records that carry it and the party that answers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.domain.shipments.trace import DutyAnswer, Node, Trace, nobody
from qualitydesk.domain.values import msg
from qualitydesk.services.trace import trace
from ui.console.answers import DONE, NEGATIVE, Answer, ConsoleContext

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    command = commands.add_parser(
        "trace", help="who answers for an order, tracking, lot, serial, claim ... number"
    )
    command.add_argument("key", metavar="KEY", help="any number, or a scanned text")
    command.set_defaults(run=run_trace)


def run_trace(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Trace one number; the exit status is 1 if nothing carries it."""
    found = trace(context.open_desk(), args.key)
    data = {
        "key": args.key,
        "matches": [{"kind": match.kind, "number": match.number} for match in found.matches],
        "chain": [_node(node) for node in found.chain],
        "answers": [_duty(one) for one in found.answers],
        "declarant": _duty(found.declarant) if found.declarant else None,
    }
    return Answer(data, _text(found, context), DONE if found.found else NEGATIVE)


def _node(node: Node) -> dict[str, object]:
    return {
        "kind": node.kind,
        "number": node.number or str(node.party),
        "title": node.title,
        "detail": str(node.detail or ""),
        "date": node.day,
        "answers": node.answers,
    }


def _duty(one: DutyAnswer) -> dict[str, object]:
    return {
        "duty": one.duty,
        "party": str(one.party) or None,
        "contact": one.contact,
        "evidence": one.evidence,
        "state": one.state,
        "answers": one.answers,
        "product": one.product or None,
    }


def _text(found: Trace, context: ConsoleContext) -> str:
    tr = context.tr
    if not found.found:
        return tr(msg("Nothing is recorded as “{key}”.", key=found.key))
    lines = [tr(msg("{kind} {number}", kind=msg(match.kind), number=match.number)) for match in found.matches]
    lines += [_line(node, tr) for node in found.chain]
    for one in found.answers:
        mark = "*" if one.answers else " "
        lines.append(
            f"{mark} {tr(role_name(one.duty))}: {tr.name(one.party)}  {one.contact}  ({tr(msg(one.state))})"
        )
    if found.answering is None:
        lines.append(tr(nobody(found.market)))
    if found.declarant is not None:
        filed = msg("Customs declarant, files the papers only: {party}", party=found.declarant.party)
        lines.append(f"- {tr(filed)}")
    return "\n".join(lines)


def _line(node: Node, tr: Translator) -> str:
    detail = tr(node.detail) if node.detail else ""
    return f"  {node.number or tr.name(node.party)}  {tr(node.title)}  {detail}".rstrip()
