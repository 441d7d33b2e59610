"""The files of a record, in one widget: listed, opened, saved, added by drop, paste or choice, taken off.

Any screen: ``self.files = AttachmentList(context, "party")``, then ``self.files.show_record(party.id)`` when
another record is shown. Kinds are those of services/attachments, which refuses what is no picture or PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.file_names import file_label
from ui.context import Context, ToastAction
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.file_view import ask_where_to_save
from ui.kit.labels import ElidedLabel, IconLabel, clear, label
from ui.kit.outside import ask_to_open
from ui.kit.photo_strip import Photo, PhotoButton, as_png, load_thumbnail
from ui.kit.photo_view import show_photos
from ui.kit.taking import TakesFiles
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from qualitydesk.services.attachments import Attached, FileOn

SUFFIXES = ("pdf", "jpg", "jpeg", "png", "webp")
THUMB = (40, 30)


class AttachmentList(TakesFiles):
    """``kind`` is the record's ("claim"). Ctrl+V pastes while it has the focus; files may be dropped on it.

    With ``photos`` False pictures are taken in but not listed, for screens that show them in a strip.
    """

    def __init__(self, context: Context, kind: str, *, photos: bool = True) -> None:
        super().__init__()
        self.context, self.theme, self.kind, self._key = context, context.theme, kind, ""
        self.files: tuple[FileOn, ...] = ()
        self._may_add, self._photos = True, photos
        tr, px = context.tr, self.theme.px
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Files"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        column.addLayout(self._rows)
        foot = QHBoxLayout()
        add = Action("add_file", tr("Add a file"), self.choose, "paperclip", kind="quiet")
        self.add_button = ActionButton(add, self.theme, size="small", show_key=False)
        self.add_button.setAutoDefault(False)
        foot.addWidget(self.add_button)
        self._hint = ElidedLabel(self.theme, tr("or drop it here, or paste it"), "small", "text-3")
        foot.addWidget(self._hint, 1)
        column.addLayout(foot)

    def show_record(self, key: str, *, may_add: bool = True) -> None:
        """List the files of the record with that key; ``may_add`` False shows them only."""
        self._key, self._may_add = key, may_add and bool(key)
        for part in (self.add_button, self._hint):
            part.setVisible(self._may_add)
        self.setAcceptDrops(self._may_add)
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        desk, key = self.context.desk, self._key

        def work() -> tuple[FileOn, ...]:
            from qualitydesk.services.attachments import files_on

            return files_on(desk, key) if key else ()

        self.context.jobs.read(self, work, self._show, self._failed, latest="files")

    def _failed(self, error: Exception) -> None:
        failures.tell(self.context, self, error)

    def _show(self, files: tuple[FileOn, ...]) -> None:
        self.files = files = tuple(one for one in files if self._photos or not one.is_photo)
        clear(self._rows)
        for file in files:
            self._rows.addWidget(FileRow(self, file, may_remove=self._may_add))
        if not files and not self._may_add:
            self._rows.addWidget(label(self.theme, self.context.tr("No files."), "body", "text-3"))

    # -- what a row asks for

    def open(self, file: FileOn) -> None:
        """Look at the photos in the window, at a paper in the system's own viewer."""
        if not file.is_photo:
            ask_to_open(self.context, self, file.attachment_id, file.name)
            return
        photos = [one for one in self.files if one.is_photo]
        view = show_photos(self.context, self, photos, file.link_id, may_tell=self._may_add)
        view.told.connect(lambda _photo: self.reload())

    def save(self, file: FileOn) -> None:
        """Save a copy."""
        ask_where_to_save(self.context, self, file.attachment_id, file.name)

    def remove(self, file: FileOn) -> None:
        """Take it off; the toast puts it back."""
        tr, desk = self.context.tr, self.context.desk

        def take_off() -> None:
            from qualitydesk.services.attachments import remove_file

            remove_file(desk, file.link_id)

        def put_back() -> None:
            from qualitydesk.services.attachments import restore_file

            restore_file(desk, file.link_id)

        def done(_none: object) -> None:
            back = ToastAction(tr("Undo"), lambda: self._write(put_back), undoes=True)
            self.context.toast(tr("“{file}” is taken off.", file=file.name), "ok", back)
            self.reload()

        self.context.jobs.write(self, take_off, done, self._failed)

    def _write(self, work: Callable[[], object]) -> None:
        self.context.jobs.write(self, work, lambda _answer: self.reload(), self._failed)

    # -- adding

    def choose(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, self.context.tr("Choose files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter("*." + " *.".join(SUFFIXES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def add_files(self, names: Sequence[str]) -> None:
        """Take files in, each by a job of its own: one that is refused does not stop the others."""
        for name in names:
            path = Path(name)
            self._add(path.name, partial(_read, path))

    def _add(self, name: str, content: Callable[[], bytes]) -> None:
        desk, kind, key = self.context.desk, self.kind, self._key

        def work() -> Attached:
            from qualitydesk.services.attachments import attach_file

            return attach_file(desk, kind, key, content(), name)

        if key and self._may_add:
            called = file_label(name)
            self.context.jobs.write(self, work, partial(self._added, called), partial(self._refused, called))

    def _refused(self, called: str, error: Exception) -> None:
        """Say which of the files is not taken, for there may be several."""
        if not isinstance(error, RuleBroken):
            self._failed(error)
            return
        tr, why = self.context.tr, failures.in_one_line(error, self.context.tr)
        self.context.toast(tr("“{file}” was not added. {why}", file=called, why=why), "warn")

    def _added(self, called: str, attached: Attached) -> None:
        if attached.healed:
            words = self.context.tr("“{file}” was missing or damaged. It is whole again.", file=called)
            self.context.toast(words, "ok")
        self.reload()

    def may_take(self) -> bool:
        """Whether files may be added to this record."""
        return self._may_add

    def add_picture(self, picture: QImage) -> None:
        """Take a picture from the clipboard in as a file."""
        self._add(self.context.tr("pasted picture") + ".png", lambda: as_png(picture))


class FileRow(QWidget):
    """One file: picture or icon, name, size; open, save, take off."""

    def __init__(self, listing: AttachmentList, file: FileOn, *, may_remove: bool) -> None:
        super().__init__()
        self.file, self._listing = file, listing
        context, theme, tr = listing.context, listing.theme, listing.context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._mark())
        name = ElidedLabel(theme, file.name, "body")
        row.addWidget(name, 1)
        row.addWidget(label(theme, size_words(file.size), "small", "text-3"))
        tools = [
            ("eye", tr("Open {file}", file=file.name), listing.open),
            ("download", tr("Save {file}", file=file.name), listing.save),
        ]
        if may_remove:
            tools.append(("x", tr("Take off {file}", file=file.name), listing.remove))
        for icon, words, run in tools:
            row.addWidget(self._tool(icon, words, run))
        self.setAccessibleName(f"{file.name}, {size_words(file.size)}")
        set_tip(self, tr("Added {when}", when=context.tr.instant(file.added_at)))

    def _mark(self) -> QWidget:
        listing, file, theme = self._listing, self.file, self._listing.theme
        if not file.is_photo:
            return IconLabel(theme, "file-text", "text-2", 18)
        context, size = listing.context, QSize(theme.px(THUMB[0]), theme.px(THUMB[1]))

        def small() -> bytes:
            from qualitydesk.services.attachments import thumbnail

            return thumbnail(context.desk, file.attachment_id)

        button = PhotoButton(theme, Photo(file.attachment_id, file.name, small), size)
        button.clicked.connect(lambda: listing.open(file))
        load_thumbnail(context.jobs, button, size)
        return button

    def _tool(self, icon: str, words: str, run: Callable[[FileOn], None]) -> QToolButton:
        theme, button = self._listing.theme, QToolButton()
        button.setIcon(theme.icon(icon, "text-2", 14))
        button.setIconSize(QSize(theme.px(14), theme.px(14)))
        button.setFixedSize(QSize(theme.px(26), theme.px(26)))
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(lambda _on=False: run(self.file))
        return button


def size_words(size: int) -> str:
    """ "1.4 MB", "312 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _read(path: Path) -> bytes:
    from qualitydesk.services.attachments import read_from

    return read_from(path)
