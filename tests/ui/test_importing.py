"""Importing through the window: what was found, the trial that keeps nothing, the rejected rows, stopping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.records import Product
from qualitydesk.services import import_profiles
from qualitydesk.services.exchange import ReadOptions, Wishes
from qualitydesk.services.products import open_product
from ui.context import Context
from ui.help.dialog import HelpDialog
from ui.importing.choice import ExchangeChoice
from ui.importing.dialog import ImportDialog
from ui.importing.exporting import export
from ui.kit.dialogs import Dialog
from ui.kit.form import Form

GOODS = (
    "sku;name;gtin;origin\nKT-1;Glass kettle;4006381333931;CN\n;Without number;;CN\nKT-2;烧水壶;;Nowhere\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_bytes(GOODS.encode("gb18030"))
    return path


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1300, 860)
    made.show()
    return made


Opened = Callable[..., ImportDialog]


@pytest.fixture
def opened(qtbot: QtBot, seated: Context, host: QWidget) -> Iterator[Opened]:
    made: list[ImportDialog] = []

    def make(kind: str, *paths: Path) -> ImportDialog:
        dialog = ImportDialog(seated, host, kind, paths)
        made.append(dialog)
        dialog.open()
        quiet(qtbot, seated)
        return dialog

    yield make
    quiet(qtbot, seated)
    for each in QApplication.topLevelWidgets():
        if isinstance(each, Dialog):
            each.done(0)


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def products(context: Context) -> int:
    with context.desk.store.read() as read:
        return read.count(Product)


def cells(dialog: ImportDialog, row: int) -> list[str]:
    model = dialog.shown.table.rows
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def test_what_was_found_is_shown_before_anything_is_done(opened: Opened, seated: Context, file: Path) -> None:
    dialog = opened("products", file)
    assert "gb18030" in dialog.shown.about.text().lower()
    assert cells(dialog, 0)[:3] == ["2", "KT-1", "Glass kettle"]
    assert cells(dialog, 2)[2] == "烧水壶"
    heads = [str(dialog.shown.table.rows.headerData(place, Qt.Orientation.Horizontal)) for place in range(5)]
    assert heads[1] == "sku\n→ SKU"
    assert dialog.import_button.isEnabled()
    assert products(seated) == 0


def test_fields_are_named_in_the_readers_language(
    opened: Opened, seated: Context, file: Path, tmp_path: Path
) -> None:
    seated.set_language("zh_CN")
    dialog = opened("products", file)
    assert dialog.options.mapping is not None
    assert dialog.options.mapping.boxes["sku"].field.label == "货号"
    heads = [str(dialog.shown.table.rows.headerData(place, Qt.Orientation.Horizontal)) for place in range(5)]
    assert heads[1] == "sku\n→ 货号"
    path = tmp_path / "own.csv"
    path.write_text("Nummer X,name\nA-1,Kettle\n", encoding="utf-8")
    assert "货号" in opened("products", path).import_button.toolTip()
    seated.set_language("en")


def first_ink(picture: QImage) -> int:
    """How far from the left the first pixel stands that is not as the corner."""
    ground = picture.pixel(0, 0)
    across, down = range(picture.width()), range(picture.height() - 2)
    return next(x for x in across if any(picture.pixel(x, y) != ground for y in down))


def test_headings_begin_where_their_cells_do(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name\nsku-1,name\n", encoding="utf-8")
    table = opened("products", path).shown.table
    head = table.horizontalHeader()
    for column in (1, 2):
        across = (head.sectionViewportPosition(column), head.sectionSize(column))
        title = head.viewport().grab(QRect(across[0], 0, across[1], head.height() - 2)).toImage()
        cell = table.viewport().grab(QRect(across[0], 2, across[1], table.rowHeight(0) - 4)).toImage()
        assert abs(first_ink(title) - first_ink(cell)) <= 2


def test_what_stands_in_a_rejected_cell_is_no_worth_of_goods(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    seated.set_language("zh_CN")
    dialog = opened("products", file)
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    model = dialog.shown.rejected.rows
    assert model.headerData(3, Qt.Orientation.Horizontal) == "文件中的值"
    seated.set_language("en")


def test_one_row_is_said_as_one(opened: Opened, qtbot: QtBot, seated: Context, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name\nA-1,Kettle\n", encoding="utf-8")
    dialog = opened("products", path)
    dialog.run(dry_run=True)
    settle(qtbot, dialog)
    assert dialog._consequence.text().startswith("1 row read: 1 created,")


def test_a_trial_keeps_nothing_and_marks_the_rows(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    dialog = opened("products", file)
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    assert products(seated) == 0
    assert dialog.report is not None
    assert (dialog.report.created, dialog.report.rejected) == (1, 2)
    rejected = dialog.shown.rejected.rows
    assert rejected.rowCount() == 2
    assert rejected.data(rejected.index(0, 1)) == "3"
    table = dialog.shown.table.rows
    assert table.data(table.index(1, 0), int(Qt.ItemDataRole.ToolTipRole))


def test_the_first_press_tries_and_the_second_imports_what_was_tried(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    def press() -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    dialog = opened("products", file)
    assert dialog.try_button.action.kind == "primary"
    press()
    press()
    quiet(qtbot, seated)
    assert products(seated) == 0, "the second press came while it was tried"
    assert "nothing was kept" in dialog._consequence.text()
    assert (dialog.try_button.action.kind, dialog.import_button.action.kind) == ("", "primary")
    press()
    quiet(qtbot, seated)
    assert products(seated) == 1
    assert "nothing was kept" not in dialog._consequence.text()


def test_files_read_in_another_way_are_tried_anew(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    dialog = opened("products", file)
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    assert dialog.import_button.action.kind == "primary"
    assert dialog.options.mapping is not None
    dialog.options.mapping.set_value("name", "gtin")
    assert dialog.try_button.action.kind == "primary"
    qtbot.waitUntil(lambda: dialog.report is None)


@pytest.mark.parametrize(
    ("encoding", "codec", "name"), [("big5", "cp950", "玻璃水壺"), ("shift-jis", "cp932", "ガラス製ケトル")]
)
def test_files_of_other_countries_are_read_as_they_are_said_to_be(
    qtbot: QtBot, opened: Opened, tmp_path: Path, encoding: str, codec: str, name: str
) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(f"sku,name\nA-1,{name}\n".encode(codec))
    dialog = opened("products", path)
    dialog.options.reading.set_value("encoding", encoding)
    settle(qtbot, dialog)
    assert cells(dialog, 0)[:3] == ["2", "A-1", name]


def test_every_fault_of_a_row_is_marked_in_its_column(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "lots.csv"
    path.write_text("number,sku,quantity,made_on\nB-1,NONE,many,soon\n", encoding="utf-8")
    dialog = opened("lots", path)
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    rejected, table = dialog.shown.rejected.rows, dialog.shown.table.rows
    fields = [str(rejected.data(rejected.index(row, 2))) for row in range(rejected.rowCount())]
    assert fields == ["Quantity", "Made on", "SKU"]
    tip, mark = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.DecorationRole)
    tips = [str(table.data(table.index(0, column), tip)) for column in range(5)]
    assert [table.data(table.index(0, column), mark) is not None for column in range(5)] == [
        False, False, True, True, True,
    ]  # fmt: skip
    assert tips[2:] == ["No product is recorded as “NONE”.", "This is not a number.", "This is not a date."]
    assert tips[1].splitlines() == [tips[3], tips[4], tips[2]]


def test_good_rows_come_in_and_the_rejected_ones_go_to_a_sheet(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path, tmp_path: Path
) -> None:
    dialog = opened("products", file)
    dialog.run(dry_run=False)
    quiet(qtbot, seated)
    assert products(seated) == 1
    assert dialog.isVisible()
    with qtbot.waitSignal(seated.signals.toast_asked):
        dialog.save_sheet(tmp_path / "rejected.csv")
    sheet = (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")
    assert "Without number" in sheet
    assert "error_message" in sheet


def test_rows_taken_with_a_doubt_are_listed_and_the_dialog_stays(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("number,scheme,market\nC-1,MOON,EU\n", encoding="utf-8")
    dialog = opened("certificates", path)
    dialog.run(dry_run=False)
    quiet(qtbot, seated)
    assert dialog.report is not None
    assert (dialog.report.created, dialog.report.rejected) == (1, 0)
    assert dialog.isVisible()
    doubted = dialog.shown.doubted
    assert doubted.isVisible()
    row = [str(doubted.rows.data(doubted.rows.index(0, column))) for column in range(5)]
    assert row[:4] == ["papers.csv", "2", "Scheme", "MOON"]
    assert "covers nothing" in row[4]


def test_a_number_that_is_left_out_is_listed(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name,gtin\nA-1,Kettle,6.97123E+12\nA-2,Pot,4006381333931\n", encoding="utf-8")
    dialog = opened("products", path)
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    doubted = dialog.shown.doubted
    assert doubted.isVisible()
    row = [str(doubted.rows.data(doubted.rows.index(0, column))) for column in range(5)]
    assert (doubted.rows.rowCount(), row[:4]) == (1, ["goods.csv", "2", "GTIN", "6.97123E+12"])
    assert "left out" in row[4]


def test_what_is_assumed_of_dates_is_said_before_anything_is_done(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "lots.csv"
    path.write_text("number,sku,quantity,made_on\nB-1,A-1,5,03/04/2026\nB-2,A-1\n", encoding="utf-8")
    dialog = opened("lots", path)
    said = dialog.shown.about.text().splitlines()
    assert said[1] == "Day and month can't be told apart in “made_on”; day, month, year was assumed."
    assert len(said) == 3, said
    dialog.options.reading.set_value("date_order", "mdy")
    settle(qtbot, dialog)
    assert "assumed" not in dialog.shown.about.text()


def test_a_file_that_is_no_table_is_refused_with_its_reason(opened: Opened, tmp_path: Path) -> None:
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    dialog = opened("products", picture)
    assert not dialog.import_button.isEnabled()
    assert "photo.csv was not read" in dialog.import_button.toolTip()


def test_a_missing_column_is_named_and_can_be_chosen(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Nummer X,name\nA-1,Kettle\n", encoding="utf-8")
    dialog = opened("products", path)
    assert "SKU" in dialog.import_button.toolTip()
    assert dialog.options.mapping is not None
    dialog.options.mapping.set_value("sku", "Nummer X")
    dialog.look()
    quiet(qtbot, seated)
    assert dialog.import_button.isEnabled()
    import_profiles.keep_profile(seated.desk, "products", "Our own", dialog.options.wishes())
    other = opened("products", path)
    other.profiles.read("Our own")
    quiet(qtbot, seated)
    other.profiles._chosen(1)
    other.look()
    quiet(qtbot, seated)
    assert other.import_button.isEnabled()
    other.run(dry_run=False)
    quiet(qtbot, seated)
    assert products(seated) == 1


def heads(dialog: ImportDialog) -> list[str]:
    model = dialog.shown.table.rows
    across = range(model.columnCount())
    return [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in across]


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._soon.isActive() and dialog.context.jobs.active == 0)


def chosen(dialog: ImportDialog, field: str) -> str:
    assert dialog.options.mapping is not None
    return dialog.options.mapping.text(field)


def test_a_column_that_is_said_not_to_be_in_the_file_is_left_out(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name,brand\nA-1,Kettle,internal code 7\n", encoding="utf-8")
    dialog = opened("products", path)
    assert heads(dialog)[3] == "brand\n→ Brand"
    assert dialog.options.mapping is not None
    dialog.options.mapping.set_value("brand", "-")
    settle(qtbot, dialog)
    assert heads(dialog)[3] == "brand\n"
    dialog.run(dry_run=False)
    quiet(qtbot, seated)
    assert open_product(seated.desk, "A-1").fields["brand"] == ""


def test_a_needed_column_that_is_said_not_to_be_there_is_asked_for(
    qtbot: QtBot, opened: Opened, file: Path
) -> None:
    dialog = opened("products", file)
    assert dialog.options.mapping is not None
    dialog.options.mapping.set_value("sku", "-")
    settle(qtbot, dialog)
    assert "SKU" in dialog.import_button.toolTip()


def test_a_profile_that_is_chosen_before_the_file_says_its_columns(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Report of May\n\nNummer X,Ware,brand\nA-1,Kettle,7\n", encoding="utf-8")
    said = Wishes(ReadOptions(header_row=3), {"sku": "Nummer X", "name": "Ware", "brand": ""})
    import_profiles.keep_profile(seated.desk, "products", "Our own", said)
    dialog = opened("products")
    dialog.profiles.read("Our own")
    quiet(qtbot, seated)
    dialog.profiles._chosen(1)
    dialog.take([path])
    settle(qtbot, dialog)
    assert dialog.import_button.isEnabled()
    assert heads(dialog) == ["#\n", "Nummer X\n→ SKU", "Ware\n→ Name", "brand\n"]
    assert [chosen(dialog, name) for name in ("sku", "name", "brand")] == ["Nummer X", "Ware", "-"]
    assert dialog.options.wishes() == said


def test_no_profile_takes_back_what_the_profile_said(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name,brand\nA-1,Kettle,7\n", encoding="utf-8")
    said = Wishes(ReadOptions(date_order="mdy"), {"brand": ""})
    import_profiles.keep_profile(seated.desk, "products", "Our own", said)
    dialog = opened("products", path)
    dialog.profiles.names.activated.emit(0)
    settle(qtbot, dialog)
    assert dialog.options.wishes() == Wishes()
    for place, wishes in ((1, said), (0, Wishes())):
        dialog.profiles.names.setCurrentIndex(place)
        dialog.profiles.names.activated.emit(place)
        settle(qtbot, dialog)
        assert dialog.options.wishes() == wishes
    dialog.options.reading.set_value("decimal", ",")
    dialog.profiles.names.activated.emit(0)
    settle(qtbot, dialog)
    assert dialog.options.wishes() == Wishes(ReadOptions(decimal=",")), "what was said by hand stays"


def test_chosen_columns_stay_chosen_when_the_file_is_read_in_another_way(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("Nummer;Größe;name\nA-1;5;Kettle\n".encode("windows-1252"))
    dialog = opened("products", path)
    assert dialog.options.mapping is not None
    dialog.options.mapping.set_value("sku", "Nummer")
    dialog.options.mapping.set_value("model", dialog.looks[0].columns[1])
    settle(qtbot, dialog)
    read_as = "gb18030" if dialog.looks[0].columns[1] == "Größe" else "windows-1252"
    dialog.options.reading.set_value("encoding", read_as)
    settle(qtbot, dialog)
    assert dialog.import_button.isEnabled(), dialog.import_button.toolTip()
    assert heads(dialog)[1] == "Nummer\n→ SKU"
    assert (chosen(dialog, "sku"), chosen(dialog, "model")) == ("Nummer", "-")


def test_a_trial_that_was_quicker_than_a_look_is_kept(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    dialog = opened("products", file)
    dialog.options.reading.set_value("date_order", "dmy")
    dialog.run(dry_run=True)
    quiet(qtbot, seated)
    settle(qtbot, dialog)
    assert dialog.report is not None
    assert dialog.sheet_button.isEnabled()
    assert dialog.shown.rejected.isVisible()
    assert dialog.import_button.action.kind == "primary"


def test_a_profile_without_a_name_is_refused(
    qtbot: QtBot, opened: Opened, seated: Context, file: Path
) -> None:
    dialog = opened("products", file)
    dialog.profiles.ask()
    asked = next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, Dialog) and each is not dialog and each.isVisible()
    )
    form = asked.findChildren(Form)[0]
    form.set_value("name", "Shop A")
    dialog.profiles._keep(form.values(), form, asked)
    quiet(qtbot, seated)
    assert list(import_profiles.profiles(seated.desk, "products")) == ["Shop A"]


def test_a_profile_is_forgotten_when_that_is_meant(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,name,brand\nA-1,Kettle,7\n", encoding="utf-8")
    for name in ("Shop A", "Shop B"):
        import_profiles.keep_profile(seated.desk, "products", name, Wishes(mapping={"brand": ""}))
    import_profiles.forget_profile(seated.desk, "products", "nobody’s")
    dialog = opened("products", path)
    profiles = dialog.profiles
    assert not profiles.forget.isVisible(), "none is chosen"
    profiles.names.setCurrentIndex(1)
    profiles.names.activated.emit(1)
    settle(qtbot, dialog)
    assert profiles.forget.isVisible()
    profiles.forget.click()
    asked = next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, Dialog) and each is not dialog and each.isVisible()
    )
    asked._confirm()
    settle(qtbot, dialog)
    assert list(import_profiles.profiles(seated.desk, "products")) == ["Shop B"]
    assert [profiles.names.itemText(place) for place in range(profiles.names.count())][1:] == ["Shop B"]
    assert profiles.names.currentIndex() == 0
    assert not profiles.forget.isVisible()
    assert dialog.options.wishes() == Wishes(), "what it said is said no more"


def test_a_stopped_import_keeps_nothing(
    qtbot: QtBot, opened: Opened, seated: Context, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    lines = "".join(f"K-{n},Kettle {n}\n" for n in range(30_000))
    path.write_text("sku,name\n" + lines, encoding="utf-8")
    dialog = opened("products", path)
    dialog.run(dry_run=False)
    dialog.take([tmp_path / "dropped meanwhile.csv"])
    assert dialog.paths == (path,)
    dialog.stop()
    quiet(qtbot, seated)
    assert products(seated) == 0
    assert dialog.import_button.isEnabled()


def test_files_are_dropped_in(qtbot: QtBot, opened: Opened, seated: Context, file: Path) -> None:
    dialog = opened("products")
    assert "Choose the files" in dialog.import_button.toolTip()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    no = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no)
    dialog.dropEvent(drop)
    quiet(qtbot, seated)
    assert dialog.looks[0].file == "goods.csv"


def test_records_are_taken_out_and_every_kind_is_offered(
    qtbot: QtBot, seated: Context, host: QWidget, tmp_path: Path
) -> None:
    with qtbot.waitSignal(seated.signals.toast_asked):
        export(seated, host, "products", tmp_path / "goods.csv")
    assert (tmp_path / "goods.csv").read_text(encoding="utf-8-sig").startswith("sku")
    asked: list[str] = []
    seated.signals.navigation.connect(lambda kind, _key: asked.append(kind))
    choice = ExchangeChoice(seated, host)
    choice.open()
    choice._go("import", "orders")
    assert asked == ["import:orders"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_help_on_importing_is_opened_from_its_dialogs(
    qtbot: QtBot, opened: Opened, seated: Context, host: QWidget, key: Qt.Key
) -> None:
    choice = ExchangeChoice(seated, host)
    choice.open()
    for dialog in (choice, opened("products")):
        dialog.activateWindow()
        QTest.keyClick(dialog, key)
        pages = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpDialog)]
        (page,) = [one for one in pages if one.isVisible()]
        assert page.text.toPlainText().startswith("Import and export")
        page.reject()
