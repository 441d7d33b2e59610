"""The three charts of Home in their cards: defects, liable parties, cost. The series come computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualitydesk.domain.money import Money
from qualitydesk.domain.statistics.series import Bar, Pair, Pareto, ParetoBar
from qualitydesk.services.figure_lists import claims_of, costs_of, inspections_of, undecided_of
from ui.kit.amounts import money, short_money, tick
from ui.kit.charts.bar_rows import BarRow, BarRows
from ui.kit.charts.pair_chart import PairChart
from ui.kit.charts.pareto_chart import ParetoChart
from ui.kit.charts.plot import Chart, Mark
from ui.kit.labels import TwoLines, clear, hairline, label
from ui.kit.links import Link, quiet_link
from ui.kit.painted.canvas import Painted
from ui.kit.panel import Card
from ui.lists.asked import Filters, asked
from ui.screens.home.words import CALM, ROLE_ICONS, ROLE_WORDS

if TYPE_CHECKING:
    from qualitydesk.services.figures import Figures
    from qualitydesk.translation import Translator
    from ui.context import Context

ChartT = TypeVar("ChartT", bound=Chart)
NO_BREAK, JOINED = "\u00a0", "\u2060"
"""What stands around them keeps to one line: a sign of money and its figure, Chinese words."""


class FiguresCard(Card, Generic[ChartT]):
    """A chart of one period; each of its numbers leads to the list it was counted from."""

    chart: ChartT

    def __init__(self, context: Context, title: str, *, padded: bool = True) -> None:
        super().__init__(context.theme, title, padded=padded)
        self.context, self._tr = context, context.tr
        self.figures: Figures | None = None

    def show_figures(self, figures: Figures) -> None:
        """Show what of them the card is for."""
        raise NotImplementedError

    def head_number(self, lists: Callable[[Figures, str], Filters], screen: str) -> Link:
        """The number beside the title, which leads to all that was counted."""
        made = quiet_link(self.theme, "", lambda: self.go(screen, lists))
        self.head.insertWidget(1, made)
        return made

    def go(self, screen: str, lists: Callable[[Figures, str], Filters]) -> None:
        """Open the list behind a number; the house's time zone says when its days begin."""
        if self.figures is not None:
            zone = self.context.desk.house.timezone
            self.context.navigate(screen, asked(lists(self.figures, zone)))


AnyFiguresCard = FiguresCard[Any]


class DefectsCard(FiguresCard[ParetoChart]):
    """The Pareto of defects found."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Defects found"))
        self.number = self.head_number(inspections_of, "inspections")
        self.chart = ParetoChart(context.theme)
        self.chart.lead()
        self.chart.opened.connect(self._open)
        self.nothing = label(
            context.theme, context.tr("No defect was found in this period."), "body", "text-3"
        )
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.chart, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show a period."""
        tr, series, self.figures = self._tr, figures.defects, figures
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

    def _open(self, place: int) -> None:
        """The inspections that found a code, or one of those merged in the last bar."""

        def lists(figures: Figures, zone: str) -> Filters:
            bars = figures.defects.bars
            shown = {bar.key for bar in bars if not bar.merged}
            codes = sorted(figures.codes.keys() - shown) if bars[place].merged else [bars[place].key]
            return inspections_of(figures, zone, codes)

        self.go("inspections", lists)


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


class LiableCard(FiguresCard[BarRows]):
    """Claims by who bears most of them; undecided ones are hatched."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Claims by liable party"))
        self.number = self.head_number(claims_of, "claims")
        self.chart = BarRows(context.theme)
        self.chart.lead()
        self.chart.opened.connect(self._open)
        self.nothing = label(context.theme, context.tr("No claim came in this period."), "body", "text-3")
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.chart, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show a period."""
        tr, series, self.figures = self._tr, figures.claims, figures
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

    def _open(self, place: int) -> None:
        """The claims of a party, of those merged in one bar, or those that are not decided yet."""

        def lists(figures: Figures, zone: str) -> Filters:
            bars = figures.claims.bars
            if place >= len(bars):
                return undecided_of(figures, zone)
            shown = {bar.key for bar in bars if not bar.merged}
            merged = sorted(figures.bearers.keys() - shown)
            return claims_of(figures, zone, merged if bars[place].merged else (bars[place].key,))

        self.go("claims", lists)


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


class CostCard(FiguresCard[PairChart]):
    """Cost borne and got back by month, with its totals."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("After-sales cost"), padded=False)
        theme, tr = context.theme, context.tr
        for ink, words in (("mute-solid", tr("borne")), ("series", tr("recovered"))):
            entry = QHBoxLayout()
            entry.setContentsMargins(theme.px(4), 0, 0, 0)
            entry.setSpacing(theme.px(5))
            entry.addWidget(Swatch(context, ink))
            entry.addWidget(label(theme, words, "small", "text-2"))
            self.head.addLayout(entry)
        self.chart = PairChart(theme)
        self.chart.lead()
        self.chart.opened.connect(self._open)
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
        self.figures = figures
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

    def _open(self, place: int) -> None:
        """The claims whose cost was booked in a month."""
        self.go("claims", lambda figures, zone: costs_of(figures, zone, figures.costs.pairs[place].month))

    def _show_totals(self, facts: Sequence[tuple[str, str]]) -> None:
        theme, lists = self.theme, (costs_of, partial(costs_of, recovered=True), costs_of)
        clear(self._row)
        for place, (name, value) in enumerate(facts):
            if place:
                self._row.addWidget(hairline(upright=True))
            cell = QVBoxLayout()
            cell.setContentsMargins(theme.px(11), theme.px(8), theme.px(2), theme.px(8))
            cell.setSpacing(theme.px(1))
            cell.addWidget(label(theme, name, "small", "text-2"))
            total = quiet_link(theme, value, partial(self.go, "claims", lists[place]), "party", "text")
            total.setAccessibleName(f"{name} {value}")
            cell.addWidget(total)
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
