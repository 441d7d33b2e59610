"""The right column: tiles to add a defect with one key, and the defects found, with their photos."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.inspection.defects import CatalogueDefect
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.vocabulary import look
from qualitydesk.services import inspections
from ui.kit.focus import has_keys
from ui.kit.labels import ElidedLabel, IconLabel, KeyCap, clear, hairline, label
from ui.kit.links import link
from ui.kit.photo_album import Album, TakeOff
from ui.kit.photo_strip import NewPhoto, PhotoStrip, StripWords
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.screens.capture import words
from ui.screens.capture.parts import BigButton, EdgeCard

if TYPE_CHECKING:
    from qualitydesk.services.inspections import DefectLine, InspectionFile
    from ui.context import Context

TILES = 6
USUAL = ("C-10", "P-03", "A-01", "F-05", "M-02", "C-11")
CLASS_INKS = {DefectClass.CRITICAL: "bad", DefectClass.MAJOR: "warn", DefectClass.MINOR: "text-2"}


@dataclass(frozen=True, slots=True)
class DefectDeeds:
    """What tiles and rows can ask for."""

    add: Callable[[str], None]
    other: Callable[[], None]
    change: Callable[[DefectLine], None]
    remove: Callable[[DefectLine], None]
    photos: Callable[[str, Sequence[NewPhoto]], None]
    take_off: TakeOff
    refused: Callable[[str], None]


def tile_codes(file: InspectionFile, catalogue: Mapping[str, CatalogueDefect]) -> list[str]:
    """Which defects have a tile: those this checklist looks for, then the usual ones; F1 to F12 reach
    twelve.
    """
    wanted = [check.defect_code for check in file.checks if not check.sample]
    codes = [*wanted, *USUAL, *(defect.code for defect in file.defects)]
    return [code for code in dict.fromkeys(codes) if code in catalogue][:12]


def class_mark(context: Context, defect_class: DefectClass) -> QWidget:
    """Icon of a class in its ink."""
    return IconLabel(context.theme, look(defect_class.value).icon, CLASS_INKS[defect_class], 13)


class Tile(BigButton):
    """Key, short name, count; class and code below."""

    def __init__(
        self, context: Context, place: int, entry: CatalogueDefect, count: int, run: Callable[[], None]
    ) -> None:
        super().__init__(context.theme, "", 64)
        theme, tr = context.theme, context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(2))
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addStrut(theme.metrics("title").height())  # with a count or without, neighbours stand level
        self._key = KeyCap(f"F{place + 1}", theme)
        top.addWidget(self._key)
        top.addWidget(ElidedLabel(theme, tr.name(entry.short), "warehouse"), 1)
        if count:
            figure = label(theme, str(count), "title")
            figure.setFixedHeight(theme.metrics("title").height())
            top.addWidget(figure)
        column.addLayout(top)
        self._under = under = QHBoxLayout()
        under.setSpacing(theme.px(4))
        under.addWidget(class_mark(context, entry.defect_class))
        text = f"{entry.code} · {tr(entry.defect_class.value)}"
        self._class = ElidedLabel(theme, text, "small", "text-3")
        under.addWidget(self._class, 1)
        column.addLayout(under)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{tr.name(entry.name)}, {text}, {count}")
        set_tip(self, tr.name(entry.name))
        self.clicked.connect(lambda _on=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Code and class stand under the name, or from the edge on where they need the room."""
        super().resizeEvent(event)
        px = self.theme.px
        needed = self._class.sizeHint().width() + px(13 + 4 + 2 * 8)
        name_at = self._key.sizeHint().width() + px(8)
        self._under.setContentsMargins(min(name_at, max(0, self.width() - needed)), 0, 0, 0)


class TileCard(EdgeCard):
    """Six tiles; the catalogue behind them."""

    def __init__(self, context: Context, deeds: DefectDeeds) -> None:
        super().__init__(context.theme)
        self.context, self.deeds = context, deeds
        self.codes: list[str] = []
        theme, tr = context.theme, context.tr
        head = QHBoxLayout()
        head.addWidget(label(theme, tr("Add a defect"), "party"))
        head.addStretch()
        more = link(theme, tr("All defects"), deeds.other)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head.addWidget(more)
        self.body.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(8))
        self.body.addLayout(self._grid)

    def show_file(self, file: InspectionFile) -> None:
        """Show the tiles of this checklist with what was found so far."""
        entries = inspections.catalogue()
        self.codes = tile_codes(file, entries)
        clear(self._grid)
        for place, code in enumerate(self.codes[:TILES]):
            count = sum(defect.count for defect in file.defects if defect.code == code)
            tile = Tile(self.context, place, entries[code], count, partial(self.deeds.add, code))
            self._grid.addWidget(tile, place // 2, place % 2)

    def add(self, place: int) -> None:
        """The defect of that place, if there is one; more have a key than a tile."""
        if place < len(self.codes):
            self.deeds.add(self.codes[place])


class DefectRow(QWidget):
    """Photo or the place for it, name, where, class, note; a pencil changes it, a cross withdraws it, and
    what has a photo is given another.
    """

    def __init__(self, context: Context, defect: DefectLine, deeds: DefectDeeds) -> None:
        super().__init__()
        self.defect = defect
        theme, tr, strip = context.theme, context.tr, self._strip(context, defect, deeds)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(strip, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        name = tr.name(defect.name)
        counted = name if defect.count == 1 else f"{name} × {defect.count}"
        column.addWidget(ElidedLabel(theme, counted, "body"))
        place = words.where(tr, defect)
        where = f"{defect.code} · {place}" if place else defect.code
        column.addWidget(label(theme, where, "small", "text-3", wrap=True))
        under = QHBoxLayout()
        under.setSpacing(theme.px(4))
        under.addWidget(class_mark(context, defect.defect_class))
        ink = CLASS_INKS[defect.defect_class]
        under.addWidget(label(theme, words.class_and_photos(tr, defect), "small-strong", ink, wrap=True), 1)
        if defect.photos:
            more = tr("Add another photo of {name}", name=name)
            under.addWidget(_tool(theme, "image-plus", more, tr("Add another photo"), strip.choose))
        column.addLayout(under)
        if defect.note:
            column.addWidget(label(theme, defect.note, "small", "text-2", wrap=True))
        row.addLayout(column, 1)
        tools = QVBoxLayout()
        tools.setSpacing(theme.px(4))
        for icon, said, tip, run in (
            ("x", tr("Withdraw defect {name}", name=name), tr("Withdraw"), partial(deeds.remove, defect)),
            ("pencil", tr("Change defect {name}", name=name), tr("Change"), partial(deeds.change, defect)),
        ):
            tools.addWidget(_tool(theme, icon, said, tip, run))
        row.addLayout(tools)
        row.setAlignment(tools, Qt.AlignmentFlag.AlignTop)

    def _strip(self, context: Context, defect: DefectLine, deeds: DefectDeeds) -> PhotoStrip:
        tr, theme = context.tr, context.theme
        said = StripWords(
            tr("Add a photo"), tr("Choose photos"), tr("Photo missing") if defect.photo_missing else ""
        )
        strip = PhotoStrip(theme, context.jobs, said, size=(72, 54), tile=not defect.photos)
        album = Album(context, strip)
        album.fill(defect.photos[:1], defect.photos, may_tell=True, take_off=deeds.take_off)
        strip.setFixedSize(theme.px(72), theme.px(54))
        strip.added.connect(lambda photos: deeds.photos(defect.id, photos))
        strip.refused.connect(deeds.refused)
        return strip


def _tool(theme: Theme, icon: str, said: str, tip: str, run: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon, "text-3", 14))
    button.setIconSize(QSize(theme.px(14), theme.px(14)))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(said)
    set_tip(button, tip)
    button.clicked.connect(lambda _on=False: run())
    return button


class DefectCard(EdgeCard):
    """What was found, newest first."""

    def __init__(self, context: Context, deeds: DefectDeeds) -> None:
        super().__init__(context.theme)
        self.context, self.deeds = context, deeds
        theme, tr = context.theme, context.tr
        self.body.setContentsMargins(1, theme.px(10), 1, 1)
        self.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        head.setSpacing(theme.px(8))
        self._count = label(theme, "", "body", "text-3")
        self._mark = IconLabel(theme, "camera", "warn", 14)
        self._missing = label(theme, "", "small-strong", "warn")
        head.addWidget(label(theme, tr("Defects"), "party"))
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self._mark)
        head.addWidget(self._missing)
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area.setWidget(holder)
        self.body.addWidget(area, 1)

    def show_file(self, file: InspectionFile) -> None:
        """Show the defects that count."""
        tr = self.context.tr
        clear(self._rows)
        self._count.setText(str(sum(defect.count for defect in file.defects)))
        missing = file.progress.missing_photos
        self._missing.setText(tr.plural("1 photo missing", "{n} photos missing", missing) if missing else "")
        self._mark.setVisible(bool(missing))
        for defect in file.defects:
            self._rows.addWidget(DefectRow(self.context, defect, self.deeds))
            self._rows.addWidget(hairline())
        self._rows.addStretch()

    def with_keys(self) -> DefectLine | None:
        """The defect in whose row the keys are."""
        return next((row.defect for row in self.findChildren(DefectRow) if has_keys(row)), None)
