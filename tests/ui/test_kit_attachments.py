"""The files of a record in the window: dropped, pasted, chosen, refused with a reason, taken off and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qualitydesk.services.products import create_product
from reports.issuing import Wish, draft
from tests.reports.test_issuing import NUMBER, add_inspection
from ui.context import Context, ToastAction
from ui.kit.attachments import AttachmentList, FileRow, size_words
from ui.kit.dialogs import Dialog
from ui.kit.file_view import save_copy
from ui.kit.outside import forget_copies


@pytest.fixture
def listing(qtbot: QtBot, seated: Context) -> AttachmentList:
    made = AttachmentList(seated, "product")
    qtbot.addWidget(made)
    made.show()
    made.show_record(create_product(seated.desk, sku="BK-1", name="Kettle"))
    quiet(qtbot, seated)
    return made


@pytest.fixture
def paper(seated: Context, tmp_path: Path) -> Path:
    add_inspection(seated.desk)
    path = tmp_path / "report.pdf"
    path.write_bytes(draft(seated.desk, Wish("inspection-certificate", NUMBER)).pdf)
    return path


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def rows(listing: AttachmentList) -> list[FileRow]:
    return [row for row in listing.findChildren(FileRow) if row.isVisible()]


def test_a_dropped_paper_and_a_pasted_picture_are_listed(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper))])
    assert listing.take_mime(mime)
    quiet(qtbot, seated)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    mime = QMimeData()
    mime.setImageData(picture)
    assert listing.take_mime(mime)
    qtbot.waitUntil(lambda: len(rows(listing)) == 2)
    assert [one.name for one in listing.files] == ["report.pdf", "pasted picture.png"]
    listing.open(listing.files[1])
    quiet(qtbot, seated)
    open_dialog().reject()
    qtbot.waitUntil(lambda: not dialogs())
    quiet(qtbot, seated)


def dialogs() -> list[Dialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog)]


def open_dialog() -> Dialog:
    (dialog,) = dialogs()
    return dialog


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's own viewer, which tests have not, was asked to open."""
    asked: list[Path] = []

    def open_url(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def test_a_paper_from_outside_is_opened_by_the_systems_viewer_after_a_warning(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path, shown: list[Path]
) -> None:
    """reliability C4.12: never drawn here; a copy that nobody may run."""
    strange = paper.rename(paper.with_name("pay\u202efdp.now.pdf"))
    listing.add_files([str(strange)])
    qtbot.waitUntil(lambda: len(rows(listing)) == 1)
    quiet(qtbot, seated)
    listing.open(listing.files[0])
    assert shown == [], "it asks first"
    assert any("payfdp.now.pdf" in one.text() for one in open_dialog().findChildren(QLabel))
    open_dialog().reject()
    qtbot.waitUntil(lambda: not dialogs())
    quiet(qtbot, seated)
    assert shown == []
    listing.open(listing.files[0])
    open_dialog()._confirm()
    qtbot.waitUntil(lambda: bool(shown))
    (copy,) = shown
    assert copy.name == "payfdp.now.pdf", "signs that turn words around are left out"
    assert copy.read_bytes() == strange.read_bytes()
    assert copy.stat().st_mode & 0o177 == 0
    assert copy.parent.stat().st_mode & 0o077 == 0
    forget_copies()
    assert not copy.exists()
    quiet(qtbot, seated)


def test_another_file_is_refused_and_the_good_one_beside_it_taken(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    seated.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ\x90\x00")
    listing.add_files([str(program), str(paper)])
    qtbot.waitUntil(lambda: len(rows(listing)) == 1)
    quiet(qtbot, seated)
    assert said == ["“setup.exe” was not added. This file is no JPEG, PNG or WebP picture."]


def test_a_damaged_file_is_whole_again_once_it_is_added_again(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path
) -> None:
    said: list[str] = []
    seated.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    listing.add_files([str(paper)])
    qtbot.waitUntil(lambda: len(rows(listing)) == 1)
    folder = seated.desk.attachments.folder
    assert folder is not None
    kept = next(folder.rglob(listing.files[0].sha256))
    kept.write_bytes(b"%PDF-")
    listing.add_files([str(paper)])
    qtbot.waitUntil(lambda: bool(said))
    quiet(qtbot, seated)
    assert said == ["“report.pdf” was missing or damaged. It is whole again."]
    assert kept.read_bytes() == paper.read_bytes()


def test_taking_off_can_be_undone_and_a_copy_saved(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path, tmp_path: Path
) -> None:
    offered: list[ToastAction] = []
    seated.signals.toast_asked.connect(lambda _words, _tone, action: offered.append(action))
    listing.add_files([str(paper)])
    qtbot.waitUntil(lambda: len(rows(listing)) == 1)
    file = listing.files[0]
    save_copy(seated, listing, file.attachment_id, tmp_path / "copy.pdf")
    quiet(qtbot, seated)
    assert (tmp_path / "copy.pdf").read_bytes() == paper.read_bytes()
    listing.remove(file)
    qtbot.waitUntil(lambda: not listing.files)
    assert offered[-1].undoes
    offered[-1].run()
    qtbot.waitUntil(lambda: len(listing.files) == 1)
    quiet(qtbot, seated)


def test_who_may_only_look_adds_nothing(
    qtbot: QtBot, seated: Context, listing: AttachmentList, paper: Path
) -> None:
    listing.show_record(create_product(seated.desk, sku="BK-2", name="Iron"), may_add=False)
    quiet(qtbot, seated)
    assert not listing.add_button.isVisible()
    listing.add_files([str(paper)])
    quiet(qtbot, seated)
    assert listing.files == ()


def test_sizes_are_said_in_round_figures() -> None:
    assert [size_words(size) for size in (12, 312_400, 1_440_000)] == ["1 kB", "312 kB", "1.4 MB"]
