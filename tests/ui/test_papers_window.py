"""Papers in the window: the preview, the register, the verdict, and issuing with a signature."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import Query, msg
from qualitydesk.services import documents
from qualitydesk.services.desk import Desk
from qualitydesk.services.documents import DocumentFile
from reports.issuing import Wish, issue
from tests.builders import PASSWORD, desk_of
from tests.reports.test_issuing import NUMBER, add_inspection, with_photos
from ui.context import Context
from ui.issuing.dialog import IssueDialog
from ui.kit import pdf_pages
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.pdf_preview import PdfPreview
from ui.kit.pdf_print import print_on
from ui.kit.screen import Screen
from ui.screens.documents.screen import DocumentsScreen
from ui.screens.verify.checking import check_file
from ui.screens.verify.screen import VerifyScreen
from ui.shell_keys import next_pane


@pytest.fixture
def issued(local_manager: Desk) -> DocumentFile:
    add_inspection(local_manager)
    return issue(local_manager, Wish("inspection-certificate", NUMBER))


@pytest.fixture
def paper(local_manager: Desk, issued: DocumentFile) -> bytes:
    return documents.read_pdf(local_manager, issued.row.id)


def shown(qtbot: QtBot, screen: Screen) -> None:
    qtbot.addWidget(screen)
    screen.resize(1232, 900)
    screen.show()
    qtbot.waitExposed(screen)


def says(screen: VerifyScreen, word: str) -> bool:
    return screen.result.accessibleName().startswith(word)


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


# -- the preview


def test_the_preview_fits_turns_and_zooms(qtbot: QtBot, seated: Context, paper: bytes) -> None:
    preview = PdfPreview(seated)
    qtbot.addWidget(preview)
    preview.resize(600, 800)
    preview.show()
    preview.show_pdf(paper)
    qtbot.waitUntil(lambda: preview.sheet.drawn)
    assert preview.pages == len(pdf_pages.measure(paper).pages)
    assert preview.sheet.width() <= preview.area.width()
    fitted = preview.sheet.width()
    QTest.keyClick(preview.area, Qt.Key.Key_Plus)
    quiet(qtbot, seated)
    assert preview.sheet.width() > fitted
    QTest.keyClick(preview.area, Qt.Key.Key_0)
    quiet(qtbot, seated)
    assert preview.sheet.width() == fitted
    preview.turn(-1)
    assert preview.page == 0


def test_a_damaged_file_is_said_in_the_papers_place(qtbot: QtBot, seated: Context) -> None:
    preview = PdfPreview(seated)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_pdf(b"%PDF-1.4 junk")
    quiet(qtbot, seated)
    assert not preview.sheet.drawn
    assert preview.stack.currentWidget() is not preview.area
    with pytest.raises(Unavailable):
        pdf_pages.measure(b"")


def test_a_paper_that_arrives_late_is_not_shown_for_another_record(
    qtbot: QtBot, seated: Context, paper: bytes
) -> None:
    preview = PdfPreview(seated)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_pdf(paper)
    preview.clear()
    preview.stack.show_empty("file-x", "This number has no paper.")
    quiet(qtbot, seated)
    assert not preview.sheet.drawn
    assert preview.stack.currentWidget() is not preview.area


def test_trying_again_makes_the_paper_anew(qtbot: QtBot, seated: Context) -> None:
    preview, tried = PdfPreview(seated), list[str]()
    qtbot.addWidget(preview)
    preview.show()
    preview.fail(Unavailable(msg("away")), lambda: tried.append("again"))
    retry = next(one for one in preview.findChildren(ActionButton) if one.action.id == "retry")
    retry.click()
    assert tried == ["again"]


def test_printing_hands_every_page_to_the_printer(
    qtbot: QtBot, seated: Context, paper: bytes, tmp_path: Path
) -> None:
    preview = PdfPreview(seated)
    qtbot.addWidget(preview)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target = tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    with qtbot.waitSignal(seated.signals.toast_asked):
        print_on(seated, preview, printer, paper)
        preview.deleteLater()  # whoever prints may go on to something else
    assert len(pdf_pages.measure(target.read_bytes()).pages) == len(pdf_pages.measure(paper).pages)


# -- the register


def test_the_register_shows_the_paper_beside_its_line(
    qtbot: QtBot, seated: Context, issued: DocumentFile
) -> None:
    screen = DocumentsScreen(seated)
    shown(qtbot, screen)
    screen.open_record("")
    qtbot.waitUntil(lambda: screen.paper.opened is not None)
    quiet(qtbot, seated)
    assert screen.paper.title.full() == issued.row.number
    assert screen.paper.preview.sheet.drawn
    assert screen.acts.find("void").locked() == ""


def test_declaring_void_asks_why_and_shows_it(qtbot: QtBot, seated: Context, issued: DocumentFile) -> None:
    screen = DocumentsScreen(seated)
    shown(qtbot, screen)
    screen.open_record(issued.row.id)
    qtbot.waitUntil(lambda: screen.paper.opened is not None)
    screen.steps.ask_void()
    dialog = next(one for one in screen.window().findChildren(Dialog) if one.isVisible())
    form = dialog.findChild(Form)
    assert form is not None
    form.set_value("reason", "wrong lot named")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(seated.signals.toast_asked):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.refresh(frozenset({"issued_document"}))
    qtbot.waitUntil(lambda: "wrong lot named" in screen.paper.reason.text())
    assert screen.acts.find("void").locked()
    assert not screen.acts.find("void").offered(), "a void paper stays void"
    quiet(qtbot, seated)


def test_a_refusal_because_it_is_void_already_shows_so_in_the_list_behind(
    qtbot: QtBot, seated: Context, issued: DocumentFile
) -> None:
    screen = DocumentsScreen(seated)
    shown(qtbot, screen)
    screen.open_record(issued.row.id)
    qtbot.waitUntil(lambda: screen.paper.opened is not None)
    quiet(qtbot, seated)
    documents.void_document(seated.desk, issued.row.id, issued.row.version, "voided elsewhere")
    screen.steps.ask_void()
    dialog = next(one for one in screen.window().findChildren(Dialog) if one.isVisible())
    form = dialog.findChild(Form)
    assert form is not None
    form.set_value("reason", "wrong lot named")
    dialog.findChildren(ActionButton)[-1].click()
    qtbot.waitUntil(lambda: "voided elsewhere" in screen.paper.reason.text())
    quiet(qtbot, seated)
    row = screen.list.table.rows.record(issued.row.id)
    assert row is not None
    assert row.state == "Void"
    assert dialog.isVisible(), "the reason stays"
    assert not screen.acts.find("void").offered()
    dialog.reject()


def test_a_paper_is_saved_as_it_was_issued(
    qtbot: QtBot, seated: Context, issued: DocumentFile, paper: bytes, tmp_path: Path
) -> None:
    screen = DocumentsScreen(seated)
    shown(qtbot, screen)
    screen.open_record(issued.row.number)
    qtbot.waitUntil(lambda: screen.paper.opened is not None)
    with qtbot.waitSignal(seated.signals.toast_asked):
        screen.steps.save_to(tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == paper
    quiet(qtbot, seated)


def test_an_empty_register_says_what_to_do(qtbot: QtBot, seated: Context) -> None:
    screen = DocumentsScreen(seated)
    shown(qtbot, screen)
    screen.open_record("")
    quiet(qtbot, seated)
    assert screen.list.stack.currentWidget() is not screen.list.table
    assert screen.acts.find("print").locked()


# -- the verdict


def drop(screen: VerifyScreen, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    screen.drop.dropEvent(QDropEvent(QPoint(5, 5), actions, data, button, Qt.KeyboardModifier.NoModifier))


def test_a_dropped_paper_is_valid_and_an_altered_one_is_not(
    qtbot: QtBot, seated: Context, paper: bytes, tmp_path: Path
) -> None:
    screen = VerifyScreen(seated)
    shown(qtbot, screen)
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(paper)
    bad.write_bytes(paper + b"\n")
    for file, word in ((good, "Valid"), (bad, "Altered")):
        drop(screen, file)
        qtbot.waitUntil(partial(says, screen, word))
        assert screen.right.isVisible()
    quiet(qtbot, seated)


def test_the_keys_of_verifying_stand_at_the_foot_and_act(
    qtbot: QtBot, seated: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFileDialog] = []

    def opened(dialog: QFileDialog) -> None:
        asked.append(dialog)

    monkeypatch.setattr(QFileDialog, "open", opened)
    screen = VerifyScreen(seated)
    shown(qtbot, screen)
    quiet(qtbot, seated)
    printed = [one.text() for one in screen.hint_bar.findChildren(QLabel)]
    assert {"verify", "choose files", "next pane", "all keys"} <= set(printed)
    screen.activateWindow()
    screen.code.setFocus()
    qtbot.waitUntil(screen.code.hasFocus)
    QTest.keyClick(screen.code, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert [one.windowTitle() for one in asked] == ["Choose papers to verify"]
    chosen = [str(tmp_path / name) for name in ("one.pdf", "two.pdf")]
    asked[0].filesSelected.emit(chosen)
    assert screen.several.paths == chosen
    quiet(qtbot, seated)
    assert next_pane(screen.panes(), 1), "F6 goes round"


def test_of_several_papers_each_has_its_verdict(
    qtbot: QtBot, seated: Context, paper: bytes, tmp_path: Path
) -> None:
    def listed(screen: VerifyScreen) -> list[str]:
        lines = screen.several.list
        return [lines.item(place).text() for place in range(lines.count())]

    said = ["Valid · good.pdf", "Altered · bad.pdf", "Cannot be read · gone.pdf"]
    screen = VerifyScreen(seated)
    shown(qtbot, screen)
    good, bad, gone = (tmp_path / name for name in ("good.pdf", "bad.pdf", "gone.pdf"))
    good.write_bytes(paper)
    bad.write_bytes(paper + b"\n")
    drop(screen, good, bad, gone, good)
    qtbot.waitUntil(lambda: listed(screen) == said and says(screen, "Valid"))
    assert screen.several.isVisible()
    second = screen.several.list.visualItemRect(screen.several.list.item(1)).center()
    QTest.mouseClick(screen.several.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    qtbot.waitUntil(partial(says, screen, "Altered"))
    again = VerifyScreen(seated)
    again.restore(screen.state())
    shown(qtbot, again)
    qtbot.waitUntil(lambda: listed(again) == said and says(again, "Altered"))
    drop(again, good, bad)
    drop(again, good)
    qtbot.waitUntil(partial(says, again, "Valid"))
    assert not again.several.isVisible()
    quiet(qtbot, seated)


def test_what_is_no_file_is_not_called_a_foreign_paper(seated: Context, tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        check_file(seated.desk, str(tmp_path))


def test_a_typed_code_shows_the_registered_paper(qtbot: QtBot, seated: Context, issued: DocumentFile) -> None:
    screen = VerifyScreen(seated)
    shown(qtbot, screen)
    QTest.keyClicks(screen.code, issued.row.check_code.lower())
    QTest.keyClick(screen.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.result.accessibleName().startswith("Valid"))
    qtbot.waitUntil(lambda: screen.preview.sheet.drawn)
    screen.code.setText("hello")
    screen.verify_code()
    qtbot.waitUntil(lambda: screen.result.accessibleName().startswith("Not ours"))
    assert not screen.right.isVisible()
    quiet(qtbot, seated)


def test_a_file_that_cannot_be_read_leaves_no_verdict_of_another(
    qtbot: QtBot, seated: Context, issued: DocumentFile, tmp_path: Path
) -> None:
    screen = VerifyScreen(seated)
    shown(qtbot, screen)
    screen.code.setText(issued.row.check_code)
    screen.verify_code()
    qtbot.waitUntil(lambda: screen.result.isVisible() and screen.right.isVisible())
    screen.verify_file(str(tmp_path / "gone.pdf"))
    qtbot.waitUntil(lambda: not screen.result.isVisible() and not screen.right.isVisible())


def test_a_page_built_anew_says_again_what_was_checked(
    qtbot: QtBot, seated: Context, paper: bytes, tmp_path: Path
) -> None:
    file, screen = tmp_path / "good.pdf", VerifyScreen(seated)
    file.write_bytes(paper)
    qtbot.addWidget(screen)
    screen.code.setText("7F3K-9Q2M")
    screen.verify_file(str(file))
    again = VerifyScreen(seated)
    again.restore(screen.state())
    shown(qtbot, again)
    qtbot.waitUntil(partial(says, again, "Valid"))
    assert again.code.text() == "7F3K-9Q2M"
    again.open_record("hello")
    qtbot.waitUntil(partial(says, again, "Not ours"))
    last = VerifyScreen(seated)
    last.restore(again.state())
    shown(qtbot, last)
    qtbot.waitUntil(partial(says, last, "Not ours"))
    quiet(qtbot, seated)


# -- issuing


@pytest.fixture
def dialog(qtbot: QtBot, seated: Context, local_manager: Desk) -> IssueDialog:
    add_inspection(local_manager)
    parent = DocumentsScreen(seated)
    shown(qtbot, parent)
    made = IssueDialog(seated, parent, "inspection-certificate", NUMBER)
    made.open()
    qtbot.waitUntil(lambda: made.preview.sheet.drawn)
    return made


def test_a_hairline_parts_the_options_from_the_page(dialog: IssueDialog, seated: Context) -> None:
    shown = dialog.grab().toImage()
    edge = dialog.preview.mapTo(dialog, QPoint(-1, 0))
    column = {shown.pixelColor(edge.x(), edge.y() + y).name() for y in range(dialog.preview.height())}
    assert column == {seated.theme.colour("border").name()}


def test_issuing_needs_the_password_and_registers_once(
    qtbot: QtBot, seated: Context, dialog: IssueDialog, local_manager: Desk
) -> None:
    assert not dialog.issue_button.isEnabled()
    sign = dialog.options.sign
    QTest.keyClicks(sign.password, "wrong password")
    dialog.issue()
    qtbot.waitUntil(sign.wrong.isVisible)
    assert sign.wrong.text() == "The password is wrong. Nothing was signed."
    assert documents.count(local_manager, Query()) == 0
    QTest.keyClicks(sign.password, PASSWORD)
    assert not sign.wrong.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        dialog.issue()
    quiet(qtbot, seated)
    (row,) = documents.page(local_manager, Query()).rows
    assert (row.state, row.subject_number) == ("Issued", NUMBER)


def test_who_may_not_issue_it_is_told_before_he_signs(
    qtbot: QtBot, context: Context, local_manager: Desk, local_staffed: Backend
) -> None:
    add_inspection(local_manager)
    context.sit_down(desk_of(local_staffed, "chen"))
    parent = DocumentsScreen(context)
    shown(qtbot, parent)
    dialog = IssueDialog(context, parent, "inspection-certificate", NUMBER)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview.sheet.drawn)
    dialog.options.sign.password.setText(PASSWORD)
    assert dialog._why_not() == "Chen Yu may not do this: it is for Manager, Admin."
    said = {one.text() for one in dialog.options.ready.findChildren(QLabel)}
    assert {"Not ready to issue", dialog._why_not()} <= said
    quiet(qtbot, context)
    dialog.reject()


def test_a_long_name_leaves_the_password_in_sight(
    qtbot: QtBot, context: Context, local_manager: Desk
) -> None:
    add_inspection(local_manager)
    named = replace(local_manager.person, name="Maria Magdalena Schmidt-Hohenstein " * 3)
    context.sit_down(local_manager.of(named))
    parent = DocumentsScreen(context)
    shown(qtbot, parent)
    dialog = IssueDialog(context, parent, "inspection-certificate", NUMBER)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview.sheet.drawn)
    password, options = dialog.options.sign.password, dialog.options
    assert (
        password.mapTo(options, password.rect().topRight()).x() < dialog.preview.mapTo(dialog, QPoint()).x()
    )
    quiet(qtbot, context)
    dialog.reject()


def test_what_stops_the_issue_is_said_in_the_dialog(
    qtbot: QtBot, seated: Context, dialog: IssueDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as large as the window: what is said behind it is not seen."""

    def full(_desk: Desk, _wish: Wish) -> DocumentFile:
        raise Unavailable(msg("No space is left on the disk."))

    monkeypatch.setattr("reports.issuing.issue", full)
    dialog.options.sign.password.setText(PASSWORD)
    dialog.issue()
    foot = dialog.findChildren(QLabel)
    qtbot.waitUntil(lambda: any(one.text() == "No space is left on the disk." for one in foot))
    quiet(qtbot, seated)
    dialog.reject()


def test_what_is_chosen_is_on_the_next_preview(qtbot: QtBot, seated: Context, dialog: IssueDialog) -> None:
    before = dialog.preview.pdf
    QTest.keyClicks(dialog.options.sign.password, PASSWORD)
    assert dialog.issue_button.isEnabled()
    dialog.options.blocks.choose("defects", on=False)
    dialog.options.language.choose("en")
    assert not dialog.issue_button.isEnabled(), "nobody signs a paper that is not shown"
    qtbot.waitUntil(lambda: dialog.preview.pdf != before)
    quiet(qtbot, seated)
    assert dialog.wish().languages == ("en",)
    assert "defects" in (dialog.wish().left_out or ())
    dialog.reject()


def test_a_draft_is_saved_without_a_number(
    qtbot: QtBot, seated: Context, dialog: IssueDialog, local_manager: Desk, tmp_path: Path
) -> None:
    def foot() -> set[str]:
        return {one.text() for one in dialog.findChildren(QLabel) if one.isVisible()}

    dialog.save_draft(tmp_path / "draft.pdf")
    qtbot.waitUntil(lambda: "Saved as draft.pdf." in foot())
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    dialog.save_draft(tmp_path / "no folder" / "draft.pdf")
    quiet(qtbot, seated)
    assert "Saved as draft.pdf." not in foot(), "what went wrong is said there, too"
    assert documents.count(local_manager, Query()) == 0
    quiet(qtbot, seated)
    dialog.reject()


def test_single_photos_and_copies_are_chosen(qtbot: QtBot, seated: Context, local_manager: Desk) -> None:
    with_photos(local_manager, add_inspection(local_manager))
    parent = DocumentsScreen(seated)
    shown(qtbot, parent)
    dialog = IssueDialog(seated, parent, "inspection-certificate", NUMBER)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview.sheet.drawn)
    picker = dialog.options.ask_photos()
    assert len(picker.boxes) == 3
    picker.tick_all(on=False)
    next(iter(picker.boxes.values())).click()
    before = dialog.preview.pdf
    picker.take()
    qtbot.waitUntil(lambda: dialog.preview.pdf != before)
    quiet(qtbot, seated)
    assert len(dialog.wish().photos or ()) == 1
    assert dialog.options.blocks._counts["photos"].text() == "1 of 3"
    menu = dialog.options.copies.ask()
    offered = [action.text() for action in menu.actions() if action.text()]
    assert offered
    menu.actions()[0].trigger()
    menu.close()
    dialog.options.copies.choose((*dialog.options.copies.names, "Customs broker"))
    QTest.keyClicks(dialog.options.sign.password, PASSWORD)
    with qtbot.waitSignal(dialog.accepted):
        dialog.issue()
    quiet(qtbot, seated)
    (row,) = documents.page(local_manager, Query()).rows
    assert documents.open_document(local_manager, row.id).copies_to == (offered[0], "Customs broker")


def test_a_copy_is_taken_off_by_its_chip(qtbot: QtBot, seated: Context, dialog: IssueDialog) -> None:
    copies = dialog.options.copies
    copies.choose(("Customs broker", "Customs broker", "Maker"))
    assert ", ".join(copies.names) == "Customs broker, Maker"
    chip = next(one for one in copies.findChildren(QToolButton) if one.text() == "Customs broker")
    chip.click()
    assert ", ".join(copies.names) == "Maker"
    quiet(qtbot, seated)
    dialog.reject()
