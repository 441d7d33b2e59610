"""The trace of a claim: from the order back to the party that answers; the declarant is drawn apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.shipments.trace import Node
from qualitydesk.domain.values import Tone
from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from ui.kit.labels import label
from ui.kit.painted.trace_list import TraceList, TraceNode
from ui.kit.panel import Card
from ui.screens.claims.cards import scrolled

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.translation import Translator
    from ui.context import Context

ORDER = ("order", "serial", "shipment", "lot", "inspection", "certificate", "leg", "party")
ICONS = {
    "order": "shopping-cart",
    "serial": "hash",
    "shipment": "ship",
    "lot": "boxes",
    "inspection": "clipboard-check",
    "certificate": "badge-check",
    "leg": "truck",
    "party": "user-round-check",
}
MOST = {
    "order": 1,
    "serial": 1,
    "shipment": 1,
    "lot": 1,
    "inspection": 1,
    "certificate": 1,
    "leg": 1,
    "party": 1,
}
TALLEST = 320
ARROW = " → "
CLUSTER = 3
"""From so many claims with one reason on a lot the node is drawn red."""


class TraceCard(Card):
    """Nodes that open their records."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Trace"), " ", padded=False)
        self.context = context
        theme = context.theme
        self.found = label(theme, "", "body", "text-3")
        self.head.insertWidget(1, self.found)
        self._copies = self.mark_aside("copy", "text-2", 14)
        self.list = TraceList(theme)
        self.list.navigated.connect(context.navigate)
        self._area: QWidget = scrolled(self.list, self.title.text())
        self.body.addWidget(self._area, 1)
        self.body.setContentsMargins(0, 0, 0, theme.px(4))

    def show_file(self, file: ClaimFile) -> None:
        """Show another claim's trace."""
        tr = self.context.tr
        self.found.setText(tr("found from order number") if file.order_number else tr("found from the lot"))
        alike = file.look_alikes.claims
        self._copies.setVisible(alike > 1)
        self.set_aside(tr.plural("{n} claim on this lot", "{n} claims on this lot", alike) if alike else "")
        self.list.set_nodes(trace_nodes(tr, file))
        self._area.setFixedHeight(min(self.list.sizeHint().height(), self.theme.px(TALLEST)))


def trace_nodes(tr: Translator, file: ClaimFile) -> list[TraceNode]:
    """The chain as drawn: one node a kind, the leg that was remarked on, who answers, who only declares."""
    nodes = [_node(tr, file, node) for node in _chosen(file)]
    if not any(node.tone == "accent" for node in nodes):
        nobody = tr("Nobody answers for these goods yet")
        nodes.append(
            TraceNode("user-round-x", nobody, tr("name the responsible party in the shipment"), tone="bad")
        )
    filed = file.trace.declarant
    if filed is not None:
        title = tr("Customs declarant: {party}", party=filed.party)
        nodes.append(TraceNode("stamp", title, "", tr("not responsible"), tone="declarant"))
    return nodes


def _chosen(file: ClaimFile) -> list[Node]:
    by_kind: dict[str, list[Node]] = {}
    for node in file.trace.chain:
        by_kind.setdefault(node.kind, []).append(node)
    noted = {note.leg_id for note in file.legs}
    legs = by_kind.get("leg", [])
    carried = [leg for leg in legs if ARROW in str(leg.title)]
    by_kind["leg"] = [leg for leg in legs if leg.id in noted] or carried[-1:] or legs[-1:]
    if file.escape is not None:
        by_kind["inspection"].sort(
            key=lambda node: node.id != file.escape.inspection_id if file.escape else False
        )
    return [node for kind in ORDER for node in by_kind.get(kind, [])[: MOST[kind]]]


def _node(tr: Translator, file: ClaimFile, node: Node) -> TraceNode:
    title, under, badge, tone = _words(tr, file, node)
    opens = (
        (node.kind, node.id)
        if node.kind in ("order", "shipment", "lot", "inspection", "certificate")
        else None
    )
    icon = TRANSPORT_ICONS.get(node.transport) or ICONS.get(node.kind, "circle")
    return TraceNode(icon, title, under, _aside(tr, file, node), tone, badge, opens)


def _aside(tr: Translator, file: ClaimFile, node: Node) -> str:
    if node.kind == "lot" and file.look_alikes.same_reason:
        return f"{file.look_alikes.rate_points / 100:.1f} %"
    if node.kind == "party":
        answering = file.trace.answering
        return answering.phone if answering else ""
    day = node.day.astimezone().date() if isinstance(node.day, datetime) else node.day
    return tr.date(day) if isinstance(day, date) else ""


def _words(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    """Title, the line under it, badge, tone."""
    plain = (node.number or tr(node.title), tr(node.title), "", "")
    makers = {
        "order": _order,
        "shipment": _shipment,
        "lot": _lot,
        "inspection": _inspection,
        "leg": _leg,
        "party": _party,
    }
    maker = makers.get(node.kind)
    if maker is not None:
        return maker(tr, file, node)
    if node.kind == "certificate":
        return node.number, tr(node.title), "", ""
    return plain[0], _under(tr, node), "", ""


def _under(tr: Translator, node: Node) -> str:
    return " · ".join(tr(part) for part in (node.title, node.detail) if part)


def _order(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    goods = " · ".join(f"{item.sku} {tr.name(item.product)}".strip() for item in file.goods)
    return tr("Order {number}", number=node.number), goods, "", ""


def _shipment(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    """The way of the goods from place to place, if it was one shipment; else where it went."""
    stops: list[str] = []
    ways = [tr(one.title).split(ARROW) for one in file.trace.chain if one.kind == "leg"]
    for stop in (stop for way in ways if len(way) > 1 for stop in way):
        if not stops or stops[-1] != stop:
            stops.append(stop)
    alone = sum(one.kind == "shipment" for one in file.trace.chain) == 1
    under = ARROW.join(stops) if alone and len(stops) > 1 else _under(tr, node)
    return node.number, under, "", ""


def _lot(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    alike = file.look_alikes
    sold = tr("{count} units sold", count=tr.number(alike.sold))
    under, tone = f"{tr(node.title)} · {sold}", ""
    if alike.same_reason and file.reason:
        under = tr.plural(
            "defect {code} in {n} claim of {sold} sold",
            "defect {code} in {n} claims of {sold} sold",
            alike.same_reason,
            code=file.reason.code,
            sold=tr.number(alike.sold),
        )
        tone = "bad" if alike.same_reason >= CLUSTER else ""
    return tr("Lot {number}", number=node.number), under, "", tone


def _inspection(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    asked = file.escape
    if asked is None or asked.inspection_id != node.id:
        return node.number, tr(node.title), "", "warn" if node.tone in (Tone.WARN, Tone.BAD) else ""
    title = f"{asked.inspection} · {tr(asked.result)}"
    if file.reason is None:
        return title, tr("{count} units looked at", count=asked.sample_size), "", ""
    if asked.check is None:
        return title, tr("no check for {code}", code=file.reason.code), tr("Did we look for this?"), "warn"
    under = tr("{check} on {count} units", check=tr.name(asked.check), count=asked.looked_at)
    return title, under, "" if asked.looked else tr("Did we look for this?"), "" if asked.looked else "warn"


def _leg(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    note = next((note for note in file.legs if note.leg_id == node.id), None)
    who = tr.name(node.party) or (tr(node.detail) if node.detail else "")
    title = tr("Leg · {party}", party=who) if who else tr("Leg")
    if note is None:
        return title, tr(node.title), "", ""
    under = f"{tr(note.state)}: {note.remarks}" if note.remarks else tr(note.state)
    return title, under, note.document, "warn"


def _party(tr: Translator, file: ClaimFile, node: Node) -> tuple[str, str, str, str]:
    return tr.name(node.party), tr("{duty}, answers for the product", duty=file.answering_duty), "", "accent"
