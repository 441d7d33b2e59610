"""The History screen on a real database: the newest act, its values, the check, the chain in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from qualitydesk.services import parties
from ui.context import Context
from ui.screens.history.checking import ChainCheck
from ui.screens.history.screen import HistoryScreen


@pytest.fixture
def screen(qtbot: QtBot, seated: Context) -> Iterator[HistoryScreen]:
    key = parties.create_party(seated.desk, code="M-1", name="Ningbo Haoyu")
    parties.edit_party(seated.desk, key, 1, phone="+86 574 0000")
    made = HistoryScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 900)
    made.show()
    made.open_record("")
    until(qtbot, lambda: made.file is not None and seated.jobs.active == 0)
    yield made
    until(qtbot, lambda: seated.jobs.active == 0)


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met)


def words(widget: QWidget) -> set[str]:
    return {each.text() for each in widget.findChildren(QLabel)}


def test_the_newest_act_is_shown_with_its_values(screen: HistoryScreen) -> None:
    assert {"Party changed", "Party", "Phone", "+86 574 0000"} <= words(screen.panel)


def test_the_chain_is_checked_and_a_changed_link_found(
    qtbot: QtBot, seated: Context, screen: HistoryScreen
) -> None:
    whole = ChainCheck(seated, screen)
    whole.open()
    until(qtbot, lambda: "The chain is whole." in words(whole))
    whole.accept()
    with seated.desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS audit_event_no_update"))
        connection.execute(text("UPDATE audit_event SET payload = replace(payload, 'edit', 'EDIT')"))
    broken = ChainCheck(seated, screen)
    broken.open()
    until(qtbot, lambda: "The chain is broken." in words(broken))
    assert any("its text was changed" in said for said in words(broken))
    broken.accept()


def test_the_chain_is_written_out(qtbot: QtBot, screen: HistoryScreen, tmp_path: Path) -> None:
    target = tmp_path / "chain.jsonl"
    with qtbot.waitSignal(screen.context.signals.toast_asked):
        screen.export_to(target)
    links = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [link["seq"] for link in links] == list(range(1, len(links) + 1))
