"""The three charts of Home in their cards: defects, liable parties, cost. The series come computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualitydesk.domain.money import Money
from qualitydesk.domain.statistics.series import Bar, Pair, Pareto, ParetoBar
from ui.kit.amounts import money, short_money, tick
from ui.kit.charts.bar_rows import BarRow, BarRows
from ui.kit.charts.pair_chart import PairChart
from ui.kit.charts.pareto_chart import ParetoChart
from ui.kit.charts.plot import Mark
from ui.kit.labels import TwoLines, clear, hairline, label
from ui.kit.painted.canvas import Painted
from ui.kit.panel import Card
from ui.screens.home.words import CALM, ROLE_ICONS, ROLE_WORDS

if TYPE_CHECKING:
    from qualitydesk.services.figures import Figures
    from qualitydesk.translation import Translator
    from ui.context import Context

NO_BREAK, JOINED = "\u00a0", "\u2060"
"""What stands around them keeps to one line: a sign of money and its figure, Chinese words."""


class FiguresCard(Card):
    """A chart of one period."""

    def show_figures(self, figures: Figures) -> None:
        """Show what of them the card is for."""
        raise NotImplementedError


class DefectsCard(FiguresCard):
    """The Pareto of defects found."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Defects found"))
        self._tr = context.tr
        self.number = label(context.theme, "", "body", "text-3")
        self.head.insertWidget(1, self.number)
        self.chart = ParetoChart(context.theme)
        self.nothing = label(
            context.theme, context.tr("No defect was found in this period."), "body", "text-3"
        )
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.chart, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show a period."""
        tr, series = self._tr, figures.defects
        self.number.setText(
            tr.plural(
                "{total} in 1 inspection",
                "{total} in {n} inspections",
                figures.inspections,
                total=tr.number(series.total),
            )
        )
        few = tr.plural("1 code makes 80 %", "{n} codes make 80 %", series.few) if series.total else ""
        self.set_aside(few)
        marks = [_defect(tr, figures, bar, series) for bar in series.bars]
        summary = ". ".join(filter(None, (self.title.text(), self.number.text(), few)))
        self.chart.show_series(series, marks, summary)
        self.chart.setVisible(bool(series.bars))
        self.nothing.setVisible(not series.bars)


def _defect(tr: Translator, figures: Figures, bar: ParetoBar, series: Pareto) -> Mark:
    if bar.merged:
        words = tr.plural("1 other code: {count}", "{n} other codes: {count}", bar.merged, count=bar.count)
        return Mark("…", tr("other"), words)
    name = tr.name(figures.codes[bar.key])
    share = f"{bar.cumulative / 100:.0f}"
    words = tr(
        "{code} {name}: {count}, with those before it {share} %",
        code=bar.key,
        name=name,
        count=bar.count,
        share=share,
    )
    return Mark(bar.key, name, words)


class LiableCard(FiguresCard):
    """Claims by who bears most of them; undecided ones are hatched."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Claims by liable party"))
        self._tr = context.tr
        self.number = label(context.theme, "", "body", "text-3")
        self.head.insertWidget(1, self.number)
        self.chart = BarRows(context.theme)
        self.nothing = label(context.theme, context.tr("No claim came in this period."), "body", "text-3")
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.chart, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show a period."""
        tr, series = self._tr, figures.claims
        self.number.setText(tr.number(series.total))
        rows = [_liable(tr, figures, bar) for bar in series.bars]
        if series.undecided:
            words = tr.plural(
                "1 claim is not decided yet", "{n} claims are not decided yet", series.undecided
            )
            mark = Mark(tr("Not decided yet"), "", words)
            figure, length = tr.number(series.undecided), series.share(series.undecided)
            rows.append(BarRow("circle-dashed", length, figure, mark, unknown=True))
        self.chart.show_rows(rows, f"{self.title.text()}: {self.number.text()}")
        self.chart.setVisible(bool(rows))
        self.nothing.setVisible(not rows)


def _liable(tr: Translator, figures: Figures, bar: Bar) -> BarRow:
    figure, length = tr.number(bar.value), figures.claims.share(bar.value)
    bearer = figures.bearers.get(bar.key)
    if bearer is None:
        title = tr.plural("1 other", "{n} others", bar.merged)
        return BarRow("users-round", length, figure, Mark(title, "", f"{title}: {figure}"))
    name, role = tr.name(bearer.name), tr(ROLE_WORDS[bearer.role])
    mark = Mark(name, role, tr("{name}, {role}: {count}", name=name, role=role, count=figure))
    icon = ROLE_ICONS.get(bearer.role, "building-2")
    return BarRow(icon, length, figure, mark, calm=bearer.role in CALM)


class CostCard(FiguresCard):
    """Cost borne and got back by month, with its totals."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("After-sales cost"), padded=False)
        self._context, self._tr = context, context.tr
        theme, tr = context.theme, context.tr
        for ink, words in (("mute-solid", tr("borne")), ("series", tr("recovered"))):
            entry = QHBoxLayout()
            entry.setContentsMargins(theme.px(4), 0, 0, 0)
            entry.setSpacing(theme.px(5))
            entry.addWidget(Swatch(context, ink))
            entry.addWidget(label(theme, words, "small", "text-2"))
            self.head.addLayout(entry)
        self.chart = PairChart(theme)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(8), 0, theme.px(14), theme.px(6))
        inner.addWidget(self.chart, 1)
        self.others = TwoLines(theme, "", "small", "text-3")
        beneath = QHBoxLayout()
        beneath.setContentsMargins(theme.px(8), 0, 0, 0)
        beneath.addWidget(self.others)
        inner.addLayout(beneath)
        self.body.addLayout(inner, 1)
        self.body.setSpacing(0)
        self.body.addWidget(hairline())
        self.totals = QWidget()
        self._row = QHBoxLayout(self.totals)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.totals.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.totals)

    def show_figures(self, figures: Figures) -> None:
        """Show the months."""
        tr, series, currency = self._tr, figures.costs, figures.currency
        marks = [_month(tr, pair, currency) for pair in series.pairs]
        facts = _totals(tr, figures)
        summary = ", ".join([self.title.text(), *(f"{name} {value}" for name, value in facts)])
        self.chart.show_series(series, lambda minor: tick(minor, currency), marks, summary)
        self._show_totals(facts)
        parts = [
            _unbroken(
                tr(
                    "{borne} borne, {recovered} recovered",
                    borne=money(Money(one.borne, one.currency)),
                    recovered=money(Money(one.recovered, one.currency)),
                )
            )
            for one in figures.other_costs
        ]
        self.others.set_full(tr("Not converted: {costs}", costs=tr.listed(parts, long=True)) if parts else "")
        self.others.setVisible(bool(parts))

    def _show_totals(self, facts: Sequence[tuple[str, str]]) -> None:
        theme = self._context.theme
        clear(self._row)
        for place, (name, value) in enumerate(facts):
            if place:
                self._row.addWidget(hairline(upright=True))
            cell = QVBoxLayout()
            cell.setContentsMargins(theme.px(11), theme.px(8), theme.px(2), theme.px(8))
            cell.setSpacing(theme.px(1))
            cell.addWidget(label(theme, name, "small", "text-2"))
            cell.addWidget(label(theme, value, "party"))
            self._row.addLayout(cell, 1)


def _unbroken(words: str) -> str:
    return JOINED.join(words.replace(" ", NO_BREAK))


def _totals(tr: Translator, figures: Figures) -> tuple[tuple[str, str], ...]:
    series, currency = figures.costs, figures.currency
    recovered = tr("Recovered") if series.percent is None else tr("Recovered {n} %", n=series.percent)
    return (
        (tr("Borne"), short_money(Money(series.first, currency))),
        (recovered, short_money(Money(series.second, currency))),
        (tr("Not covered"), short_money(Money(series.open, currency))),
    )


def _month(tr: Translator, pair: Pair, currency: str) -> Mark:
    name = tr.month(pair.month)
    words = tr(
        "{month}: {borne} borne, {recovered} recovered",
        month=name,
        borne=money(Money(pair.first, currency)),
        recovered=money(Money(pair.second, currency)),
    )
    return Mark(name, "", words)


class Swatch(Painted):
    """The small square of a legend; decoration, the word beside it says it."""

    def __init__(self, context: Context, ink: str) -> None:
        super().__init__(context.theme)
        self._ink = ink
        self.setFixedSize(context.theme.px(10), context.theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square in the ink of its series."""
        painter = QPainter(self)
        self.brush(painter).box(QRectF(self.rect()), self._ink, "", 2)
        painter.end()
