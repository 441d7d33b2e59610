"""Several records at once on the other lists: papers, certificates, actions, people, any list exported."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Query, msg
from qualitydesk.records import Certificate, IssuedDocument
from qualitydesk.services import certificates, documents, improvement, people, places, products
from qualitydesk.services.desk import Desk
from tests.ui.ticked import Seat
from ui.context import Context
from ui.kit.actions import ActionButton
from ui.screens import SCREENS

Sit = Callable[[str], Seat]


@pytest.fixture
def sit(qtbot: QtBot, seated: Context) -> Iterator[Sit]:
    made: list[QWidget] = []

    def open_screen(name: str) -> Seat:
        module, class_ = next(one.factory for one in SCREENS if one.id == name).split(":")
        screen = getattr(import_module(module), class_)(seated)
        made.append(screen)
        seated.theme.dress(screen)
        return Seat(qtbot, seated, screen)

    yield open_screen
    for screen in made:
        screen.close()
        screen.deleteLater()


@pytest.mark.parametrize("name", ["claims", "inspections", "shipments", "parties"])
def test_a_list_is_read_anew_when_a_step_was_refused(
    qtbot: QtBot, seated: Context, sit: Sit, name: str
) -> None:
    seat = sit(name)
    refused = RuleBroken(msg("{number} is void already.", number="1"))
    with qtbot.waitSignal(seat.list.table.rows.page_arrived):
        seated.jobs.unwritten.emit(refused)
    seat.settle()


def add_papers(desk: Desk, *numbers: str) -> list[str]:
    with desk.store.write(desk.person, "make papers") as work:
        facts = {"kind": "dossier", "subject_id": new_key(), "subject_number": "SH-1", "language": "en"}
        return [
            work.insert(
                IssuedDocument,
                id=new_key(),
                number=number,
                state="Issued",
                reserved_at=desk.now(),
                issued_by_id=desk.person.id,
                attachment_id=desk.attachments.add(work, b"%PDF-1.7 " + number.encode(), f"{number}.pdf"),
                copies_to=[],
                **facts,
            )
            for number in numbers
        ]


def test_papers_are_void_and_go_into_a_folder(sit: Sit, seated: Context, tmp_path: Path) -> None:
    keys = add_papers(seated.desk, "D-1", "D-2")
    seat = sit("documents")
    seat.tick(*keys)
    seat.press("Save into a folder")
    (asked,) = (
        one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()
    )
    asked.reject()
    seat.screen.several.save_to(tmp_path, tuple(keys))
    seat.settle()
    assert seat.said[-1] == f"2 papers are in {tmp_path.name}."
    assert {path.name for path in tmp_path.iterdir()} >= {"D-1.pdf", "D-2.pdf"}
    seat.press("Declare void")
    seat.confirm(reason="A wrong stamp")
    assert seat.said[-1] == "2 papers are void."
    assert documents.count(seated.desk, Query({"state": ("Void",)})) == 2
    assert not seat.list.table.rows.checked


def test_papers_are_checked_and_a_missing_one_is_named(sit: Sit, seated: Context) -> None:
    keys = add_papers(seated.desk, "D-1", "D-2")
    seat = sit("documents")
    seat.tick(*keys)
    seat.press("Verify")
    assert "Not as issued: " in seat.said[-1]  # the register holds no hash of these files


def test_actions_go_to_somebody_and_get_a_day(sit: Sit, seated: Context) -> None:
    desk = seated.desk
    keys = [improvement.create_action(desk, improvement.NewAction(title)) for title in ("Call", "Write")]
    seat = sit("actions")
    seat.tick(*keys)
    seat.press("Reassign")
    sofia = next(one.id for one in improvement.owner_choices(desk) if one.label == "Sofia Brandt")
    seat.confirm(owner_id=sofia)
    assert seat.said[-1] == "2 actions are Sofia Brandt's now."
    seat.undo()
    day = desk.today() + timedelta(days=2)
    seat.tick(*keys)
    seat.press("Set day")
    seat.confirm(due_on=day)
    rows = [improvement.open_action(desk, key).row for key in keys]
    assert {(row.owner_id, row.due_on) for row in rows} == {(desk.person.id, day)}


def test_certificates_are_suspended_and_asked_for(sit: Sit, seated: Context) -> None:
    desk = seated.desk
    with desk.store.write(desk.person, "make papers") as work:
        facts = {"scheme": "CE", "market": "EU", "status": "Valid", "valid_to": date(2030, 1, 1)}
        keys = [work.insert(Certificate, id=new_key(), number=f"C-{n}", **facts) for n in (1, 2)]
    seat = sit("certificates")
    seat.screen.show_mode("list")
    seat.settle()
    seat.tick(*keys)
    seat.press("Ask for renewal")
    seat.confirm()
    assert seat.said[-1] == "2 requests are tasks now."
    seat.tick(*keys)
    seat.press("Suspend")
    seat.confirm(reason="The body lost its name")
    assert seat.said[-1] == "2 papers are now “Suspended”."
    assert {certificates.open_certificate(desk, key).fields["status"] for key in keys} == {"Suspended"}
    seat.tick(*keys)
    seat.press("Submit")
    assert "C-1: " in seat.said[-1]


def test_people_are_switched_off_and_back(sit: Sit, seated: Context) -> None:
    desk = seated.desk
    rows = {row.login: row.id for row in people.page(desk, Query()).rows}
    seat = sit("people")
    seat.tick(rows["sofia"], rows["chen"])
    seat.press("Switch off")
    seat.confirm()
    assert seat.said[-1] == "2 people are switched off."
    seat.undo()
    assert people.open_person(desk, rows["sofia"]).active
    seat.tick(rows["lin"], rows["chen"])
    seat.press("Switch off")
    seat.confirm()
    assert "lin: Nobody switches himself off." in seat.said[-1]
    assert people.open_person(desk, rows["chen"]).active


LISTS = [one.id for one in SCREENS if one.id not in ("home", "capture", "reports", "verify", "settings")]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_ticks_counts_groups_or_chips_and_an_export(sit: Sit, name: str) -> None:
    seat = sit(name)
    listing = seat.list.listing
    assert seat.list.table.rows.tick_column >= 0
    assert "Export" in {one.accessibleName() for one in seat.list.chosen.findChildren(ActionButton)}
    assert listing.count_views is not None
    assert listing.filters
    assert len(listing.views) > 1
    assert any(column.sort for column in listing.columns) or name == "history"


def test_a_list_that_no_import_takes_is_written_as_it_is_shown(
    sit: Sit, seated: Context, tmp_path: Path
) -> None:
    seat = sit("people")
    rows = {row.login: row.id for row in people.page(seated.desk, Query()).rows}
    seat.tick(rows["lin"], rows["sofia"])
    seat.press("Export")
    (asked,) = (
        one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()
    )
    asked.fileSelected.emit(str(tmp_path / "people.csv"))
    asked.reject()
    seat.settle()
    assert seat.said[-1] == "2 rows are in people.csv."
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == ["Full name", "Role", "Reached by", "Signing in"]
    assert {row[0] for row in written[1:]} == {"Lin Tao, lin", "Sofia Brandt, sofia"}


@pytest.mark.parametrize("width", [1232, 900, 640])
def test_every_button_of_the_bar_is_in_sight_however_narrow_the_list(
    sit: Sit, seated: Context, width: int
) -> None:
    keys = add_papers(seated.desk, "D-1")
    seat = sit("documents")
    seat.screen.resize(width, 700)
    seat.tick(*keys)
    bar = seat.list.chosen
    buttons = bar.findChildren(ActionButton)
    assert len(buttons) == 6
    seat.qtbot.waitUntil(lambda: all(bar.rect().contains(one.geometry()) for one in buttons))


def test_ticked_places_and_products_get_labels(
    sit: Sit, seated: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, printed = seated.desk, list[tuple[bytes, str]]()
    monkeypatch.setattr(
        "ui.issuing.labels.ask_and_print", lambda _c, _w, pdf, title: printed.append((pdf, title))
    )
    keys = [places.create_place(desk, code=f"W-{n}", name="Shelf", kind="Warehouse") for n in (1, 2)]
    seat = sit("places")
    seat.tick(*keys)
    seat.press("Print labels")
    product = products.create_product(desk, sku="KT-9", name="Kettle", category="electrical_lv")
    seat = sit("products")
    seat.tick(product)
    seat.press("Print labels")
    assert [title for _pdf, title in printed] == ["2 labels", "1 label"]
    assert all(pdf.startswith(b"%PDF") for pdf, _title in printed)


@pytest.mark.parametrize("name", ["certificates", "documents", "places"])
def test_what_is_to_be_printed_outlasts_the_page_it_was_asked_from(
    qtbot: QtBot, seated: Context, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Another language or look builds the page anew while the paper is drawn."""
    module, class_ = next(one.factory for one in SCREENS if one.id == name).split(":")
    desk = seated.desk
    keys = {
        "documents": add_papers(desk, "D-1"),
        "places": [places.create_place(desk, code="W-1", name="Shelf", kind="Warehouse")],
    }
    window, asked = QWidget(), list[QWidget]()
    qtbot.addWidget(window)
    screen = getattr(import_module(module), class_)(seated)
    screen.setParent(window)
    screen.open_record("")
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    for asks in ("certificates.screen.ask_and_print", "documents.several.ask_and_print_all"):
        monkeypatch.setattr(f"ui.screens.{asks}", lambda _c, parent, *_more: asked.append(parent))
    monkeypatch.setattr("ui.issuing.labels.ask_and_print", lambda _c, parent, *_more: asked.append(parent))
    if name == "certificates":
        screen.print_matrix()
    else:
        Seat(qtbot, seated, screen).tick(*keys[name])
        words = {"documents": "Print", "places": "Print labels"}[name]
        bar = screen.list.chosen
        next(one for one in bar.findChildren(ActionButton) if one.accessibleName() == words).click()
    delete(screen)
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    assert asked == [window]
