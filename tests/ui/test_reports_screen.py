"""Reports in the whole window: the catalogue, what has to be told, the paper, and issuing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from tests.builders import PASSWORD, desk_of
from tests.claim_story import claim_on_kettle, sell_kettles
from ui.issuing.dialog import IssueDialog
from ui.kit.states import EmptyState
from ui.lists.asked import asked
from ui.main_window import MainWindow
from ui.screens.home.screen import HomeScreen
from ui.screens.reports.screen import ReportsScreen

Open = Callable[[str], MainWindow]


@pytest.fixture
def claimed(local_staffed: Backend) -> str:
    """The number of a claim on a kettle."""
    desk = desk_of(local_staffed, "sofia")
    sell_kettles(desk)
    from qualitydesk.services import claims

    return claims.open_claim(desk, claim_on_kettle(desk)).number


def reports_of(qtbot: QtBot, window: MainWindow, key: str = "") -> ReportsScreen:
    window.navigate("reports", key)
    screen = window.pages.current_screen()
    assert isinstance(screen, ReportsScreen)
    qtbot.waitUntil(lambda: screen.report is not None and not window.context.jobs.active)
    return screen


def drawn(qtbot: QtBot, screen: ReportsScreen, subject: str) -> None:
    qtbot.waitUntil(lambda: screen.subject == subject and screen.preview.pdf.startswith(b"%PDF"))
    qtbot.waitUntil(lambda: not screen.jobs.active)


def place_of(screen: ReportsScreen, report: str) -> int:
    return next(n for n, one in enumerate(screen.reports) if one.id == report)


def test_it_begins_with_the_report_of_the_last_ninety_days(
    qtbot: QtBot, claimed: str, open_window: Open
) -> None:
    screen = reports_of(qtbot, open_window("lin"))
    drawn(qtbot, screen, "2026-08-23..2026-11-20")
    assert screen.rows.entries[screen.rows.chosen].title == "Quality and compliance report"
    assert screen.acts.find("print").locked() == ""
    assert all(entry.about for entry in screen.rows.entries)
    shown = screen.rows.chosen
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert screen.rows.chosen == shown


def test_other_answers_draw_another_paper(qtbot: QtBot, claimed: str, open_window: Open) -> None:
    screen = reports_of(qtbot, open_window("lin"))
    assert screen.form is not None
    drawn(qtbot, screen, "2026-08-23..2026-11-20")
    screen.form.set_value("market", "EU")
    assert screen.acts.find("save").locked() == "The paper is being drawn."
    drawn(qtbot, screen, "2026-08-23..2026-11-20 EU")
    qtbot.waitUntil(lambda: not screen.acts.find("save").locked())
    screen.form.set_value("start", date(2026, 12, 1))
    qtbot.waitUntil(lambda: not screen.subject and not screen.preview.pdf)
    assert screen.acts.find("issue").locked() == "There is no paper yet."
    (empty,) = screen.preview.stack.findChildren(EmptyState)
    words = {one.text() for one in empty.findChildren(QLabel)}
    assert "The last day lies before the first day." in words


def test_another_language_forgets_nothing_that_was_told(
    qtbot: QtBot, claimed: str, open_window: Open
) -> None:
    window = open_window("lin")
    screen = reports_of(qtbot, window)
    screen.choose(place_of(screen, "claim-report"))
    assert screen.form is not None
    screen.form.set_value("number", claimed)
    again = in_chinese(qtbot, window, screen)
    assert again.form is not None
    assert again.form.text("number") == claimed


def in_chinese(qtbot: QtBot, window: MainWindow, screen: ReportsScreen) -> ReportsScreen:
    """The page as it comes back in another language of the window."""
    window.context.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.pages.current_screen() not in (None, screen))
    again = window.pages.current_screen()
    assert isinstance(again, ReportsScreen)
    qtbot.waitUntil(lambda: again.form is not None and not window.context.jobs.active)
    return again


def test_what_was_told_last_comes_back_not_what_home_asked_for(
    qtbot: QtBot, claimed: str, open_window: Open
) -> None:
    window = open_window("lin")
    wanted = {"report": ("compliance-report",), "from": ("2026-10-01",), "to": ("2026-10-31",)}
    screen = reports_of(qtbot, window, asked(wanted))
    screen.choose(place_of(screen, "claim-report"))
    assert screen.form is not None
    screen.form.set_value("number", claimed)
    screen.language.choose("en")
    again = in_chinese(qtbot, window, screen)
    assert again.report is not None
    assert again.form is not None
    assert (again.report.id, again.form.text("number")) == ("claim-report", claimed)
    assert again.language.languages() == ("en",)


def test_a_record_is_asked_for_by_its_number(qtbot: QtBot, claimed: str, open_window: Open) -> None:
    screen = reports_of(qtbot, open_window("lin"))
    screen.rows.setFocus()
    screen.choose(place_of(screen, "claim-report"))
    assert screen.form is not None
    assert list(screen.form.boxes) == ["number"]
    screen.form.set_value("number", claimed)
    drawn(qtbot, screen, claimed)
    screen.form.set_value("number", "CL-2026-9999")
    qtbot.waitUntil(lambda: screen.subject == "CL-2026-9999" and not screen.preview.pdf)
    qtbot.waitUntil(lambda: not screen.jobs.active)
    assert screen.acts.find("save").locked()


def test_the_paper_is_saved_as_it_is_shown(
    qtbot: QtBot, claimed: str, open_window: Open, tmp_path: Path
) -> None:
    screen = reports_of(qtbot, open_window("lin"))
    drawn(qtbot, screen, "2026-08-23..2026-11-20")
    screen.save_to(str(tmp_path / "draft.pdf"))
    qtbot.waitUntil((tmp_path / "draft.pdf").exists)
    assert (tmp_path / "draft.pdf").read_bytes() == screen.preview.pdf


def test_home_leads_to_the_report_of_its_period_and_market(
    qtbot: QtBot, claimed: str, open_window: Open
) -> None:
    window = open_window("lin")
    window.navigate("home")
    home = window.pages.current_screen()
    assert isinstance(home, HomeScreen)
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    home.market.pick("EU")
    home.period.pick("30")
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    home.open_report()
    screen = window.pages.current_screen()
    assert isinstance(screen, ReportsScreen)
    drawn(qtbot, screen, "2026-10-22..2026-11-20 EU")


def test_issuing_goes_by_the_dialog_that_signs(qtbot: QtBot, claimed: str, open_window: Open) -> None:
    from qualitydesk.domain.values import Query
    from qualitydesk.services import documents

    window = open_window("lin")
    wanted = {"report": ("compliance-report",), "from": ("2026-10-01",), "to": ("2026-10-31",)}
    screen = reports_of(qtbot, window, asked(wanted))
    screen.language.choose("en")
    drawn(qtbot, screen, "2026-10-01..2026-10-31")
    qtbot.waitUntil(lambda: not screen.acts.find("issue").locked())
    button = next(one for one in screen.findChildren(QPushButton) if one.text().strip() == "Issue")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(IssueDialog)))
    dialog = next(one for one in window.findChildren(IssueDialog))
    assert dialog.options.language.languages() == ("en",)
    qtbot.waitUntil(lambda: dialog._preview is not None)
    dialog.options.sign.password.setText(PASSWORD)
    dialog.issue()
    desk = window.context.desk
    qtbot.waitUntil(lambda: documents.count(desk, Query({"state": ("Issued",)})) == 1)
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    (row,) = documents.page(desk, Query()).rows
    assert (row.number, row.subject_number) == ("QD-MR-2026-00001", "2026-10-01..2026-10-31")
