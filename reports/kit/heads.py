"""The row of key figures at the head of a report: what, how much, how it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualitydesk.domain.values import Message
from reports.kit.lines import Line, height, one_line
from reports.kit.page import Block
from reports.kit.pen import Pen
from reports.kit.styles import LABEL, SMALL, TEXT_WIDTH, Style
from reports.kit.words import Words

FIGURE = Style("bold", 15, 18)


@dataclass(frozen=True, slots=True)
class Head:
    """One figure: what, how much, the words beside the trend; ``trend`` is -1, 0 or 1."""

    title: Message
    value: str
    detail: Message
    trend: int


def heads_row(heads: Sequence[Head], tr: Words) -> Block:
    """The figures side by side between two rules."""
    wide = TEXT_WIDTH / max(len(heads), 1)
    cells = [_head_lines(one, tr, wide - 12) for one in heads]
    tall = max(height(lines) for lines in cells) + 12

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.rule(x, y, TEXT_WIDTH)
        for place, (one, lines) in enumerate(zip(heads, cells, strict=True)):
            left = x + place * wide + (10 if place else 0)
            if place:
                pen.post(x + place * wide, y, tall)
            under = pen.lines(lines[:-1], left, y + 5.5)
            icon = {1: "trending-up", -1: "trending-down"}.get(one.trend)
            if icon:
                pen.icon(icon, left, under + 0.8, 8.5, "ink-2", 2.2)
            pen.line(lines[-1], left + (12 if icon else 0), under)
        pen.rule(x, y + tall, TEXT_WIDTH)

    return Block(tall, draw)


def _head_lines(one: Head, tr: Words, room: float) -> list[Line]:
    title, detail = tr(one.title), tr(one.detail)
    second = [one_line(title.second, LABEL, room)] if title.second else []
    return [
        one_line(title.first, LABEL, room),
        *second,
        one_line(one.value, FIGURE, room),
        one_line(detail.first, SMALL, room - (12 if one.trend else 0)),
    ]
