"""The editor of liability: one line a party with its percentage and reason, and the live check to 100 %."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from qualitydesk.domain.claims.liability import Liability, LiabilityRole, Share, parse_percent, percent_text
from qualitydesk.domain.errors import Conflict, RuleBroken
from qualitydesk.services import claims
from qualitydesk.services.claims import Candidate, NewShare
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.choice_box import ChoiceBox
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.labels import IconLabel, label, repolish, set_ink
from ui.kit.painted.share_bar import Share as BarShare
from ui.kit.painted.share_bar import ShareBar
from ui.screens.claims import words
from ui.screens.claims.deciding import tell_conflict

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from ui.context import Context


ARROW = 56
"""What a box to choose from needs beside its words."""


@dataclass(frozen=True, slots=True)
class Line:
    """The widgets of one party."""

    candidate: Candidate
    role: ChoiceBox
    percent: QLineEdit
    reason: QLineEdit


class LiabilityDialog(Dialog):
    """Every party that may bear a part; empty means none."""

    def __init__(
        self, context: Context, parent: QWidget, file: ClaimFile, then: Callable[[str], None]
    ) -> None:
        tr = context.tr
        super().__init__(
            parent,
            context.theme,
            tr("Share the liability"),
            icon="percent",
            subtitle=file.number,
            width=720,
            close_words=tr("Close"),
        )
        self.context, self.file, self._then = context, file, then
        self.bar = ShareBar(context.theme)
        self.body.addWidget(self.bar)
        self.lines = [self._line(one) for one in self._parties()]
        self.body.addLayout(self._grid())
        self.body.addLayout(self._check_row())
        self.body.addStretch()
        self.set_consequence(tr("Costs follow the shares to the cent."))
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(Action("save", tr("Save"), self.save, kind="primary"))
        self.follow()
        self._unchanged = self._standing()
        self.keeper = self.keep_draft(context, self, Slot("liability", file.id))
        if self.lines:
            self.lines[0].percent.setFocus()

    # -- what is kept as a draft

    def _standing(self) -> dict[str, Any]:
        return {
            line.candidate.party_id: [line.role.currentData(), line.percent.text(), line.reason.text()]
            for line in self.lines
        }

    def kept(self) -> dict[str, Any]:
        """The lines that differ from what is saved, by party."""
        return {party: said for party, said in self._standing().items() if said != self._unchanged[party]}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Put those lines back."""
        for line in (one for one in self.lines if one.candidate.party_id in kept):
            role, percent, reason = kept[line.candidate.party_id]
            line.role.setCurrentIndex(max(0, line.role.findData(role)))
            line.percent.setText(percent)
            line.reason.setText(reason)

    def revert(self) -> None:
        """As it is saved."""
        self.take_up(self._unchanged)

    def _parties(self) -> list[Candidate]:
        known = {
            one.party_id: Candidate(one.party_id, one.name, one.role) for one in self.file.liability.shares
        }
        others = (one for one in self.file.candidates if one.party_id not in known)
        return [*known.values(), *others]

    def _line(self, candidate: Candidate) -> Line:
        tr, theme = self.context.tr, self.theme
        share = next((one for one in self.file.liability.shares if one.party_id == candidate.party_id), None)
        role = ChoiceBox()
        for each, name in words.ROLE_NAMES.items():
            role.addItem(tr(name), each.value)
        role.setCurrentIndex(role.findData(candidate.role.value))
        role.setEnabled(candidate.role is not LiabilityRole.US)
        role.setAccessibleName(tr("Role of {party}", party=candidate.name))
        percent = QLineEdit(percent_text(share.points) if share else "")
        percent.setAccessibleName(tr("Percent of {party}", party=candidate.name))
        percent.setFixedWidth(theme.px(88))
        reason = QLineEdit(share.reason if share else "")
        reason.setAccessibleName(tr("Reason of {party}", party=candidate.name))
        for box in (role, percent, reason):
            box.setFont(theme.font("body"))
        widest = max(map(theme.metrics("body").horizontalAdvance, map(tr, words.ROLE_NAMES.values())))
        role.setMinimumWidth(widest + theme.px(ARROW))
        percent.textChanged.connect(self.follow)
        for changed in (role.activated, percent.textEdited, reason.textEdited):
            changed.connect(self._touch)
        return Line(candidate, role, percent, reason)

    def _grid(self) -> QGridLayout:
        tr, theme, grid = self.context.tr, self.theme, QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        for column, title in enumerate((tr("Party"), tr("Role"), tr("Percent"), tr("Why"))):
            grid.addWidget(label(theme, title, "small", "text-2"), 0, column)
        for row, line in enumerate(self.lines, 1):
            grid.addWidget(label(theme, tr.name(line.candidate.name), "strong"), row, 0)
            for column, box in enumerate((line.role, line.percent, line.reason), 1):
                grid.addWidget(box, row, column)
        grid.setColumnStretch(3, 1)
        return grid

    def _check_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._tick = IconLabel(self.theme, "circle-alert", "warn", 16)
        self.check = label(self.theme, "", "strong", "warn")
        row.addWidget(self._tick)
        row.addWidget(self.check)
        row.addStretch()
        return row

    def _points(self, line: Line) -> int | None:
        try:
            return parse_percent(line.percent.text()) if line.percent.text().strip() else 0
        except RuleBroken:
            return None

    def _touch(self, *_what: object) -> None:
        self.keeper.touch()

    def follow(self, *_text: str) -> None:
        """Check what is typed, at once."""
        points = [self._points(line) for line in self.lines]
        for line, one in zip(self.lines, points, strict=True):
            line.percent.setProperty("state", "error" if one is None else "")
            repolish(line.percent)
        liability = Liability(
            tuple(self._share(line, one or 0) for line, one in zip(self.lines, points, strict=True))
        )
        readable = None not in points
        tr = self.context.tr
        self.check.setText(tr(liability.sentence) if readable else tr("One of the figures can’t be read."))
        ink = (
            "ok"
            if liability.whole and readable
            else "bad"
            if liability.points > 10_000 or not readable
            else "warn"
        )
        set_ink(self.check, ink)
        self._tick.set_icon("circle-check" if ink == "ok" else "circle-alert", ink)
        self.button.setEnabled(readable and liability.points <= 10_000)
        self._draw(liability)

    def _draw(self, liability: Liability) -> None:
        tr = self.context.tr
        bars = [
            BarShare(one.points, f"{one.percent} %", tr.name(one.name))
            for one in liability.shares
            if one.points
        ]
        left = liability.undecided
        said = tr("{percent} % not decided yet", percent=percent_text(left)) if left else ""
        self.bar.set_shares(bars, said)

    def _share(self, line: Line, points: int) -> Share:
        return Share(line.candidate.party_id, line.candidate.name, line.candidate.role, points)

    def new_shares(self) -> list[NewShare]:
        """What was typed, without the parties that bear nothing."""
        found = []
        for line in self.lines:
            points = self._points(line) or 0
            if points:
                role = LiabilityRole(str(line.role.currentData()))
                found.append(NewShare(line.candidate.party_id, role, points, line.reason.text()))
        return found

    def save(self) -> None:
        """Keep the shares; the dialog stays when they are refused."""
        desk, file, shares = self.context.desk, self.file, self.new_shares()
        self.context.jobs.write(
            self,
            lambda: claims.share_liability(desk, file.id, file.version, shares),
            lambda _version: self._saved(),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        desk, key = self.context.desk, self.file.id
        if isinstance(error, Conflict):
            self.context.jobs.read(self, lambda: claims.open_claim(desk, key), self._compare)
        else:
            failures.tell(self.context, self, error)

    def _compare(self, newest: ClaimFile) -> None:
        """Somebody else was faster: shares that he left alone are saved now, his own are told first."""
        tr, seen, self.file = self.context.tr, self.file.liability, newest
        if newest.liability == seen:
            self.save()
        else:
            theirs = (f"{tr.name(one.name)} {one.percent} %" for one in newest.liability.shares)
            tell_conflict(self.context, self, tr.listed(theirs) or words.NOTHING)

    def _saved(self) -> None:
        self.accept()
        self._then("liability")
