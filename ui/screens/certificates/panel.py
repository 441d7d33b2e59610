"""The panel: a certificate with its validity, doubts and use, or what a market needs and how to get on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.countries import in_sentence
from ui.kit.actions import ActionButton, ActionSet
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.panel import KeyValues
from ui.kit.segments import Segment, Segments
from ui.registers.panel import FilePanel
from ui.screens.certificates import sections
from ui.screens.certificates.reading import Opened, cell_key
from ui.words import spelt

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateFile, Need
    from ui.context import Context
    from ui.kit.turns import Piece

_C = CertificateStatus
BARS: dict[CertificateStatus, tuple[tuple[str, ...], tuple[str, ...]]] = {
    _C.DRAFT: (("withdraw",), ("submit",)),
    _C.SUBMITTED: (("withdraw",), ("review",)),
    _C.UNDER_REVIEW: (("reject",), ("approve",)),
    _C.VALID: (("suspend",), ("ask",)),
    _C.EXPIRING: (("suspend",), ("ask",)),
    _C.EXPIRED: (("supersede",), ("ask",)),
    _C.SUSPENDED: (("withdraw",), ("lift",)),
}
"""Which actions stand at the left and at the right of the bar."""
OF_CELL = (Coverage.EXCEPTION, Coverage.DOUBTFUL)


class CertificatePanel(FilePanel):
    """Shows what was opened; its buttons belong to the screen's actions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Certificate"), "certificate")
        self.opened: Opened | None = None
        self.actions_here: ActionSet | None = None
        self.show_paper: Callable[[str], None] = lambda _key: None
        self.badge = Badge(context.theme, Status("Valid", ""))
        self.add_badge(self.badge)

    def show_opened(self, opened: Opened) -> None:
        """Show a certificate, or what is needed."""
        self.opened = opened
        told = self._certificate(opened.file, opened) if opened.file is not None else self._needed(opened)
        self.fill(self.context.jobs, (partial(self._choices, opened), *told))
        self._bar(opened)

    # -- a certificate

    def _certificate(self, file: CertificateFile, opened: Opened) -> tuple[Piece, ...]:
        """The head at once, and the sections of a paper."""
        tr = self.context.tr
        goods = next((one.sku for one in file.goods), "")
        sku = opened.cell.sku if opened.cell is not None else goods
        number = file.fields["number"]
        title = tr("{scheme} certificate", scheme=spelt(file.fields["scheme"]))
        self.set_title(title, " · ".join(filter(None, (sku, tr.name(file.market), number))))
        word = self._word(file, opened)
        self.badge.set_status(Status(word, tr(word)))
        return (
            partial(self._validity, file),
            partial(self._facts, file),
            partial(self._plausibility, file),
            partial(self._uses, file),
            partial(self.add_files, file.id, tr("Test report and other papers")),
            partial(self._trail, file),
        )

    def _facts(self, file: CertificateFile) -> None:
        pairs = sections.pairs(self.context, file)
        self.add_section().addWidget(KeyValues(self.theme, pairs, label_width=108))

    def _uses(self, file: CertificateFile) -> None:
        column = self.add_section(self.context.tr("Used by"))
        for row in sections.use_rows(self.context, file, self.context.navigate):
            column.addLayout(row)

    def _trail(self, file: CertificateFile) -> None:
        trail = self.add_section(self.context.tr("Status so far"))
        for event in reversed(file.history):
            trail.addLayout(sections.event_row(self.context, event))

    def _word(self, file: CertificateFile, opened: Opened) -> str:
        """What the cell says when it knows more than the paper: doubtful, or lifted by an exception."""
        if opened.need is not None and opened.need.row.state in OF_CELL:
            return opened.need.row.state.value
        in_force = file.status in (_C.VALID, _C.EXPIRING)
        return Coverage.DOUBTFUL.value if file.doubts and in_force else file.status.value

    def _validity(self, file: CertificateFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("Validity"), sections.days_left(self.context, file))
        line = sections.validity_line(self.context, file)
        if line is not None:
            column.addWidget(line)
        else:
            column.addWidget(label(self.theme, tr("The paper names no first day yet."), "body", "text-3"))

    def _plausibility(self, file: CertificateFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("Plausibility"), sections.checks_count(self.context, file.checks))
        for check in file.checks:
            column.addLayout(sections.check_row(self.context, check))
        if not file.checks:
            words = tr("Nothing can be looked at yet: name products, holder and dates.")
            column.addWidget(label(self.theme, words, "body", "text-3", wrap=True))

    # -- a cell

    def _choices(self, opened: Opened) -> None:
        """Several papers asked in one cell: which one is looked at."""
        cell, need = opened.cell, opened.need
        if cell is None or need is None or len(cell.needs) < 2:
            return
        tr = self.context.tr
        segments = [Segment(one.row.scheme, spelt(one.row.scheme)) for one in cell.needs]
        chosen = Segments(self.theme, segments, tr("Papers asked here"))
        chosen.choose(need.row.scheme)
        chosen.chosen.connect(lambda scheme: self.show_paper(cell_key(cell.product_id, cell.market, scheme)))
        row = QHBoxLayout()
        row.addWidget(chosen)
        row.addStretch()
        self.add_section().addLayout(row)

    def _needed(self, opened: Opened) -> tuple[Piece, ...]:
        """The head at once, and the sections of what has no paper."""
        cell, tr = opened.cell, self.context.tr
        if cell is None:
            return ()
        market = tr.name(cell.market_name)
        under = " · ".join((cell.sku, tr.name(cell.product), market))
        need = opened.need
        if need is None:
            self.set_title(tr("Nothing needed"), under)
            self.badge.set_status(Status(cell.state.value, tr(cell.state.value)))
            words = tr("{market} asks for no paper for {category}.", market=market, category=cell.category)
            return (partial(self._say, words),)
        self.set_title(tr("{scheme} needed", scheme=spelt(need.row.scheme)), under)
        self.badge.set_status(Status(need.row.state.value, tr(need.row.state.value)))
        to = in_sentence(cell.market_name)
        words = tr("Until then the gate stops every shipment of {sku} to {market}.", sku=cell.sku, market=to)
        follows = (partial(self._follows, words),) if need.lifted is None else ()
        return partial(self._why, need), partial(self._asked, need), *follows

    def _say(self, words: str) -> None:
        self.add_section().addWidget(label(self.theme, words, "body", "text-2", wrap=True))

    def _asked(self, need: Need) -> None:
        column = self.add_section(self.context.tr("What the market asks for"))
        column.addWidget(KeyValues(self.theme, sections.need_pairs(self.context, need), label_width=92))

    def _follows(self, words: str) -> None:
        said = label(self.theme, words, "body", "text-2", wrap=True)
        row = sections.icon_row(self.context, "octagon-x", "bad", said)
        self.add_section(self.context.tr("What follows")).addLayout(row)

    def _why(self, need: Need) -> None:
        tr = self.context.tr
        column: QVBoxLayout = self.add_section()
        column.addWidget(label(self.theme, tr(need.row.reason), "body", "text", wrap=True))
        if need.lifted is not None:
            by = tr(
                "Granted by {name} until {day}: {reason}",
                name=need.lifted.by,
                day=need.lifted.until,
                reason=need.lifted.reason,
            )
            column.addLayout(
                sections.icon_row(
                    self.context, "flag", "info", label(self.theme, by, "body", "text-2", wrap=True)
                )
            )

    # -- the bar

    def _bar(self, opened: Opened) -> None:
        if opened.file is not None:
            left, right = BARS.get(opened.file.status, ((), ()))
        elif opened.need is not None:
            left, right = ("except",), ("add",)
        else:
            left, right = (), ()
        self.set_bar(self._buttons(left), self._buttons(right))

    def _buttons(self, names: tuple[str, ...]) -> list[QWidget]:
        # Made here and not by the set: they go with the record, the set's buttons stay with the screen.
        acts = self.actions_here
        return [ActionButton(acts.find(name), self.theme, show_key=False) for name in names] if acts else []
