"""The Rules screen on a real database: search, views, changing and putting back, the deadline calculator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import law
from qualitydesk.services.desk import Desk
from qualitydesk.services.rules import facts_of
from tests.builders import desk_of
from ui.context import Context
from ui.history import HistoryDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.lists.asked import asked
from ui.screens.rules.calculator import FACTS
from ui.screens.rules.screen import RulesScreen


@pytest.fixture
def screen(qtbot: QtBot, seated: Context) -> Iterator[RulesScreen]:
    made = RulesScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 860)
    made.show()
    made.open_record("")
    qtbot.waitUntil(lambda: made.file is not None)
    quiet(qtbot, seated)
    yield made
    quiet(qtbot, seated)


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def show(qtbot: QtBot, screen: RulesScreen, rule: str) -> None:
    screen.open_record(rule)
    qtbot.waitUntil(lambda: screen.key_of_shown() == rule)


def dialog_of(qtbot: QtBot, screen: RulesScreen, action: str) -> tuple[Dialog, Form]:
    screen.acts.run(action)
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible())
    dialog = next(shown)
    qtbot.waitUntil(lambda: screen.context.jobs.active == 0)
    return dialog, dialog.findChildren(Form)[0]


def confirm(qtbot: QtBot, dialog: Dialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def keys(screen: RulesScreen) -> list[str]:
    rows = screen.list.table.rows
    return [rows.key_at(place) for place in range(rows.rowCount())]


def test_rules_are_searched_filtered_and_opened(
    qtbot: QtBot, seated: Context, screen: RulesScreen, local_manager: Desk
) -> None:
    QAbstractItemModelTester(screen.list.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.acts.run("search")
    QTest.keyClicks(screen.search, "withdrawal eu")
    qtbot.waitUntil(lambda: "cn.withdraw" not in keys(screen))
    quiet(qtbot, seated)
    assert "eu.withdraw" in keys(screen)
    screen.search.clear()
    screen.look_for("")
    screen.open_record(asked({"market": ("house",)}))
    quiet(qtbot, seated)
    assert "QR-02" in keys(screen)
    show(qtbot, screen, "eu.withdraw")
    assert screen.rule.title.full() == "Withdrawal period ends"
    around = {"Also in this market", "Disputes", "Coming changes"}
    qtbot.waitUntil(lambda: around <= {one.text() for one in screen.rule.findChildren(QLabel)})
    kept = screen.state()
    assert kept["mode"] == "rules"
    screen.restore(kept)


def test_a_manager_changes_a_rule_and_puts_it_back(
    qtbot: QtBot, seated: Context, screen: RulesScreen, local_manager: Desk
) -> None:
    show(qtbot, screen, "eu.withdraw")
    assert screen.acts.find("put_back").locked()
    dialog, form = dialog_of(qtbot, screen, "change")
    form.set_value("amount", 30)
    confirm(qtbot, dialog)
    assert dialog.isVisible(), "a reason is needed"
    form.set_value("reason", "Shop policy")
    form.set_value("amount", 10**9)
    confirm(qtbot, dialog)
    quiet(qtbot, seated)
    assert form.boxes["amount"].editor.field.accessibleDescription()
    form.set_value("amount", 30)
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    qtbot.waitUntil(lambda: screen.rule.badge.accessibleName() == "Changed by us")
    quiet(qtbot, seated)
    assert local_manager.rule_changes["eu.withdraw"].fields == {"clock": {"amount": 30}}
    assert screen.rule.file is not None
    assert screen.rule._differences(screen.rule.file) == ["Number: 30 instead of 14"]
    screen.acts.run("history")
    history = next(one for one in screen.findChildren(HistoryDialog) if one.isVisible())
    qtbot.waitUntil(lambda: [entry.reason for entry in history.entries] == ["Shop policy"])
    history.accept()
    dialog, form = dialog_of(qtbot, screen, "put_back")
    form.set_value("reason", "The policy ended")
    with qtbot.waitSignal(dialog.accepted):
        confirm(qtbot, dialog)
    qtbot.waitUntil(lambda: screen.rule.badge.accessibleName() == "In force")
    quiet(qtbot, seated)


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(
    qtbot: QtBot, seated: Context, screen: RulesScreen, local_manager: Desk
) -> None:
    show(qtbot, screen, "eu.withdraw")
    dialog, form = dialog_of(qtbot, screen, "change")
    form.set_value("amount", 30)
    form.set_value("reason", "Mine")
    law.change_rule(local_manager, "eu.withdraw", 0, "Theirs", amount=20)
    with qtbot.waitSignal(seated.signals.toast_asked) as told:
        confirm(qtbot, dialog)
    assert told.args is not None
    assert "changed this rule meanwhile: Theirs" in str(told.args[0])
    assert dialog.isVisible(), "what was typed is kept"
    dialog.reject()
    quiet(qtbot, seated)


def test_only_managers_change(qtbot: QtBot, seated: Context, local_staffed: Backend) -> None:
    seated.sit_down(desk_of(local_staffed, "sofia"))
    made = RulesScreen(seated)
    qtbot.addWidget(made)
    made.show()
    show(qtbot, made, "QR-02")
    quiet(qtbot, seated)
    assert made.acts.find("change").locked() == "Only a manager may do this."


def test_the_calculator_counts_as_the_law_does(qtbot: QtBot, seated: Context, screen: RulesScreen) -> None:
    screen.segments.choose("calculator")
    quiet(qtbot, seated)
    calculator = screen.calculator
    calculator.case.set_value("kind", "change_of_mind")
    calculator.case.set_value("place", "de")
    quiet(qtbot, seated)
    assert calculator.events is not None
    calculator.events.set_value("delivered_to_consumer", date(2026, 11, 2))
    quiet(qtbot, seated)
    said = [calculator.rows.row_words(place) for place in range(len(calculator.answers))]
    assert any("Withdrawal period ends, " in one and "16 Nov 2026" in one for one in said)
    assert any("waits for:" in one for one in said)
    place = next(n for n, one in enumerate(calculator.answers) if one.rule == "eu.withdraw")
    calculator.rows.opened.emit(place)
    qtbot.waitUntil(lambda: screen.key_of_shown() == "eu.withdraw")
    calculator.case.set_value("market", "CN")
    quiet(qtbot, seated)
    assert calculator.more is not None
    before = {one.rule: one.due for one in calculator.answers}
    calculator.more.set_value("still_from", date(2026, 11, 4))
    calculator.more.set_value("still_until", date(2026, 11, 8))
    quiet(qtbot, seated)
    after = {one.rule: one.due for one in calculator.answers}
    assert (before["cn.withdraw"], after["cn.withdraw"]) == (date(2026, 11, 9), date(2026, 11, 16))
    assert calculator.days() == {"delivered_to_consumer": date(2026, 11, 2)}, "what was typed stays"
    assert any(one.rule == "cn.withdraw" for one in calculator.answers)


def test_the_calculator_takes_hours_and_facts(qtbot: QtBot, seated: Context, screen: RulesScreen) -> None:
    screen.segments.choose("calculator")
    calculator = screen.calculator
    calculator.case.set_value("market", "US")
    calculator.case.set_value("kind", "safety")
    quiet(qtbot, seated)
    assert calculator.events is not None
    calculator.events.set_value("information_obtained", date(2026, 11, 19))
    calculator.events.set_value("information_obtained.hour", "9:30")
    quiet(qtbot, seated)
    due = {one.rule: one.due for one in calculator.answers}["us.15b"]
    assert isinstance(due, datetime)
    assert (due.hour, due.minute) == (9, 30)
    calculator.case.set_value("market", "EU")
    quiet(qtbot, seated)
    assert calculator.more is not None
    hidden = {one.rule for one in calculator.answers}
    calculator.more.set_value("serious_harm", True)
    quiet(qtbot, seated)
    assert {one.rule for one in calculator.answers} > hidden, "a rule that hangs on the fact is shown"


def test_a_part_of_the_market_is_asked_what_its_own_law_needs(
    qtbot: QtBot, seated: Context, screen: RulesScreen
) -> None:
    screen.segments.choose("calculator")
    calculator = screen.calculator
    calculator.case.set_value("market", "CA")
    calculator.case.set_value("kind", "change_of_mind")
    calculator.case.set_value("place", "ca-on")
    quiet(qtbot, seated)
    assert calculator.events is not None
    calculator.events.set_value("contract_copy_received", date(2026, 11, 2))
    quiet(qtbot, seated)
    assert {one.rule: one.due for one in calculator.answers}["ca.on_cancel"] == date(2026, 11, 9)
    calculator.case.set_value("place", "ca")
    quiet(qtbot, seated)
    assert "contract_copy_received" not in calculator.events.boxes
    calculator.case.set_value("place", "CA-ON")
    quiet(qtbot, seated)
    assert calculator.days() == {"contract_copy_received": date(2026, 11, 2)}, "what was typed stays"


def test_a_place_that_the_market_has_not_is_said_and_left_out(
    qtbot: QtBot, seated: Context, screen: RulesScreen
) -> None:
    screen.segments.choose("calculator")
    calculator = screen.calculator
    quiet(qtbot, seated)
    rules = {one.rule for one in calculator.answers}
    field = calculator.case.boxes["place"]
    for said, wrong in (("Atlantis", True), ("CA-ON", True), ("DE-XX", True), ("德国", False), ("", False)):
        calculator.case.set_value("place", said)
        quiet(qtbot, seated)
        told = {one.text() for one in field.findChildren(QLabel) if not one.isHidden()}
        assert ("This market has no such place; the dates leave it out." in told) == wrong, said
        assert {one.rule for one in calculator.answers} == rules


def test_a_case_comes_back_with_the_page(qtbot: QtBot, seated: Context, screen: RulesScreen) -> None:
    screen.segments.choose("calculator")
    case = {"market": "US", "kind": "safety", "place": "US-CA", "category": ""}
    for name, value in case.items():
        screen.calculator.case.set_value(name, value)
    assert screen.calculator.events is not None
    screen.calculator.events.set_value("information_obtained", date(2026, 11, 19))
    screen.calculator.events.set_value("information_obtained.hour", "9:30")
    quiet(qtbot, seated)
    again = RulesScreen(seated)
    qtbot.addWidget(again)
    again.restore(screen.state())
    quiet(qtbot, seated)
    assert again.mode == "calculator"
    assert again.calculator.case.values() == case
    assert again.calculator.days() == screen.calculator.days() != {}


def test_every_fact_of_the_packs_has_words(local_manager: Desk) -> None:
    pack = local_manager.rules
    timed = [rule for market in pack.markets.values() for rule in market.timed_rules]
    asked = {fact for rule in (*timed, *pack.house_clocks) for fact in facts_of(rule)} - set(pack.events)
    assert asked == set(FACTS)
