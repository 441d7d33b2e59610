"""The trace of a claim as a vertical line of nodes, with the customs declarant set apart in a dashed
frame."""

from __future__ import annotations

from collections.abc import Sequence

from qualitydesk.domain.values import Bilingual
from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from reports.catalogue.claim_report.content import Link
from reports.kit.lines import Span, fill, height, shortened
from reports.kit.page import Block, space
from reports.kit.pen import Pen
from reports.kit.styles import BODY_2, HEAVY, SMALL, Style
from reports.kit.words import Words

HEAVY_SMALL = Style("medium", 7.5, 10.5, "ink-2")

ICONS = {
    "order": "shopping-cart",
    "shipment": "ship",
    "lot": "boxes",
    "inspection": "clipboard-check",
    "certificate": "badge-check",
    "leg": "truck",
    "product": "package",
    "answers": "user-round-check",
    "nobody": "user-round-x",
}


def trace(links: Sequence[Link], declarant: Bilingual, width: float, tr: Words) -> list[Block]:
    """One block per node, then the declarant, who answers for the papers only."""
    blocks = [_node(link, width, tr, last=place == len(links) - 1) for place, link in enumerate(links)]
    if declarant:
        words = tr("Customs declarant, not responsible:").joined
        blocks += [space(3), _declarant(f"{words} ", tr.name(declarant).joined, width)]
    return blocks


def _node(link: Link, width: float, tr: Words, *, last: bool) -> Block:
    words = tr(link.title).joined
    apart = link.kind == "answers"
    spans = [Span(tr.name(link.number).joined, HEAVY), Span("" if apart else f" {words}", BODY_2)]
    day, detail = tr.day(link.day) if link.day else "", tr(link.detail).joined if link.detail else ""
    under = " · ".join(part for part in (words if apart else "", day, detail) if part)
    lines = shortened(fill(spans if link.number else [Span(words, HEAVY)], width - 22), 6)
    details = shortened(fill([Span(under, SMALL)], width - 22), 6) if under else ()
    tall = max(height(lines) + height(details) + 1.4, 23.0)

    def draw(pen: Pen, x: float, y: float) -> None:
        if not last:
            pen.post(x + 7, y + 14, tall - 12, "frame", 0.75)
        colour = {"answers": "mark", "nobody": "bad"}.get(link.kind, "ink-3")
        pen.ring(x + 7, y + 7, 6.8, colour, 0.75)
        icon = TRANSPORT_ICONS.get(link.transport) or ICONS.get(link.kind, "circle")
        pen.icon(icon, x + 3, y + 3, 8, "ink" if colour == "ink-3" else colour, 2.2)
        pen.lines(details, x + 21, pen.lines(lines, x + 21, y - 0.5))

    return Block(tall, draw)


def _declarant(words: str, name: str, width: float) -> Block:
    lines = shortened(fill([Span(words, HEAVY_SMALL), Span(name, SMALL)], width - 16), 6)
    tall = height(lines) + 6

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y, width, tall, colour="mute", radius=3, thick=0.6, dashed=True)
        pen.lines(lines, x + 8, y + 3)

    return Block(tall, draw)
