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
    cells = [(_figure(one, tr, wide - 12), _detail(one, tr, wide - 12)) for one in heads]
    tall = max(height([*figure, *detail]) for figure, detail in cells) + 12

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.rule(x, y, TEXT_WIDTH)
        for place, (one, (figure, detail)) in enumerate(zip(heads, cells, strict=True)):
            left = x + place * wide + (10 if place else 0)
            if place:
                pen.post(x + place * wide, y, tall)
            under = pen.lines(figure, left, y + 5.5)
            icon = {1: "trending-up", -1: "trending-down"}.get(one.trend)
            if icon:
                pen.icon(icon, left, under + 0.8, 8.5, "ink-2", 2.2)
            pen.lines(detail, left + _indent(one), under)
        pen.rule(x, y + tall, TEXT_WIDTH)

    return Block(tall, draw)


def _figure(one: Head, tr: Words, room: float) -> list[Line]:
    title = tr(one.title)
    second = [one_line(title.second, LABEL, room)] if title.second else []
    return [one_line(title.first, LABEL, room), *second, one_line(one.value, FIGURE, room)]


def _detail(one: Head, tr: Words, room: float) -> list[Line]:
    """In one line where that has room, else what stands behind a dot goes below."""
    words, left = tr(one.detail).first, room - _indent(one)
    whole = one_line(words, SMALL)
    parts = [words] if whole.width <= left else words.split(" · ")
    return [one_line(part, SMALL, left) for part in parts]


def _indent(one: Head) -> int:
    """Room for the icon of the trend."""
    return 12 if one.trend else 0
