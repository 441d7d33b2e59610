"""The photos of a record one after another, as large as the window allows; who may tells in both languages
and by marks what each shows. The files themselves stay as they came.

Drawing is ``photo_canvas``, keeping ``photo_telling``. Whether a record may still be written in is its
screen's to say, and the service's to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualitydesk.domain.photo_marks import MARK_NAMES, MOST_MARKS, MarkKind
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog, house
from ui.kit.file_view import read_kept
from ui.kit.form import Field, Form
from ui.kit.hints import Hint, HintBar
from ui.kit.labels import ElidedLabel, label, show_when
from ui.kit.photo_canvas import PhotoCanvas
from ui.kit.photo_ground import STEP
from ui.kit.photo_strip import whole_picture
from ui.kit.photo_telling import Described, Seen, Telling, marks_in_words, seen
from ui.kit.segments import Segment, Segments
from ui.kit.tool_button import tool_button

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

WIDEST, AROUND = 1240, 64
FINEST = 3000
"""Pixels of a photo's longer side as it is read to be looked at: fine enough to come near."""
PENS = {MarkKind.ARROW: "arrow-up-right", MarkKind.RING: "circle", MarkKind.BOX: "square"}


def show_photos(
    context: Context,
    parent: QWidget,
    photos: Sequence[Described],
    key: str = "",
    *,
    may_tell: bool = False,
    take_off: Callable[[Seen], None] | None = None,
) -> PhotoView:
    """Show the photos of a record, beginning with the one that hangs by that link (or with the first);
    ``may_tell`` for who may write in the record now. A photo that is to go is handed to ``take_off``.
    """
    view = PhotoView(context, parent, photos, key, may_tell=may_tell, take_off=take_off)
    view.open()
    view.canvas.setFocus()
    return view


class PhotoView(Dialog):
    """Arrows walk from photo to photo."""

    told = Signal(object)
    """What a photo shows was kept: the ``Seen`` it is now."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        photos: Sequence[Described],
        key: str,
        *,
        may_tell: bool,
        take_off: Callable[[Seen], None] | None,
    ) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(parent, theme, tr("Photo"), icon="image", close_words=tr("Close"))
        self.context, self.may_tell, self._at = context, may_tell, 0
        self.photos = [seen(one) for one in photos]
        self._loss: ActionButton | None = None
        self.telling = Telling(self)
        self.telling.kept.connect(self._kept)
        self.telling.refused.connect(self._offer_loss)
        room = house(parent).size()
        self.resize(min(theme.px(WIDEST), room.width() - theme.px(AROUND)), room.height() - theme.px(AROUND))
        self.canvas = PhotoCanvas(theme, tr("Photo"))
        self.canvas.marked.connect(self._touch)
        self.canvas.full.connect(self._say_full)
        self.body.addWidget(self.canvas, 1)
        self.body.addLayout(self._tools())
        self.form = Form(theme, tr, _fields(tr), columns=2)
        self.form.changed.connect(lambda _name: self._touch())
        self.form.setVisible(may_tell)
        self.body.addWidget(self.form)
        if take_off is not None:
            self.add_button(_taking_off(self, take_off))
        self.add_cancel(tr("Close"))
        self.body.addWidget(
            HintBar(theme, _hints(tr, several=len(self.photos) > 1, may_tell=may_tell), edge=0)
        )
        self.show_at(next((n for n, one in enumerate(self.photos) if key == one.link_id), 0))

    def _tools(self) -> QHBoxLayout:
        tr, theme, row = self.context.tr, self.theme, QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._place = label(theme, "", "body", "text-2")
        self._name = ElidedLabel(theme, "", "body", "text-3")
        self._near = label(theme, "", "small", "text-2")
        self._near.setFixedWidth(theme.px(44))
        self._near.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = tool_button(theme, "chevron-left", tr("Previous photo"), lambda: self.walk(-1))
        self._after = tool_button(theme, "chevron-right", tr("Next photo"), lambda: self.walk(1))
        for part in (self._before, self._place, self._after):
            row.addWidget(part)
            show_when(part, len(self.photos) > 1)
        row.addWidget(self._name, 1)
        if self.may_tell:
            row.addWidget(self._pens())
            row.addWidget(tool_button(theme, "undo-2", tr("Take back the last mark"), self.canvas.undo))
            row.addSpacing(theme.px(8))
        row.addWidget(tool_button(theme, "zoom-out", tr("Farther"), lambda: self.canvas.zoom_by(1 / STEP)))
        row.addWidget(self._near)
        row.addWidget(tool_button(theme, "zoom-in", tr("Nearer"), lambda: self.canvas.zoom_by(STEP)))
        self.canvas.zoomed.connect(self._say_near)
        return row

    def _pens(self) -> Segments:
        tr = self.context.tr
        pens = [Segment("", tr("Look"), "eye")]
        pens += (Segment(kind, tr(MARK_NAMES[kind]), icon) for kind, icon in PENS.items())
        made = Segments(self.theme, pens, tr("What a stroke draws"))
        made.chosen.connect(lambda kind: self.canvas.choose_tool(MarkKind(kind) if kind else None))
        return made

    def _say_near(self, zoom: float) -> None:
        self._near.setText(self.context.tr("{n} %", n=self.context.tr.number(round(zoom * 100))))

    # -- from photo to photo

    def walk(self, step: int) -> None:
        """To the next or the one before, when what was told of this one is kept."""
        if 0 <= self._at + step < len(self.photos):
            self.telling.keep(lambda: self.show_at(self._at + step))

    def show_at(self, place: int) -> None:
        """Show the photo at that place of the row."""
        self._at, photo, tr = place, self.photos[place], self.context.tr
        total = tr.number(len(self.photos))
        self._place.setText(tr("{n} of {total}", n=tr.number(place + 1), total=total))
        said = "" if self.may_tell else tr.either(photo.caption, photo.caption_zh)
        self._name.set_full(said or photo.name)
        self._before.setEnabled(place > 0)
        self._after.setEnabled(place + 1 < len(self.photos))
        self.form.load({"caption": photo.caption, "caption_zh": photo.caption_zh})
        self.canvas.show_picture(QImage())
        self.canvas.may_mark = False
        self.canvas.show_marks(photo.marks)
        self._describe()
        self._say_kept_beside()
        self.context.jobs.read(
            self,
            lambda: whole_picture(read_kept(self.context, photo.attachment_id), FINEST),
            self._show_picture,
            self._show_none,
            latest="photo",
        )

    def _show_none(self, error: Exception) -> None:
        failures.tell(self.context, self, error)
        self._say_why_not(error)

    def _show_picture(self, image: QImage) -> None:
        self.canvas.show_picture(image)
        self.canvas.may_mark = self.may_tell and not image.isNull()
        if image.isNull():
            self.set_consequence(
                self.context.tr("This picture is damaged and cannot be opened."), "file-x", "bad"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walk(step)

    # -- what it shows

    @property
    def photo(self) -> Seen:
        """The photo in front, as it is kept."""
        return self.photos[self._at]

    def now(self) -> Seen:
        """The photo in front, as it is told now."""
        told = self.form.text("caption"), self.form.text("caption_zh")
        return replace(self.photo, caption=told[0], caption_zh=told[1], marks=self.canvas.marks)

    def put(self, name: str, value: object) -> None:
        """Take up what somebody else told."""
        if name in self.form.boxes:
            self.form.set_value(name, value)
        elif isinstance(value, tuple):
            self.canvas.show_marks(value)

    def _touch(self) -> None:
        self._say_kept_beside()
        self._describe()
        self.telling.start()

    def _say_kept_beside(self) -> None:
        said = self.context.tr("What you tell is kept beside the photo; its file stays as it came.")
        self.set_consequence(said if self.may_tell else "")

    def _say_full(self) -> None:
        said = self.context.tr("A photo takes {n} marks at most.", n=MOST_MARKS)
        self.set_consequence(said, "triangle-alert", "warn")

    def _describe(self) -> None:
        """Who cannot see the marks hears them."""
        self.canvas.setAccessibleDescription(marks_in_words(self.context.tr, self.canvas.marks))

    def _kept(self, photo: Seen) -> None:
        self.photos[self._at] = photo
        self.set_consequence(self.context.tr("Saved."), "check")
        if self._loss is not None:
            self._loss.hide()
        self.told.emit(photo)

    def _offer_loss(self, error: Exception) -> None:
        """What cannot be kept may be let go of."""
        self._say_why_not(error)
        if self._loss is None:
            leave = Action("discard", self.context.tr("Discard"), super().reject, kind="quiet")
            self._loss = self.add_button(leave)
        self._loss.show()

    def _say_why_not(self, error: Exception) -> None:
        """In the foot: a toast lies behind."""
        self.set_consequence(failures.in_one_line(error, self.context.tr), "triangle-alert", "bad")

    def reject(self) -> None:
        """Close when all is kept."""
        self.telling.keep(super().reject)


def _taking_off(view: PhotoView, take_off: Callable[[Seen], None]) -> Action:
    """Hands the photo in front to ``take_off``, and closes the view."""

    def go() -> None:
        take_off(view.photo)
        Dialog.reject(view)

    return Action(
        "take_off", view.context.tr("Remove photo"), lambda: view.telling.keep(go), "trash-2", kind="quiet"
    )


def _fields(tr: Translator) -> list[Field]:
    fields = [
        Field("caption", tr("What it shows, in English")),
        Field("caption_zh", tr("What it shows, in Chinese")),
    ]
    return fields[::-1] if tr.language.startswith("zh") else fields


def _hints(tr: Translator, *, several: bool, may_tell: bool) -> list[Hint]:
    hints = [Hint(("+", "-", "0"), tr("nearer, farther, all of it"))]
    if several:
        hints.insert(0, Hint(("Left", "Right"), tr("another photo")))
    if may_tell:
        hints += [
            Hint(("A", "R", "B"), tr("arrow, ring, box")),
            Hint(("M",), tr("next mark")),
            Hint(("Shift+Right",), tr("size it")),
            Hint(("Del",), tr("take it off")),
        ]
    return hints
