"""The trace: a vertical line with round nodes from the order to the party that answers; each opens its
record.

Amber = look here, red = cluster, accent = who answers; the declarant is drawn apart, dashed and grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Signal

from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme
from ui.kit.writing import RIGHT


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One node. ``tone``: "" plain, "warn", "bad", "accent" (answers), "declarant" (dashed). ``opens`` =
    (kind, key).
    """

    icon: str
    title: str
    under: str = ""
    aside: str = ""
    tone: str = ""
    badge: str = ""
    opens: tuple[str, str] | None = None


class TraceList(PaintedRows):
    """39 px a node."""

    ROW = 39
    navigated = Signal(str, str)
    """(kind, key) of the node's record."""

    def __init__(self, theme: Theme, nodes: Sequence[TraceNode] = ()) -> None:
        super().__init__(theme)
        self.opened.connect(self._go)
        self.set_nodes(nodes)

    def set_nodes(self, nodes: Sequence[TraceNode]) -> None:
        """Show another trace."""
        self.nodes = tuple(nodes)
        self.set_count(len(self.nodes))

    def _go(self, place: int) -> None:
        target = self.nodes[place].opens
        if target is not None:
            self.navigated.emit(*target)

    def row_words(self, place: int) -> str:
        """Title, badge, what is under it, what is at the right."""
        node = self.nodes[place]
        return ", ".join(filter(None, (node.title, node.badge, node.under, node.aside)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One node and its piece of the line."""
        node = self.nodes[place]
        if node.tone == "declarant":
            self._draw_declarant(brush, rect, node)
            return
        px = self.theme.px
        self._draw_line(brush, rect, place)
        self._draw_node(brush, rect, node)
        left, right = rect.left() + px(16 + 34), rect.right() - px(16)
        aside = self.theme.metrics("small", figures=True).horizontalAdvance(node.aside) + px(8)
        top = QRect(left, rect.top() + px(2), right - left - aside, px(18))
        used = brush.write(top, node.title, "strong")
        if node.badge:
            self._draw_badge(
                brush, QRect(left + used + px(8), top.top(), top.width() - used - px(8), px(18)), node
            )
        brush.write(QRect(right - aside, top.top(), aside, px(18)), node.aside, "small", "text-2", RIGHT)
        brush.write(QRect(left, rect.top() + px(19), right - left, px(16)), node.under, "small", "text-2")

    def _draw_line(self, brush: Brush, rect: QRect, place: int) -> None:
        px, x = self.theme.px, rect.left() + self.theme.px(16 + 12)
        if place:
            brush.line(QPointF(x, rect.top()), QPointF(x, rect.top() + px(4)), "border-strong")
        if place + 1 < self._count:
            brush.line(QPointF(x, rect.top() + px(28)), QPointF(x, rect.bottom() + 1), "border-strong")

    def _draw_node(self, brush: Brush, rect: QRect, node: TraceNode) -> None:
        px = self.theme.px
        ring = QRectF(rect.left() + px(16) + 0.5, rect.top() + px(4) + 0.5, px(24) - 1, px(24) - 1)
        fill, edge, ink = {
            "warn": ("warn-bg", "warn-solid", "warn"),
            "bad": ("bad-bg", "bad-solid", "bad"),
            "accent": ("accent", "accent", "on-accent"),
        }.get(node.tone, ("surface", "border-strong", "text-2"))
        brush.box(ring, fill, edge, px(12))
        brush.icon(node.icon, ink, ring.left() + px(5), ring.top() + px(5), 13)

    def _draw_badge(self, brush: Brush, rect: QRect, node: TraceNode) -> None:
        px, tone = self.theme.px, node.tone if node.tone in ("warn", "bad") else "info"
        width = min(rect.width(), self.theme.metrics("micro-strong").horizontalAdvance(node.badge) + px(12))
        if width > px(24):
            box = QRect(rect.left(), rect.top(), width, rect.height())
            brush.box(QRectF(box), f"{tone}-bg", radius=px(4))
            brush.write(box.adjusted(px(6), 0, -px(4), 0), node.badge, "micro-strong", tone)

    def _draw_declarant(self, brush: Brush, rect: QRect, node: TraceNode) -> None:
        px = self.theme.px
        box = QRectF(
            rect.left() + px(16 + 34) + 0.5, rect.top() + px(4), rect.width() - px(16 + 34 + 16), px(26)
        )
        brush.box(box, "", "control", px(4), dashed=True)
        inner = box.toRect().adjusted(px(10), 0, -px(10), 0)
        brush.icon(node.icon, "text-3", inner.left(), inner.center().y() - px(7), 14)
        brush.write(inner.adjusted(px(22), 0, -px(110), 0), node.title, "small", "text-2")
        brush.write(inner, node.aside, "small", "text-3", RIGHT)
