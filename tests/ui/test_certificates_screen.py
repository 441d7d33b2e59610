"""The Certificates screen on a real database: matrix by keyboard, paper, moves, forms, conflicts, months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates, parties, products
from qualitydesk.services.desk import Desk
from tests.builders import desk_of
from ui.context import Context
from ui.kit import pdf_pages
from ui.kit.actions import ActionButton
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.lines import ACCESSIBLE
from ui.kit.many_editor import ManyEditor
from ui.lists.asked import asked
from ui.screens.certificates.asking import RenewalDialog
from ui.screens.certificates.matrix import Matrix
from ui.screens.certificates.printing import Sheet, matrix_pdf
from ui.screens.certificates.reading import cell_key
from ui.screens.certificates.screen import CertificatesScreen
from ui.screens.certificates.whole_matrix import sheet_of

WidgetT = TypeVar("WidgetT", bound=QWidget)


class Register:
    """Two toys and a kettle of one maker; a paper in force, one that ends soon and one in review."""

    def __init__(self, desk: Desk) -> None:
        self.maker = parties.create_party(desk, code="YUHE", name="Yuhe Toys", name_zh="育禾玩具")
        self.train = self._product(desk, "A-TRAIN", "Train set", "toys")
        self.bear = self._product(desk, "B-BEAR", "Bear", "toys")
        self.kettle = self._product(desk, "C-KETTLE", "Kettle", "electrical_lv")
        self.valid = self._paper(desk, "DoC 1", self.train, "Valid", date(2027, 11, 1))
        self.ending = self._paper(desk, "DoC 2", self.bear, "Valid", date(2026, 12, 15))
        self.review = self._paper(desk, "DoC 3", self.kettle, "Under review", date(2029, 1, 1))

    def _product(self, desk: Desk, sku: str, name: str, category: str) -> str:
        return products.create_product(desk, sku=sku, name=name, category=category, maker_id=self.maker)

    def _paper(self, desk: Desk, number: str, product: str, status: str, ends: date) -> str:
        return certificates.create_certificate(
            desk,
            number=number,
            scheme="CE",
            market="EU",
            products=[product],
            status=status,
            holder_id=self.maker,
            valid_from=date(2024, 12, 1),
            valid_to=ends,
        )


@pytest.fixture
def register(local_manager: Desk) -> Register:
    return Register(local_manager)


@pytest.fixture
def screen(qtbot: QtBot, seated: Context, register: Register) -> Iterator[CertificatesScreen]:
    yield from opened(qtbot, seated)


def opened(qtbot: QtBot, context: Context) -> Iterator[CertificatesScreen]:
    made = CertificatesScreen(context)
    qtbot.addWidget(made)
    made.resize(1232, 860)
    made.show()
    made.open_record("")
    quiet(qtbot, context)
    yield made
    quiet(qtbot, context)


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def matrix_of(qtbot: QtBot, screen: CertificatesScreen) -> Matrix:
    qtbot.waitUntil(lambda: screen.coverage.matrix is not None)
    matrix = screen.coverage.matrix
    assert matrix is not None
    qtbot.waitUntil(lambda: matrix.rows.shown_records() > 0)
    return matrix


def show_cell(qtbot: QtBot, screen: CertificatesScreen, product: str, market: str) -> None:
    screen.show_key(cell_key(product, market))
    qtbot.waitUntil(lambda: screen.key_of_shown() == cell_key(product, market))


def front(kind: type[WidgetT]) -> WidgetT:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())
    return next(shown)


def dialog_of(screen: CertificatesScreen, action: str) -> tuple[Dialog, Form]:
    screen.acts.run(action)
    dialog = front(Dialog)
    return dialog, dialog.findChildren(Form)[0]


def confirm(qtbot: QtBot, dialog: Dialog) -> None:
    """Ctrl+Enter, once the dialog has the keys."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def says(screen: CertificatesScreen) -> str:
    return f"{screen.paper.title.full()} {screen.paper.badge.accessibleName()}"


# -- coverage


def test_the_matrix_shows_markets_in_use_and_counts_what_is_in_force(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen
) -> None:
    matrix = matrix_of(qtbot, screen)
    QAbstractItemModelTester(matrix.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    quiet(qtbot, seated)
    shown = [n for n in range(1, matrix.rows.columnCount()) if not matrix.isColumnHidden(n)]
    assert [matrix.rows.heads[n - 1].market for n in shown] == ["EU"]
    texts = [matrix.rows.index(row, shown[0]).data() for row in range(3)]
    assert texts == ["2027-11", "25 d", "In review"]
    words = [label.text() for label in screen.coverage.filters.findChildren(QLabel)]
    assert "2 of 3 needed papers valid" in words
    said = str(matrix.rows.index(0, shown[0]).data(ACCESSIBLE))
    assert said.startswith("A-TRAIN Train set, European Union: Valid")


def test_the_cells_share_what_a_very_wide_window_has_left(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen
) -> None:
    matrix = matrix_of(qtbot, screen)
    screen.coverage.filters.choose({"market": ("EU", "CN")}, tell=True)
    quiet(qtbot, seated)
    matrix.resize(3400, 600)
    widths = [matrix.columnWidth(n) for n in range(matrix.rows.columnCount()) if not matrix.isColumnHidden(n)]
    assert widths[0] == matrix.WIDEST_FIRST
    assert widths[1] == widths[2]
    assert 0 <= matrix.viewport().width() - sum(widths) < len(widths)


def test_arrows_move_between_cells_and_enter_opens_the_panel(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    matrix = matrix_of(qtbot, screen)
    screen.coverage.filters.choose({"market": ("EU", "CN")}, tell=True)
    quiet(qtbot, seated)
    screen.shown()
    assert matrix.select_cell(register.train, "EU")
    QTest.keyClick(matrix, Qt.Key.Key_Down)
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.current_cell() == (register.bear, "CN")
    qtbot.waitUntil(lambda: screen.key_of_shown() == cell_key(register.bear, "CN"))
    assert says(screen) == "CCC needed Missing"
    screen.toggle_detail()
    assert not screen.paper.isVisible()
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.paper.isVisible)
    quiet(qtbot, seated)
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    with qtbot.waitSignal(seated.signals.navigation) as went:
        QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert went.args == ["product", register.bear]


def test_the_arrows_walk_the_matrix_as_soon_as_it_is_here(
    qtbot: QtBot, seated: Context, register: Register
) -> None:
    made = CertificatesScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 860)
    made.show()
    made.open_record("")
    made.shown()  # as the window does, long before there is a matrix
    matrix = matrix_of(qtbot, made)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is matrix)
    made.coverage.filters.choose({"market": ("EU", "CN")}, tell=True)
    quiet(qtbot, seated)
    assert matrix.select_cell(register.train, "EU")
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.current_cell() == (register.train, "CN")
    quiet(qtbot, seated)


def test_chips_narrow_products_columns_and_states(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    matrix = matrix_of(qtbot, screen)
    screen.coverage.show_filters({"state": ("Expiring",), "market": ("EU",)})
    quiet(qtbot, seated)
    assert [matrix.rows.key_at(row) for row in range(matrix.rows.rowCount())] == [register.bear]
    screen.coverage.show_filters({"category": ("furniture",)})
    quiet(qtbot, seated)
    assert screen.coverage.stack.currentWidget() is not matrix
    screen.open_record(asked({"mode": ("coverage",), "category": ("electrical_lv",)}))
    quiet(qtbot, seated)
    assert [matrix.rows.key_at(row) for row in range(matrix.rows.rowCount())] == [register.kettle]
    kept = screen.state()
    assert kept["mode"] == "coverage"
    screen.restore(kept)
    quiet(qtbot, seated)


def test_many_products_come_page_by_page(qtbot: QtBot, seated: Context, local_manager: Desk) -> None:
    for number in range(90):
        products.create_product(local_manager, sku=f"T-{number:03}", name="Toy", category="toys")
    made = CertificatesScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 700)
    made.show()
    made.open_record("")
    matrix = matrix_of(qtbot, made)
    quiet(qtbot, seated)
    loaded = matrix.rows.rowCount()
    assert loaded < 90
    while matrix.rows.canFetchMore(QModelIndex()):
        matrix.scrollToBottom()
        matrix.rows.fetchMore(QModelIndex())
        quiet(qtbot, seated)
    assert matrix.rows.rowCount() == 90
    assert matrix.frozen.verticalScrollBar().value() == matrix.verticalScrollBar().value()


# -- the panel


def test_a_paper_is_shown_with_its_time_checks_and_use(
    qtbot: QtBot, screen: CertificatesScreen, register: Register
) -> None:
    screen.open_record(register.ending)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.ending and not screen.jobs.active)
    assert says(screen) == "CE certificate Expiring"
    assert screen.paper.subtitle.full() == "B-BEAR · European Union · DoC 2"
    words = [one.accessibleName() for one in screen.paper.area.findChildren(QWidget) if one.accessibleName()]
    assert any("In force since 1 Dec 2024. 25 days left." in one for one in words)
    assert screen.acts.find("suspend").locked() == ""
    assert screen.acts.find("approve").locked()


def test_a_need_says_the_rule_and_leads_to_a_paper_or_an_exception(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    show_cell(qtbot, screen, register.kettle, "CN")
    assert says(screen) == "CCC needed Missing"
    dialog, form = dialog_of(screen, "except")
    form.set_value("until", date(2026, 12, 31))
    form.set_value("reason", "Trade fair only")
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    qtbot.waitUntil(lambda: says(screen) == "CCC needed Exception")
    quiet(qtbot, seated)
    cell = certificates.open_cell(local_manager, register.kettle, "CN")
    assert cell.state == "Exception"


def test_a_new_paper_begins_with_what_the_cell_needs(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    show_cell(qtbot, screen, register.kettle, "CN")
    dialog, form = dialog_of(screen, "add")
    quiet(qtbot, seated)
    assert (form.text("market"), form.text("scheme")) == ("CN", "CCC")
    assert form.values()["products"] == (register.kettle,)
    confirm(qtbot, dialog)
    assert dialog.isVisible(), "the number is needed"
    form.set_value("number", "2021010717449163")
    form.set_value("valid_from", date(2026, 2, 1))
    form.set_value("valid_to", date(2026, 1, 1))
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    assert form.boxes["valid_to"].editor.field.accessibleDescription() == "Choose a later day."
    form.set_value("valid_to", date(2030, 1, 1))
    form.set_value("standards", "GB 4706.1-2005\nGB 4706.19-2008")
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    quiet(qtbot, seated)
    opened = certificates.open_certificate(local_manager, "2021010717449163")
    assert opened.status is CertificateStatus.DRAFT
    assert opened.fields["standards"] == ["GB 4706.1-2005", "GB 4706.19-2008"]
    assert screen.key_of_shown() == opened.id


def test_another_market_offers_its_own_schemes(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen
) -> None:
    dialog, form = dialog_of(screen, "add")
    quiet(qtbot, seated)
    form.set_value("market", "JP")
    form.set_value("scheme", "PSE_ROUND")
    assert form.text("scheme") == "PSE_ROUND"
    form.set_value("market", "CN")
    assert form.text("scheme") == "CCC"
    dialog.reject()
    quiet(qtbot, seated)


# -- steps


def test_a_review_is_approved_and_a_paper_suspended_with_its_reason(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    screen.open_record(register.review)
    qtbot.waitUntil(lambda: says(screen) == "CE certificate Under review")
    dialog, form = dialog_of(screen, "approve")
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    qtbot.waitUntil(lambda: says(screen) == "CE certificate Valid")
    quiet(qtbot, seated)
    dialog, form = dialog_of(screen, "suspend")
    confirm(qtbot, dialog)
    assert dialog.isVisible(), "a reason is needed"
    form.set_value("reason", "A cell swelled")
    form.set_value("on", date(2026, 11, 25))
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    assert form.boxes["on"].editor.field.accessibleDescription() == "Choose today or earlier."
    form.set_value("on", date(2026, 11, 19))
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    qtbot.waitUntil(lambda: says(screen) == "CE certificate Suspended")
    quiet(qtbot, seated)
    last = certificates.open_certificate(local_manager, register.review).history[-1]
    assert (last.status, last.reason, last.at.date()) == ("Suspended", "A cell swelled", date(2026, 11, 19))


def test_only_managers_decide_and_auditors_change_nothing(
    qtbot: QtBot, seated: Context, register: Register, local_staffed: Backend
) -> None:
    seated.sit_down(desk_of(local_staffed, "novak"))
    looking = opened(qtbot, seated)
    made = next(looking)
    made.open_record(register.valid)
    qtbot.waitUntil(lambda: made.key_of_shown() == register.valid)
    for action in ("add", "edit", "ask", "withdraw", "suspend"):
        assert made.acts.find(action).locked(), action
    assert next(looking, None) is None


def test_the_maker_is_asked_by_a_letter_and_a_task(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    screen.open_record(register.ending)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.ending)
    screen.acts.run("ask")
    qtbot.waitUntil(lambda: any(isinstance(one, RenewalDialog) for one in QApplication.topLevelWidgets()))
    dialog = front(RenewalDialog)
    letter = dialog.form.text("letter")
    assert "Dear Yuhe Toys," in letter
    assert "尊敬的育禾玩具：" in letter
    dialog.form.set_value("letter", f"{letter}\nP.S. By Friday, please.")
    next(one for one in dialog.findChildren(ActionButton) if one.action.id == "copy").click()
    assert QApplication.clipboard().text().endswith("P.S. By Friday, please.")
    assert "letter" in dialog.form.kept(), "what is written into it is a draft like all else"
    dialog.form.set_value("due_on", date(2026, 1, 1))
    dialog.record()
    quiet(qtbot, seated)
    assert dialog.isVisible(), "that day has passed"
    dialog.form.set_value("due_on", date(2026, 12, 1))
    with qtbot.waitSignal(dialog.accepted):
        dialog.record()
    quiet(qtbot, seated)


# -- changing


def test_a_change_is_saved_and_a_clash_decided_field_by_field(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    screen.open_record(register.valid)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.valid)
    dialog, form = dialog_of(screen, "edit")
    quiet(qtbot, seated)
    form.set_value("note", "seen by me")
    certificates.edit_certificate(local_manager, register.valid, 1, note="seen by them", body_number="1234")
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    clash = front(ConflictDialog)
    clash._save()
    quiet(qtbot, seated)
    assert form.text("note") == "seen by me"
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    quiet(qtbot, seated)
    fields = certificates.open_certificate(local_manager, register.valid).fields
    assert (fields["note"], fields["body_number"]) == ("seen by me", "1234")


def test_a_file_can_be_chosen_while_the_paper_around_it_is_read_again(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    screen.open_record(register.valid)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.valid)
    screen.paper.files.choose()
    screen.refresh(frozenset())
    quiet(qtbot, seated)
    chooser = screen.paper.files.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.isVisible()
    chooser.reject()


def test_the_holder_somebody_else_named_stands_in_the_form_when_chosen(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    party = parties.create_party(local_manager, code="OTHER", name="Other Toys Ltd.")
    mine = parties.create_party(local_manager, code="MINE", name="My Toys Ltd.")
    screen.open_record(register.valid)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.valid)
    dialog, form = dialog_of(screen, "edit")
    quiet(qtbot, seated)
    form.set_value("holder_id", (mine, "My Toys Ltd."))
    certificates.edit_certificate(local_manager, register.valid, 1, holder_id=party)
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    clash = front(ConflictDialog)
    assert clash._theirs["holder_id"].accessibleName() == "Other Toys Ltd."
    clash._all(clash._theirs)
    clash._save()
    assert form.values()["holder_id"] == party
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    quiet(qtbot, seated)
    assert certificates.open_certificate(local_manager, register.valid).fields["holder_id"] == party


def test_products_are_found_by_typing_and_taken_off(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    screen.open_record(register.valid)
    qtbot.waitUntil(lambda: screen.key_of_shown() == register.valid)
    dialog, form = dialog_of(screen, "edit")
    quiet(qtbot, seated)
    many = form.boxes["products"].editor
    assert isinstance(many, ManyEditor)
    QTest.keyClicks(many.lookup.line, "BEAR")
    qtbot.waitUntil(lambda: bool(many.lookup._found))
    many.lookup.line.setFocus()
    many.lookup.line.completer().activated.emit(next(iter(many.lookup._found)))
    assert many.value() == (register.train, register.bear)
    chip = next(one for one in many.findChildren(QWidget) if one.accessibleName() == "Take off A-TRAIN")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert form.values()["products"] == (register.bear,)
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    quiet(qtbot, seated)
    assert certificates.open_certificate(local_manager, register.valid).products == (
        (register.bear, "B-BEAR"),
    )


# -- list and calendar


def test_the_list_has_its_views_and_opens_with_filters(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    screen.segments.choose("list")
    quiet(qtbot, seated)
    rows = screen.list.table.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [rows.key_at(n) for n in range(rows.rowCount())] == [
        register.ending,
        register.valid,
        register.review,
    ]
    screen.open_record(asked({"view": ("review",)}))
    quiet(qtbot, seated)
    assert [rows.key_at(n) for n in range(rows.rowCount())] == [register.review]
    screen.open_record(asked({"status": ("Expiring",)}))
    quiet(qtbot, seated)
    assert [rows.key_at(n) for n in range(rows.rowCount())] == [register.ending]


def test_the_calendar_counts_months_and_shows_their_papers(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    screen.segments.choose("calendar")
    quiet(qtbot, seated)
    pane = screen.calendar
    assert pane.months.row_words(1) == "Dec 2026, 1 paper ends"
    assert pane.table.rows.key_at(0) == register.ending, "the first month in which something ends"
    pane.months.setFocus()
    QTest.keyClick(pane.months, Qt.Key.Key_End)
    QTest.keyClick(pane.months, Qt.Key.Key_Up)
    QTest.keyClick(pane.months, Qt.Key.Key_Down)
    QTest.keyClick(pane.months, Qt.Key.Key_Return)
    quiet(qtbot, seated)
    assert pane.table.rows.rowCount() == 0
    assert pane.title.text() == "Oct 2027, 0 papers end"
    assert certificates.count(seated.desk, Query({"ends_in": ("2027-11",)})) == 1


def test_the_calendar_comes_back_with_its_month_and_paper(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    later = register._paper(local_manager, "DoC 4", register.bear, "Valid", date(2026, 12, 30))
    screen.segments.choose("calendar")
    quiet(qtbot, seated)
    screen.calendar.table.select_key(later)
    qtbot.waitUntil(lambda: screen.key_of_shown() == later)
    again = CertificatesScreen(seated)
    qtbot.addWidget(again)
    again.restore(screen.state())
    again.show()
    again.open_record(later)
    quiet(qtbot, seated)
    assert again.ways.mode == "calendar"
    assert again.key_of_shown() == again.calendar.table.current_key() == later
    assert again.calendar.months.chosen == 1
    again.calendar.months.setFocus()
    QTest.keyClick(again.calendar.months, Qt.Key.Key_Down)
    QTest.keyClick(again.calendar.months, Qt.Key.Key_Return)
    assert again.calendar.months.chosen == 2, "the keys go on from the month shown"
    quiet(qtbot, seated)


def test_the_coverage_comes_back_with_a_paper_in_its_panel(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register
) -> None:
    again, anew = CertificatesScreen(seated), CertificatesScreen(seated)
    for one, state in ((again, screen.state()), (anew, {})):
        qtbot.addWidget(one)
        one.restore(state)
        one.open_record(register.valid)
        quiet(qtbot, seated)
        assert one.key_of_shown() == register.valid
    assert (again.ways.mode, anew.ways.mode) == ("coverage", "list")


def test_the_matrix_is_printed_whole_on_upright_pages(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, local_manager: Desk
) -> None:
    matrix_of(qtbot, screen)
    for number in range(60):
        products.create_product(local_manager, sku=f"Z-{number:03}", name="Toy", category="toys")
    quiet(qtbot, seated)
    screen.acts.run("print_matrix")
    qtbot.waitUntil(lambda: any(isinstance(one, QPrintDialog) for one in QApplication.topLevelWidgets()))
    front(QPrintDialog).reject()
    sheets: list[Sheet] = []
    query = screen.coverage.query()
    seated.jobs.long(screen, lambda control: sheet_of(seated, query, control), sheets.append)
    qtbot.waitUntil(lambda: bool(sheets))
    assert len(sheets[0].rows) == 63
    assert sheets[0].rows[2].cells == ("In review",)
    assert sheets[0].rows[2].stops == (True,)
    pages = pdf_pages.measure(matrix_pdf(sheets[0])).pages
    assert len(pages) == 3
    assert pages[0][1] > pages[0][0], "upright"
    quiet(qtbot, seated)


def test_a_manager_settles_the_doubts_of_a_paper(
    qtbot: QtBot, seated: Context, screen: CertificatesScreen, register: Register, local_manager: Desk
) -> None:
    certificates.edit_certificate(local_manager, register.valid, 1, doubt="The stamp looks odd")
    screen.open_record(register.valid)
    qtbot.waitUntil(lambda: screen.steps.file is not None and bool(screen.steps.file.doubts))
    assert screen.steps.may_settle() == ""
    screen.steps.settle()
    dialog = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()
    )
    dialog.findChildren(Form)[0].set_value("reason", "The body confirmed it by letter")
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    qtbot.waitUntil(lambda: screen.steps.file is not None and not screen.steps.file.doubts)
    assert screen.steps.may_settle() == "Nothing about this paper is doubtful."
