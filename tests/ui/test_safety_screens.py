"""Recalls and incidents in the window: begin, see what is affected, take each step, refuse, look back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import safety
from qualitydesk.services.desk import Desk
from tests.builders import desk_of
from tests.claim_story import claim_on_kettle, sell_kettles
from tests.ui.registers import Shown
from ui.context import Context
from ui.history import HistoryDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.painted.deadline_rows import DeadlineRows
from ui.screens.incidents.screen import IncidentsScreen
from ui.screens.recalls.screen import RecallsScreen

Keys = dict[str, str]


@pytest.fixture
def desk(local_staffed: Backend) -> Desk:
    return desk_of(local_staffed, "lin")


@pytest.fixture
def kettles(desk: Desk) -> Keys:
    return sell_kettles(desk)


def said(shown: Shown) -> set[str]:
    return {one.text() for one in shown.screen.panel.findChildren(QLabel)}


def step(shown: Shown, action: str, why: str) -> None:
    shown.do(action)
    dialog = shown.dialog(Dialog)
    dialog.findChildren(Form)[0].set_value("reason", why)
    shown.press(dialog)


def test_a_recall_is_begun_taken_on_and_looked_back_at(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: Keys
) -> None:
    claim = claim_on_kettle(desk)
    shown = Shown(qtbot, RecallsScreen(seated))
    assert shown.keys() == []
    shown.do("new")
    shown.save()
    assert shown.errors() == {"title"}
    shown.fill(title="Kettle leaks", lots=((kettles["lot"], "the lot"),), hazard="Burns", market="EU")
    shown.save()
    (key,) = shown.keys()
    file = safety.open_recall(desk, key)
    number = file.fields["number"]
    assert {"Kettle leaks", "Burns", "What is affected"} <= said(shown)
    assert shown.locked("move Stop sale") == "What is “Suspected” can’t become “Stop sale”."
    step(shown, "move Assessed", "Two buyers were scalded")
    assert shown.said[-1] == f"{number} is now “Assessed”."
    shown.do("edit")
    shown.fill(remedy="Money back")
    shown.save()
    assert safety.open_recall(desk, key).fields["remedy"] == "Money back"
    assert [one.lot_id for one in safety.open_recall(desk, key).covers] == [kettles["lot"]]
    shown.do("history")
    history = shown.dialog(HistoryDialog)
    shown.quiet()
    assert [str(one.act) for one in history.entries] == ["Recall changed", "Recall taken on", "Recall begun"]
    history.accept()
    buttons = shown.screen.panel.findChildren(QAbstractButton)
    next(one for one in buttons if one.accessibleName().startswith("Open it: CL-")).click()
    assert shown.gone[-1] == ("claim", claim)


def test_service_may_not_stop_the_sale(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: Keys, local_staffed: Backend
) -> None:
    key = safety.create_recall(desk, title="Kettle leaks", lots=[kettles["lot"]])
    safety.move_recall(desk, key, 1, "Assessed", "Grave")
    seated.sit_down(desk_of(local_staffed, "sofia"))
    shown = Shown(qtbot, RecallsScreen(seated))
    shown.pick(key)
    assert shown.locked("move Stop sale") == "Only a manager may do this."
    assert shown.locked("edit") == ""


def test_an_incident_is_opened_with_the_clocks_of_its_markets(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: Keys
) -> None:
    shown = Shown(qtbot, IncidentsScreen(seated))
    shown.do("new")
    shown.fill(aware_on=date(2026, 11, 19), aware_hour="25:70")
    shown.save()
    assert shown.errors() == {"aware_hour"}
    shown.fill(aware_hour="9:30", kind="Shock")
    shown.save()
    assert shown.errors() == {"product_id"}
    shown.fill(lot_id=(kettles["lot"], "the lot"), description="The handle was live")
    shown.save()
    (key,) = shown.keys()
    file = safety.open_incident(desk, key)
    assert file.fields["aware_at"].isoformat() == "2026-11-19T01:30:00+00:00"
    (rows,) = shown.screen.panel.findChildren(DeadlineRows)
    assert len(rows.deadlines) == len(file.clocks) > 0
    rows.opened.emit(0)
    assert shown.gone[-1] == ("rule", file.clocks[0].rule)
    step(shown, "move Assessed", "Serious")
    assert safety.open_incident(desk, key).fields["status"] == "Assessed"
    shown.do("edit")
    shown.fill(aware_hour="10:00")
    shown.save()
    assert safety.open_incident(desk, key).fields["aware_at"].hour == 2


def test_the_list_says_what_to_do_while_it_is_empty(qtbot: QtBot, seated: Context) -> None:
    for screen in (RecallsScreen(seated), IncidentsScreen(seated)):
        shown = Shown(qtbot, screen)
        words = {one.text() for one in shown.screen.list.findChildren(QLabel)}
        assert any("fits this view" in one for one in words)
