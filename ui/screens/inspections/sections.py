"""Parts of the detail panel: a class against its limit, defects of one kind, a line of the trail, a
consequence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.inspection.states import DefectClass, InspectionStatus
from ui.context import ToastAction
from ui.kit import failures
from ui.kit.badges import StatusLine
from ui.kit.cells import Status
from ui.kit.dashes import DashedEdge
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.painted.limit_bar import LimitBar, LimitCounts
from ui.kit.panel import one_line
from ui.kit.photo_album import Album
from ui.kit.photo_strip import PhotoStrip, StripWords
from ui.kit.tips import set_tip
from ui.screens.inspections import words

if TYPE_CHECKING:
    from qualitydesk.domain.inspection.verdict import Standing
    from qualitydesk.services.inspections import (
        Consequence,
        DefectLine,
        InspectionFile,
        StoredPhoto,
        TrailLine,
    )
    from ui.context import Context
    from ui.kit.photo_telling import Seen


@dataclass(frozen=True, slots=True)
class DefectGroup:
    """Defects of one code, as the panel shows them."""

    first: DefectLine
    count: int
    cartons: tuple[str, ...]
    units: tuple[int, ...]
    photos: tuple[StoredPhoto, ...]


def grouped(defects: Sequence[DefectLine]) -> tuple[DefectGroup, ...]:
    """Defects by code and class, the serious ones first."""
    groups: dict[tuple[DefectClass, str], list[DefectLine]] = {}
    for defect in defects:
        groups.setdefault((defect.defect_class, defect.code), []).append(defect)
    order = list(DefectClass)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(_group(groups[key]) for key in keys)


def _group(lines: Sequence[DefectLine]) -> DefectGroup:
    return DefectGroup(
        first=lines[0],
        count=sum(line.count for line in lines),
        cartons=tuple(dict.fromkeys(line.carton for line in reversed(lines) if line.carton)),
        units=tuple(dict.fromkeys(line.unit for line in reversed(lines) if line.unit)),
        photos=tuple(photo for line in lines for photo in line.photos),
    )


def limit_row(context: Context, standing: Standing, scale: int) -> QHBoxLayout:
    """Class, AQL, bar with its tick, what was found, Ac and Re."""
    tr, theme, limit = context.tr, context.theme, standing.limit
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    name = label(theme, tr(limit.defect_class.value), "body")
    name.setFixedWidth(theme.px(64))
    aql = label(theme, words.aql_words(tr, limit), "small", "text-3")
    aql.setFixedWidth(theme.px(56))
    said = f"{tr(limit.defect_class.value)}: {standing.found}, {words.limit_words(tr, limit)}"
    bar = LimitBar(theme, LimitCounts(standing.found, limit.ac, scale), said)
    found = label(theme, str(standing.found), "card-title", "bad" if standing.rejected else "text")
    found.setFixedWidth(theme.px(26))
    found.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    limits = label(theme, words.limit_words(tr, limit), "small", "text-2")
    limits.setFixedWidth(theme.px(80))
    for part in (name, aql):
        row.addWidget(part)
    row.addWidget(bar, 1)
    for part in (found, limits):
        row.addWidget(part)
    return row


def strip(
    context: Context, file: InspectionFile, photos: Sequence[StoredPhoto], size: tuple[int, int] = (64, 48)
) -> PhotoStrip:
    """Some photos of an inspection; a click shows them one after another."""
    words_ = StripWords(context.tr("Photos"), context.tr("Choose photos"))
    made = PhotoStrip(context.theme, context.jobs, words_, size=size, may_add=False)
    writing = file.mine and file.status is InspectionStatus.IN_PROGRESS
    off = partial(take_photo_off, context, made, file) if writing else None
    Album(context, made, 2 * max(size)).fill(photos, file.all_photos, may_tell=writing, take_off=off)
    return made


def take_photo_off(
    context: Context, shown_in: QWidget, file: InspectionFile, photo: Seen, taken: Callable[[], None]
) -> None:
    """Take a photo off an inspection at work; the toast hangs it again."""
    from qualitydesk.services.inspections import remove_photo, restore_photo

    tr, desk, link, owner = context.tr, context.desk, photo.link_id, shown_in.window()

    def failed(error: Exception) -> None:
        failures.tell(context, owner, error)

    def put_back() -> None:
        context.jobs.write(context.signals, lambda: restore_photo(desk, file.id, link))

    def done(_standing: object) -> None:
        taken()
        undo = ToastAction(tr("Undo"), put_back, undoes=True)
        context.toast(tr("“{file}” is taken off.", file=photo.name), "ok", undo)

    context.jobs.write(owner, lambda: remove_photo(desk, file.id, link), done, failed)


class DefectRow(QWidget):
    """Photo, code and name, class and where, how many."""

    def __init__(self, context: Context, file: InspectionFile, group: DefectGroup) -> None:
        super().__init__()
        tr, theme, defect = context.tr, context.theme, group.first
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._picture(context, file, group))
        column = QVBoxLayout()
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(label(theme, defect.code, "strong", "text-2"))
        top.addWidget(ElidedLabel(theme, tr.name(defect.name), "strong"), 1)
        column.addLayout(top)
        under = QHBoxLayout()
        under.setSpacing(theme.px(4))
        under.addWidget(ClassLine(context, defect.defect_class))
        where = words.carton_words(tr, list(group.cartons), list(group.units))
        under.addWidget(ElidedLabel(theme, f"· {where}" if where else "", "small", "text-3"), 1)
        column.addLayout(under)
        row.addLayout(column, 1)
        row.addWidget(label(theme, f"× {group.count}", "card-title"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{defect.code} {tr.name(defect.name)}, {group.count}")

    def _picture(self, context: Context, file: InspectionFile, group: DefectGroup) -> QWidget:
        if group.photos:
            made: QWidget = strip(context, file, group.photos[:1])
            made.setFixedSize(context.theme.px(64), context.theme.px(48))
            return made
        return NoPhoto(context)


class NoPhoto(QWidget):
    """A dashed place where a photo is missing."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        from PySide6.QtWidgets import QFrame

        theme = context.theme
        self.setFixedSize(theme.px(64), theme.px(48))
        frame = QFrame(self)
        frame.setProperty("kind", "drop")
        DashedEdge(frame, theme, "warn-solid", 4)
        frame.setGeometry(0, 0, theme.px(64), theme.px(48))
        inner = QHBoxLayout(frame)
        inner.addWidget(IconLabel(theme, "camera", "warn", 16), 0, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(context.tr("Photo missing"))
        set_tip(self, context.tr("Photo missing"))


class ClassLine(StatusLine):
    """Icon and word of a defect class in small size."""

    def __init__(self, context: Context, defect_class: DefectClass) -> None:
        tone = "text-2" if defect_class is DefectClass.MINOR else ""
        icon = "info" if tone else ""
        super().__init__(
            context.theme, Status(defect_class.value, context.tr(defect_class.value), icon, tone)
        )


def trail_row(context: Context, line: TrailLine) -> QHBoxLayout:
    """When and what."""
    theme, tr = context.theme, context.tr
    row = QHBoxLayout()
    at = label(theme, words.moment(tr, line.at), "small", "text-3")
    at.setFixedWidth(theme.px(88))
    said = label(theme, tr(line.words), "small", "text-2", wrap=True)
    at.setMinimumHeight(one_line(theme, said))
    row.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    return row


def consequence_row(context: Context, line: Consequence) -> QHBoxLayout:
    """Icon and sentence."""
    row = QHBoxLayout()
    row.setSpacing(context.theme.px(8))
    row.addWidget(IconLabel(context.theme, line.icon, "text-3", 14))
    row.addWidget(label(context.theme, context.tr(line.words), "body", "text-2", wrap=True), 1)
    return row
