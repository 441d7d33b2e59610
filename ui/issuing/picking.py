"""Which photos go on paper: all there are, each with its caption, ticked or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.photo_strip import Photo, PhotoButton, load_thumbnail

if TYPE_CHECKING:
    from reports.declaration import PhotoChoice
    from ui.context import Context

ACROSS, PICTURE = 4, (140, 105)


class PhotoPicker(Dialog):
    """``then`` gets the ids that stay ticked, in the order of the record."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        photos: Sequence[PhotoChoice],
        chosen: Sequence[str],
        then: Callable[[tuple[str, ...]], None],
    ) -> None:
        tr = context.tr
        super().__init__(
            parent, context.theme, tr("Choose photos"), icon="image", width=680, height=560,
            close_words=tr("Close"),
        )  # fmt: skip
        self.context, self._then = context, then
        self.boxes: dict[str, QCheckBox] = {}
        inside, grid = QWidget(), QGridLayout()
        inside.setProperty("kind", "surface")
        inside.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.theme.px(12))
        grid.setColumnStretch(ACROSS, 1)
        for place, photo in enumerate(photos):
            cell = self._cell(photo, ticked=photo.id in chosen)
            grid.addLayout(cell, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(photos) // ACROSS + 1, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("Photos"))
        self.body.addWidget(area, 1)
        self.add_button(Action("all", tr("All"), partial(self.tick_all, on=True), "square-check"))
        self.add_button(Action("none", tr("None"), partial(self.tick_all, on=False), "square"))
        self.add_button(Action("take", tr("Take these"), self.take, "check", kind="primary"))
        self._count()

    def _cell(self, photo: PhotoChoice, *, ticked: bool) -> QVBoxLayout:
        context, theme = self.context, self.theme
        caption, size = context.tr.name(photo.caption), QSize(theme.px(PICTURE[0]), theme.px(PICTURE[1]))

        def small() -> bytes:
            from qualitydesk.services.attachments import thumbnail

            return thumbnail(context.desk, photo.key)

        room = size.width() - theme.px(28)
        picture = PhotoButton(theme, Photo(photo.key, caption, small), size)
        box = QCheckBox(theme.metrics("small").elidedText(caption, Qt.TextElideMode.ElideRight, room))
        box.setFont(theme.font("small"))
        box.setChecked(ticked)
        box.setAccessibleName(caption)
        box.toggled.connect(lambda _on: self._count())
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.clicked.connect(box.toggle)
        load_thumbnail(context.jobs, picture, size)
        cell = QVBoxLayout()
        cell.setSpacing(theme.px(4))
        cell.addWidget(picture)
        cell.addWidget(box)
        self.boxes[photo.id] = box
        return cell

    def tick_all(self, *, on: bool) -> None:
        """Tick or untick every photo."""
        for box in self.boxes.values():
            box.setChecked(on)

    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _count(self) -> None:
        said = self.context.tr("{done} of {total}", done=len(self.chosen()), total=len(self.boxes))
        self.set_consequence(said)

    def take(self) -> None:
        """Hand the ticked ones on."""
        self._then(self.chosen())
        self.accept()
