"""The Claims screen by hand and keys, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus, CostKind, Remedy
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.records import DefectType, Inspection
from qualitydesk.services import claims, inspections, shipments
from qualitydesk.services.claims import NewClaim, NewRefund, NewShare
from qualitydesk.services.drafts import read_draft
from qualitydesk.services.saved_views import saved_views
from qualitydesk.translation import Translator
from tests import builders
from tests.claim_story import ORDER, claim_on_kettle, sell_kettles, under_investigation
from ui.context import Context
from ui.evidence import EvidenceDialog
from ui.kit.actions import ActionButton
from ui.kit.badges import StatusLine
from ui.kit.dialogs import Dialog
from ui.kit.drafts import keep_at_once
from ui.kit.form import Form
from ui.kit.labels import ElidedLabel
from ui.kit.one_of import Offered
from ui.lists.pane import ListPane
from ui.screens.claims.messages_card import log_lines
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen
from ui.screens.claims.sharing import ARROW, LiabilityDialog
from ui.screens.claims.steps_card import step_words
from ui.screens.claims.trace_card import trace_nodes
from ui.screens.claims.workspace import HEAD_ACTIONS

Keys = dict[str, str]


@pytest.fixture
def kettles(seated: Context) -> Keys:
    return sell_kettles(seated.desk)


@pytest.fixture
def screen(qtbot: QtBot, seated: Context) -> Iterator[ClaimsScreen]:
    made = ClaimsScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 900)
    seated.signals.navigation.connect(lambda kind, key: made.open_record(key) if "claim" in kind else None)
    made.show()
    yield made
    made.close()


def wait(qtbot: QtBot, true: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(true()))


def opened(qtbot: QtBot, screen: ClaimsScreen, key: str) -> None:
    screen.open_record(key)
    wait(qtbot, lambda: screen.stepping.file is not None and screen.stepping.file.id == key)
    filled(qtbot, screen)


def filled(qtbot: QtBot, screen: ClaimsScreen) -> None:
    """Every card shows the claim that was read; the messages are the last of them."""
    wait(qtbot, lambda: screen.workspace.messages.file is screen.stepping.file)


def dialog_of(qtbot: QtBot, kind: type[QDialog] = Dialog) -> Any:
    def found() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    wait(qtbot, found)
    return found()[-1]


def press_primary(dialog: Any) -> None:
    dialog._primary.click()


def foot_of(dialog: Any) -> str:
    """What is said beside the buttons."""
    return str(dialog._consequence.text())


def form_of(dialog: QDialog) -> Form:
    form = dialog.findChild(Form)
    assert isinstance(form, Form)
    return form


def status(screen: ClaimsScreen, key: str) -> ClaimStatus:
    return claims.open_claim(screen.context.desk, key).status


def has_recovery(screen: ClaimsScreen, status_word: str) -> bool:
    """Whether the shown claim has one recovery in that state."""
    file = screen.stepping.file
    return file is not None and [line.status.value for line in file.recoveries] == [status_word]


def test_the_list_opens_a_claim_with_enter(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    key = claim_on_kettle(screen.context.desk)
    screen.open_record("")
    wait(qtbot, lambda: screen.list.table.rows.shown_records() == 1)
    wait(qtbot, lambda: screen.list.table.current_key() == key)
    QTest.keyClick(screen.list.table, Qt.Key.Key_Return)
    wait(qtbot, lambda: screen.stepping.file is not None)
    filled(qtbot, screen)
    assert not screen.header.isVisible()
    said = [part.text() for part in screen.workspace.complaint.findChildren(QLabel)]
    assert any("the kettle leaks at the bottom" in words for words in said)
    assert screen.workspace.file is not None
    assert screen.workspace.file.number.startswith("CL-2026-")


def test_an_empty_list_says_what_to_do(qtbot: QtBot, screen: ClaimsScreen) -> None:
    screen.open_record("")
    wait(qtbot, lambda: screen.list.stack.currentWidget() is not screen.list.table)

    def sentence() -> str:
        shown = screen.list.stack.currentWidget()
        return shown.accessibleName() if shown is not None else ""

    wait(qtbot, lambda: "No claim fits" in sentence())


def test_views_and_sort_ask_anew(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    claim_on_kettle(screen.context.desk)
    screen.open_record("")
    wait(qtbot, lambda: screen.list.table.rows.shown_records() == 1)
    screen.list.views.tabs.choose("settled")
    wait(qtbot, lambda: screen.list.table.rows.shown_records() == 0)
    assert screen.list.query().filters == {"status": ("Settled",)}
    screen.list.views.tabs.choose("all")
    screen.list.table.sort_asked.emit("number")
    wait(qtbot, lambda: screen.list.table.rows.shown_records() == 1)
    assert screen.list.query().order == "number"


def test_a_view_is_saved_under_a_name(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    screen.open_record("")
    screen.list.filters.choose({"market": ("EU",)})
    screen.list.views.save()
    dialog = dialog_of(qtbot)
    press_primary(dialog)
    assert dialog.isVisible()
    form_of(dialog).set_value("name", "Europe")
    press_primary(dialog)
    tabs = screen.list.views.tabs
    wait(qtbot, lambda: "Europe" in [tabs.tabText(place) for place in range(tabs.count())])
    tabs.choose("own:Europe")
    assert screen.list.query().filters["market"] == ("EU",)
    (own,) = saved_views(screen.context.desk, "claims")
    assert (own.name, own.filters) == ("Europe", {"view": ("open",), "market": ("EU",)})


def test_a_new_claim_from_an_order_number(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    screen.open_record("")
    screen.new_claim()
    dialog = dialog_of(qtbot, NewClaimDialog)
    assert not dialog.form.isEnabled()
    dialog.lookup.setText("NO-SUCH")
    QTest.keyClick(dialog.lookup, Qt.Key.Key_Return)
    wait(qtbot, lambda: dialog.found.count() == 1)
    assert not dialog.button.isEnabled()
    dialog.lookup.setText(ORDER)
    dialog.look_up()
    wait(qtbot, dialog.chosen)
    dialog.form.set_value("description", "It leaks.")
    dialog.form.set_value("asked", Remedy.REFUND.value)
    dialog.form.set_value("asked_amount", "39,90")
    press_primary(dialog)
    wait(qtbot, lambda: screen.stepping.file is not None)
    file = screen.stepping.file
    assert file is not None
    assert (str(file.asked_amount), file.description) == ("39.90 EUR", "It leaks.")


def test_what_is_wrong_stands_at_its_field(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    screen.open_record("")
    screen.new_claim()
    dialog = dialog_of(qtbot, NewClaimDialog)
    dialog.lookup.setText(ORDER)
    dialog.look_up()
    wait(qtbot, dialog.chosen)
    dialog.form.set_value("description", "It leaks.")
    dialog.form.set_value("quantity", 3)
    press_primary(dialog)
    box = dialog.form.boxes["quantity"].editor.field
    wait(qtbot, lambda: "more than can be claimed" in box.accessibleDescription())
    dialog.reject()


def test_buttons_follow_the_state_and_say_what_is_missing(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    key = claim_on_kettle(screen.context.desk)
    opened(qtbot, screen, key)
    assert screen.action_set is not None
    screen.action_set.run("triage")
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.status is ClaimStatus.TRIAGED)
    screen.action_set.run("investigate")
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.status is ClaimStatus.INVESTIGATION)
    assert "reason" in screen.action_set.find("decide").locked()
    assert "Not possible" in screen.action_set.find("settle").locked()


def test_the_key_d_decides(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    key = under_investigation(screen.context.desk, kettles)
    opened(qtbot, screen, key)
    screen.workspace.trace.list.setFocus()
    QTest.keyClick(screen.workspace.trace.list, Qt.Key.Key_D)
    dialog = dialog_of(qtbot)
    form = form_of(dialog)
    assert form.text("granted") == "Refund"
    form.set_value("amount", "40")
    press_primary(dialog)
    wait(qtbot, lambda: "more than" in form.boxes["amount"].editor.field.accessibleDescription())
    form.set_value("amount", "39.90")
    press_primary(dialog)
    wait(qtbot, lambda: status(screen, key) is ClaimStatus.DECIDED)


def test_a_rejection_needs_its_reason(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    key = under_investigation(screen.context.desk, kettles)
    opened(qtbot, screen, key)
    screen.asking.reject()
    dialog = dialog_of(qtbot)
    press_primary(dialog)
    assert dialog.isVisible()
    form_of(dialog).set_value("reason", "dropped by the buyer")
    press_primary(dialog)
    wait(qtbot, lambda: claims.open_claim(screen.context.desk, key).granted is Remedy.REJECTED)


def test_settle_and_close_through_the_dialogs(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    file = claims.open_claim(desk, key)
    claims.decide(desk, key, file.version, Remedy.REFUND, amount=file.asked_amount)
    opened(qtbot, screen, key)
    screen.asking.settle()
    press_primary(dialog_of(qtbot))
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.status is ClaimStatus.SETTLED)
    assert screen.action_set is not None
    assert "recovery" in screen.action_set.find("close").locked().lower()
    assert "waive" in head_of(screen)
    screen.action_set.run("waive")
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("reason", "less than the postage")
    press_primary(dialog)
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.recovery_waived_reason)
    assert "waive" not in head_of(screen), "it is waived already"
    screen.asking.close()
    press_primary(dialog_of(qtbot))
    wait(qtbot, lambda: status(screen, key) is ClaimStatus.CLOSED)


def test_liability_is_checked_while_it_is_typed(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    key = under_investigation(screen.context.desk, kettles)
    opened(qtbot, screen, key)
    screen.asking.edit_shares()
    dialog = dialog_of(qtbot, LiabilityDialog)
    assert dialog.check.text() == "adds up to 100 %"
    first = dialog.lines[0].percent
    for typed, said, may_save in (
        ("80", "10 % too much", False),
        ("60", "10 % still open", True),
        ("x", "One of the figures can’t be read.", False),
        ("70", "adds up to 100 %", True),
    ):
        first.setText(typed)
        assert dialog.check.text() == said
        assert dialog.button.isEnabled() is may_save
    first.setText("60,5")
    press_primary(dialog)
    wait(qtbot, lambda: claims.open_claim(screen.context.desk, key).liability.undecided == 950)


def test_a_cost_line_is_added_corrected_and_taken_out(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    opened(qtbot, screen, key)
    screen.workspace.ledger.rows.setFocus()
    QTest.keyClick(screen.workspace.ledger.rows, Qt.Key.Key_C)
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("amount", "seven")
    press_primary(dialog)
    field = form_of(dialog).boxes["amount"].editor.field
    wait(qtbot, lambda: "not an amount" in field.accessibleDescription())
    form_of(dialog).set_value("amount", "7.45")
    press_primary(dialog)
    wait(qtbot, lambda: screen.stepping.file and len(screen.stepping.file.ledger.rows) == 2)
    filled(qtbot, screen)
    assert "27.93" in screen.workspace.ledger.rows.row_words(0)
    screen.workspace.ledger.rows.opened.emit(1)
    dialog = dialog_of(qtbot)
    assert form_of(dialog).text("amount") == "7.45"
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Take out").click()
    wait(qtbot, lambda: len(claims.open_claim(desk, key).ledger.rows) == 1)


def test_a_message_is_logged_and_the_box_emptied(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    key = claim_on_kettle(screen.context.desk)
    opened(qtbot, screen, key)
    card = screen.workspace.messages.composer
    assert not card.button.isEnabled()
    card.text.setPlainText("Please unplug the kettle.")
    card.button.click()
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.messages)
    wait(qtbot, lambda: not card.text.toPlainText())


def test_somebody_else_was_faster(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = claim_on_kettle(desk)
    opened(qtbot, screen, key)
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    file = screen.stepping.file
    assert file is not None
    claims.triage(desk, key, file.version)
    screen.stepping.do("triage", claims.triage)
    wait(qtbot, lambda: said)
    assert "Somebody else changed this" in said[0]
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.status is ClaimStatus.TRIAGED)


def test_a_dialog_goes_on_after_a_conflict(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    opened(qtbot, screen, key)
    screen.asking.edit_cost("")
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("amount", "5.60")
    claims.ask_buyer(desk, key, claims.open_claim(desk, key).version, "Which outlet?")
    press_primary(dialog)
    wait(qtbot, lambda: dialog.property("newest_version"))
    assert form_of(dialog).text("amount") == "5.60"
    assert "changed the claim: Waiting for buyer. Check" in foot_of(dialog)
    press_primary(dialog)
    wait(qtbot, lambda: len(claims.open_claim(desk, key).ledger.rows) == 2)


def test_a_reason_that_somebody_else_gave_is_told_in_words(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = claim_on_kettle(desk)
    with desk.store.write(desk.person, "prepare") as work:
        known = {"code": "L-04", "name": "Leak at base seam", "defect_class": "Major"}
        leak = work.insert(DefectType, id=new_key(), **known)
    opened(qtbot, screen, key)
    screen.asking.set_reason()
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("reason", "drips")
    claims.set_reason(desk, key, claims.open_claim(desk, key).version, defect_type_id=leak)
    press_primary(dialog)
    wait(qtbot, lambda: dialog.property("newest_version"))
    assert "changed the claim: L-04 Leak at base seam. Check" in foot_of(dialog)


def test_an_answer_goes_on_after_a_conflict(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    recovery = claims.open_recovery(desk, key, claims.open_claim(desk, key).version, kettles["carrier"])
    version = claims.move_recovery(desk, recovery, 1, "send")
    opened(qtbot, screen, key)
    screen.asking.answer(recovery)
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("verb", "agree_in_part")
    form_of(dialog).set_value("note", "half of it")
    claims.move_recovery(desk, recovery, version, "acknowledge")
    form_of(dialog).set_value("amount", "3.00")
    press_primary(dialog)
    wait(qtbot, lambda: dialog.property("newest_version"))
    assert "RC-2026-0001 Acknowledged" in foot_of(dialog)
    form_of(dialog).set_value("amount", "")
    press_primary(dialog)
    amount = form_of(dialog).boxes["amount"].editor.field
    wait(qtbot, lambda: "more than nothing" in amount.accessibleDescription())
    form_of(dialog).set_value("amount", "3.00")
    press_primary(dialog)
    wait(qtbot, partial(has_recovery, screen, "Part agreed"))


def test_shares_go_on_after_a_conflict(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    """What another did beside them stops nothing; shares of his own are told before they are replaced."""
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    opened(qtbot, screen, key)
    screen.asking.edit_shares()
    dialog = dialog_of(qtbot, LiabilityDialog)
    dialog.lines[0].percent.setText("60")
    claims.ask_buyer(desk, key, claims.open_claim(desk, key).version, "Which outlet?")
    press_primary(dialog)
    wait(qtbot, lambda: claims.open_claim(desk, key).liability.undecided == 1000)
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.liability.undecided == 1000)
    screen.asking.edit_shares()
    dialog = dialog_of(qtbot, LiabilityDialog)
    dialog.lines[0].percent.setText("65")
    alone = [NewShare(kettles["maker"], LiabilityRole.MAKER, 10_000)]
    claims.share_liability(desk, key, claims.open_claim(desk, key).version, alone)
    press_primary(dialog)
    wait(qtbot, lambda: "100 %. Check what you typed" in foot_of(dialog))
    press_primary(dialog)
    wait(qtbot, lambda: claims.open_claim(desk, key).liability.undecided == 500)


def test_next_steps_open_a_recovery_and_send_it(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    opened(qtbot, screen, key)
    for status_word in ("Draft", "Sent"):
        file = screen.stepping.file
        assert file is not None
        screen.following.run_step(file.next_steps[0])
        wait(qtbot, partial(has_recovery, screen, status_word))
    assert [line.status.value for line in claims.open_claim(desk, key).recoveries] == ["Sent"]


def test_a_notice_that_asks_what_is_not_borne_any_more_says_so_and_is_put_right(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    claims.open_recovery(desk, key, claims.open_claim(desk, key).version, kettles["carrier"])
    version = claims.open_claim(desk, key).version
    claims.add_cost(desk, key, version, CostKind.FREIGHT_OUT, Money.of("10.00", "EUR"))
    opened(qtbot, screen, key)
    file = screen.stepping.file
    assert file is not None
    step = file.next_steps[0]
    assert step_words(screen.context.tr, file, step)[2] == "asks € 7.98, bears € 9.98 now"
    screen.following.run_step(step)
    dialog = dialog_of(qtbot)
    assert "RC-2026-0001 asks € 7.98 of Rhein-Trans, who bears € 9.98 now." in foot_of(dialog)
    press_primary(dialog)
    wait(qtbot, partial(has_recovery, screen, "Sent"))
    assert [line.asked for line in claims.open_claim(desk, key).recoveries] == [Money.of("9.98", "EUR")]


def test_the_workspace_speaks_chinese(qtbot: QtBot, seated: Context, kettles: Keys) -> None:
    key = under_investigation(seated.desk, kettles)
    seated.tr = Translator("zh_CN")
    screen = ClaimsScreen(seated)
    qtbot.addWidget(screen)
    opened(qtbot, screen, key)
    assert "德国" in screen.workspace.deadlines.aside.text()


def head_of(screen: ClaimsScreen) -> list[str]:
    """The actions offered in the head."""
    buttons = screen.workspace.header.findChildren(ActionButton)
    return [one.action.id for one in buttons if one.isVisibleTo(screen.workspace)]


def test_a_rejected_claim_offers_neither_refund_nor_return(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    version = claims.open_claim(desk, key).version
    claims.decide(desk, key, version, Remedy.REJECTED, reason="worn by use")
    opened(qtbot, screen, key)
    assert head_of(screen) == ["report", "evidence", "settle"]


def test_every_state_has_its_buttons(screen: ClaimsScreen) -> None:
    assert screen.action_set is not None
    known = {action.id for action in screen.action_set.actions}
    assert set(HEAD_ACTIONS) == {each.value for each in ClaimStatus}
    assert {name for names in HEAD_ACTIONS.values() for name in names} <= known


def test_messages_are_filtered_and_steps_stand_between_them(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    claims.add_message(
        desk, key, "We accept 20 %.", direction="In", counterpart="Carrier", author="Rhein-Trans"
    )
    file = claims.open_claim(desk, key)
    tr = screen.context.tr
    assert [line.direction for line in log_lines(tr, file, "")] == ["Note", "Note", "In"]
    assert [line.author for line in log_lines(tr, file, "Carrier")] == ["Rhein-Trans"]
    assert not log_lines(tr, file, "Maker")


def test_a_deadline_is_explained(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    opened(qtbot, screen, claim_on_kettle(screen.context.desk))
    screen.workspace.deadlines.rows.opened.emit(0)
    dialog = dialog_of(qtbot)
    said = " ".join(part.text() for part in dialog.findChildren(QLabel))
    assert "SR-02" in said
    assert "Europe/Berlin" in said
    assert "Seller of record" in said, "whose act it is, as the rules name it"
    assert dialog.focusWidget() is dialog._way_out, "never on the cross"
    dialog.reject()


def test_topics_refresh_what_is_shown(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    key = claim_on_kettle(desk)
    opened(qtbot, screen, key)
    claims.add_message(desk, key, "From another window.")
    screen.refresh(frozenset({"inspection"}))
    screen.refresh(frozenset({"claim_message"}))
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.messages)
    assert isinstance(screen.list, ListPane)


def test_unsent_words_stay_with_their_claim(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    first, second = claim_on_kettle(screen.context.desk), claim_on_kettle(screen.context.desk)
    composer = screen.workspace.messages.composer
    opened(qtbot, screen, first)
    composer.text.setPlainText("Please unplug the kettle.")
    opened(qtbot, screen, second)
    assert composer.text.toPlainText() == ""
    opened(qtbot, screen, first)
    wait(qtbot, lambda: composer.text.toPlainText() == "Please unplug the kettle.")
    composer.button.click()
    wait(qtbot, lambda: not composer.text.toPlainText())
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    opened(qtbot, screen, second)
    opened(qtbot, screen, first)
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    assert composer.text.toPlainText() == ""


def test_a_message_sent_twice_in_haste_is_logged_once(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    key, gate, jobs = claim_on_kettle(screen.context.desk), Event(), screen.context.jobs
    composer = screen.workspace.messages.composer
    opened(qtbot, screen, key)
    composer.text.setPlainText("Please unplug the kettle.")
    jobs.write(jobs, lambda: gate.wait(5))
    composer.send()
    composer.send()
    assert not composer.button.isEnabled()
    gate.set()
    wait(qtbot, lambda: jobs.active == 0)
    assert len(claims.open_claim(screen.context.desk, key).messages) == 1
    assert not composer.text.isReadOnly()


def test_a_message_that_was_sent_from_a_page_now_gone_is_not_offered_as_a_draft(
    qtbot: QtBot, seated: Context, kettles: Keys
) -> None:
    screen, key, gate, jobs = ClaimsScreen(seated), claim_on_kettle(seated.desk), Event(), seated.jobs
    screen.show()
    opened(qtbot, screen, key)
    composer = screen.workspace.messages.composer
    composer.text.setPlainText("Please unplug the kettle.")
    jobs.write(jobs, lambda: gate.wait(5))
    composer.send()
    keep_at_once(screen)
    screen.deleteLater()
    wait(qtbot, lambda: not isValid(screen))
    gate.set()
    wait(qtbot, lambda: jobs.active == 0)
    assert len(claims.open_claim(seated.desk, key).messages) == 1
    assert read_draft(seated.desk, "message", key) is None


def test_a_message_that_is_kept_late_takes_no_other_words_with_it(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    first, second = claim_on_kettle(screen.context.desk), claim_on_kettle(screen.context.desk)
    gate, jobs, composer = Event(), screen.context.jobs, screen.workspace.messages.composer
    opened(qtbot, screen, first)
    composer.text.setPlainText("Please unplug the kettle.")
    jobs.write(jobs, lambda: gate.wait(5))
    composer.send()
    opened(qtbot, screen, second)
    composer.text.setPlainText("Dear Mr Weber,")
    gate.set()
    wait(qtbot, lambda: jobs.active == 0)
    assert composer.text.toPlainText() == "Dear Mr Weber,"
    opened(qtbot, screen, first)
    wait(qtbot, lambda: jobs.active == 0)
    assert composer.text.toPlainText() == ""
    opened(qtbot, screen, second)
    wait(qtbot, lambda: composer.text.toPlainText() == "Dear Mr Weber,")


def test_while_another_claim_is_read_no_key_acts_on_the_one_before(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    first, second = claim_on_kettle(screen.context.desk), claim_on_kettle(screen.context.desk)
    opened(qtbot, screen, first)
    screen.open_record(second)
    assert screen.action_set is not None
    assert screen.action_set.find("triage").locked()
    screen.open_record("no such claim")
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    assert screen.action_set.find("triage").locked()


def test_shares_that_were_not_saved_come_back(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    opened(qtbot, screen, under_investigation(screen.context.desk, kettles))
    screen.asking.edit_shares()
    dialog = dialog_of(qtbot, LiabilityDialog)
    before = dialog.lines[0].percent.text()
    dialog.lines[0].percent.clear()
    QTest.keyClicks(dialog.lines[0].percent, "55")
    dialog.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    screen.asking.edit_shares()
    again = dialog_of(qtbot, LiabilityDialog)
    wait(qtbot, lambda: again.lines[0].percent.text() == "55")
    again.keeper.discard()
    assert again.lines[0].percent.text() == before
    again.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def test_an_evidence_pack_is_written_or_stopped(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys, tmp_path: Path
) -> None:
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    opened(qtbot, screen, claim_on_kettle(screen.context.desk))
    screen.asking.evidence()
    dialog = dialog_of(qtbot, EvidenceDialog)
    dialog.write(tmp_path / "stopped.zip")
    assert dialog.button.toolTip() == "The archive is being written."
    dialog.stop()
    wait(qtbot, dialog.button.isEnabled)
    assert said == ["Stopped. Nothing was written."]
    dialog.write(tmp_path / "pack.zip")
    wait(qtbot, (tmp_path / "pack.zip").exists)
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    assert said[-1].startswith("Saved as pack.zip, ")
    assert not (tmp_path / "stopped.zip").exists()


def test_a_refund_in_another_currency_follows_its_rate(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    version = claims.open_claim(desk, key).version
    claims.decide(desk, key, version, Remedy.REFUND, amount=Money.of("39.90", "EUR"))
    opened(qtbot, screen, key)
    screen.asking.refund()
    dialog = dialog_of(qtbot)
    form = form_of(dialog)
    assert form.text("amount") == "39.90"
    form.set_value("currency", "USD")
    form.set_value("rate", "1.08")
    assert form.text("amount") == "43.09"
    press_primary(dialog)
    wait(qtbot, lambda: "rate" in form.boxes["rate"].editor.field.accessibleDescription())
    form.set_value("rate_on", desk.today())
    press_primary(dialog)
    wait(qtbot, lambda: claims.open_claim(desk, key).refunds)
    (line,) = claims.open_claim(desk, key).refunds
    assert (line.amount, line.rate_on) == (Money.of("43.09", "USD"), desk.today())
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def test_one_click_adds_the_check(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    planned = inspections.plan_inspection(desk, inspections.NewInspection(kettles["lot"]))
    with desk.store.write(desk.person, "prepare") as work:
        work.change(Inspection, planned, result="Pass")
        fault = work.insert(
            DefectType,
            id="fault",
            code="X-77",
            name="Lid stays open",
            name_zh="盖子合不上",
            defect_class="Major",
        )
    key = claim_on_kettle(desk)
    claims.set_reason(desk, key, claims.open_claim(desk, key).version, defect_type_id=fault)
    opened(qtbot, screen, key)
    button = next(one for one in screen.workspace.steps.findChildren(QPushButton) if one.text() == "Add")
    assert "Lid stays open" in button.accessibleName()
    button.click()

    def now_planned() -> bool:
        file = screen.stepping.file
        return bool(file and file.escape and file.escape.planned)

    wait(qtbot, now_planned)
    filled(qtbot, screen)
    assert "Lid stays open” is on the checklist now" in labels(screen.workspace.steps)
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def labels(widget: QWidget) -> str:
    """All that is written there."""
    return " ".join(
        one.full() if isinstance(one, ElidedLabel) else one.text() for one in widget.findChildren(QLabel)
    )


def test_a_claim_that_is_not_there_offers_only_the_way_back(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    screen.open_record("CL-2000-0001")
    wait(qtbot, lambda: not screen.work_stack.loading)
    shown = [one for one in screen.work_stack.findChildren(ActionButton) if one.isVisible()]
    assert [one.text().strip() for one in shown] == ["Back to the list"]


def test_the_dispute_body_of_the_buyers_market_stands_under_the_deadlines(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    opened(qtbot, screen, claim_on_kettle(screen.context.desk))

    def lines() -> str:
        return "\n".join(one.full() for one in screen.workspace.deadlines.findChildren(ElidedLabel))

    wait(qtbot, lambda: "Disputes go to: national ADR bodies" in lines())
    assert "Way back of the goods: the seller pays" in lines()


def test_what_is_agreed_to_happens_to_the_claim_that_was_asked_about(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    """A second start with --open brings another claim while the question stands."""
    desk = screen.context.desk
    asked, other = under_investigation(desk, kettles), under_investigation(desk, kettles)
    for key in (asked, other):
        claims.decide(desk, key, claims.open_claim(desk, key).version, Remedy.REPLACEMENT)
    opened(qtbot, screen, asked)
    screen.asking.settle()
    opened(qtbot, screen, other)
    press_primary(dialog_of(qtbot))
    wait(qtbot, lambda: ClaimStatus.SETTLED in (status(screen, asked), status(screen, other)))
    assert status(screen, asked) is ClaimStatus.SETTLED
    assert status(screen, other) is ClaimStatus.DECIDED


def test_who_answers_may_be_reached_by_mail_alone(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    desk = screen.context.desk
    with desk.store.write(desk.person, "prepare") as work:
        importer = builders.add_party(work, "importer", name="Brückner GmbH", email="post@brueckner.example")
    shipments.declare_duty(desk, kettles["shipment"], duty="importer", party=importer, evidence="contract")
    opened(qtbot, screen, claim_on_kettle(desk))
    file = screen.stepping.file
    assert file is not None
    assert file.trace.answering is not None
    answers = next(node for node in trace_nodes(screen.context.tr, file) if node.tone == "accent")
    assert (answers.title, answers.aside) == ("Brückner GmbH", "")


def test_a_refund_asked_for_in_error_is_taken_back(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    """Whoever asked can't release it, and nothing else offers to go on until it waits no more."""
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    file = claims.open_claim(desk, key)
    version = claims.decide(desk, key, file.version, Remedy.REFUND, amount=file.asked_amount)
    version = claims.settle(desk, key, version)
    version = claims.waive_recovery(desk, key, version, "less than the postage")
    claims.request_refund(desk, key, version, NewRefund(Money.of("3.99", "EUR")))
    opened(qtbot, screen, key)
    assert head_of(screen) == ["report", "evidence", "take_back", "reopen", "close"]
    steps = steps_of(screen)
    assert (steps["Refund of € 3.99 waits"], steps["Close"]) == ("Take back", "")
    waiting = claims.open_claim(desk, key).refunds[0].id
    screen.asking.take_refund_back(waiting)
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("reason", "39.90 was meant")
    press_primary(dialog)
    wait(qtbot, lambda: screen.stepping.file and screen.stepping.file.refunds[0].state == "Cancelled")
    filled(qtbot, screen)
    assert head_of(screen) == ["report", "evidence", "reopen", "close"]
    assert steps_of(screen)["Close"] == "Start"


def test_what_is_waived_hides_no_recovery_and_is_said_where_it_is_offered(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = under_investigation(desk, kettles)
    recovery = claims.open_recovery(desk, key, claims.open_claim(desk, key).version, kettles["carrier"])
    claims.move_recovery(desk, recovery, claims.move_recovery(desk, recovery, 1, "send"), "refuse")
    claims.waive_recovery(desk, key, claims.open_claim(desk, key).version, "less than the postage")
    opened(qtbot, screen, key)
    ledger = screen.workspace.ledger
    said = {part.accessibleName() for part in ledger.findChildren(StatusLine)}
    assert said == {"Rhein-Trans: refused"}
    assert any("less than the postage" in part.text() for part in ledger.findChildren(ElidedLabel))
    assert ledger.recovery.row_words(0) == "Recovery, 0.00"
    file, tr = screen.stepping.file, screen.context.tr
    assert file is not None
    assert "waived, € 27.93 could be got back" in [step_words(tr, file, one)[2] for one in file.next_steps]


def steps_of(screen: ClaimsScreen) -> dict[str, str]:
    """The next steps that are offered, each with its button."""
    file, tr = screen.stepping.file, screen.context.tr
    assert file is not None
    return {title: button for _, title, _, button in (step_words(tr, file, one) for one in file.next_steps)}


def test_a_template_leaves_what_was_written(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    opened(qtbot, screen, claim_on_kettle(screen.context.desk))
    box = screen.workspace.messages.composer
    box.text.setPlainText("Dear Anna,")
    box._templates()
    menu = next(one for one in box.findChildren(QMenu) if one.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert box.text.toPlainText().startswith("Dear Anna,\nThank you.")
    box.text.undo()
    assert box.text.toPlainText() == "Dear Anna,"


def long_order(screen: ClaimsScreen, kettles: Keys) -> None:
    """Nine more products on the order, of a buyer and with names that no line has room for."""
    desk = screen.context.desk
    with desk.store.write(desk.person, "prepare") as work:
        for number in range(9):
            product = builders.add_product(work, sku=f"KT-{number}", name="double walled glass kettle " * 8)
            builders.add_order_line(work, kettles["order"], product)


def test_every_line_of_a_long_order_can_be_claimed(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    long_order(screen, kettles)
    screen.resize(1180, 720)
    screen.open_record("")
    screen.new_claim()
    dialog = dialog_of(qtbot, NewClaimDialog)
    dialog.lookup.setText(ORDER)
    dialog.look_up()
    wait(qtbot, dialog.chosen)
    rows = [one for one in dialog.findChildren(Offered) if one.isVisible()]
    assert len(rows) == 10
    last = rows[-1]
    last.button.setChecked(True)
    assert dialog.chosen().lot_id == kettles["lot"]
    assert last.mapTo(dialog._area, last.rect().bottomLeft()).y() <= dialog._area.height()
    words = [one for row in rows for one in row.findChildren(QLabel)]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in words)
    assert dialog.height() <= screen.height()
    QTest.keyClicks(dialog.lookup, "9")
    assert dialog.chosen() is None, "another number is meant"
    assert not dialog.button.isEnabled()
    dialog.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def test_the_goods_that_were_chosen_come_back_with_the_draft(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    long_order(screen, kettles)
    screen.open_record("")
    screen.new_claim()
    dialog = dialog_of(qtbot, NewClaimDialog)
    QTest.keyClicks(dialog.lookup, ORDER)
    dialog.look_up()
    wait(qtbot, dialog.chosen)
    dialog.findChildren(Offered)[4].button.setChecked(True)
    wanted = dialog.chosen()
    dialog.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    screen.new_claim()
    again = dialog_of(qtbot, NewClaimDialog)
    wait(qtbot, again.chosen)
    assert again.chosen() == wanted
    again.keeper.discard()
    again.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def test_an_amount_that_is_none_is_said_at_its_field(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    screen.open_record("")
    screen.new_claim()
    dialog = dialog_of(qtbot, NewClaimDialog)
    dialog.lookup.setText(ORDER)
    dialog.look_up()
    wait(qtbot, dialog.chosen)
    dialog.form.set_value("description", "It leaks.")
    dialog.form.set_value("asked_amount", "all of it")
    press_primary(dialog)
    box = dialog.form.boxes["asked_amount"].editor.field
    wait(qtbot, lambda: "not an amount" in box.accessibleDescription())
    dialog.reject()
    wait(qtbot, lambda: screen.context.jobs.active == 0)


def test_what_buyers_write_is_read_to_its_end(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    """A long story is scrolled to; neither it nor an address of the web makes a card wider than it is."""
    desk = screen.context.desk
    (item,) = claims.find_items(desk, ORDER)
    story = "After five weeks the kettle leaks at the bottom. " * 20
    key = claims.create_claim(desk, NewClaim(item, ClaimKind.DEFECTIVE, story))
    address = f"https://tracking.example/{'8' * 120}"
    claims.add_message(desk, key, f"See {address}", direction="In", counterpart="Buyer", author="Anna " * 30)
    claims.add_message(desk, key, story, direction="Note", counterpart="Us")
    opened(qtbot, screen, key)
    said, log = screen.workspace.complaint.quote.said, screen.workspace.messages._area
    wait(qtbot, lambda: said.height() >= said.heightForWidth(said.width()))
    page = log.widget()
    assert page is not None
    wait(qtbot, lambda: page.width() <= log.viewport().width())
    note = next(one for one in log.findChildren(QLabel) if one.text() == story.strip())
    assert note.height() >= note.heightForWidth(note.width())


def test_what_stands_above_the_columns_of_the_ledger_is_whole(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    opened(qtbot, screen, claim_on_kettle(screen.context.desk))
    head = screen.workspace.ledger.titles
    assert head.row_words(0).split(", ")[2] == "Not decided"
    assert screen.context.theme.metrics("small").horizontalAdvance("Not decided") <= head.column


def test_a_step_with_a_reason_goes_on_after_a_conflict(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = claim_on_kettle(desk)
    opened(qtbot, screen, key)
    assert screen.action_set is not None
    screen.action_set.run("withdraw")
    dialog = dialog_of(qtbot)
    form_of(dialog).set_value("reason", "the buyer found the fault himself")
    claims.triage(desk, key, claims.open_claim(desk, key).version)
    press_primary(dialog)
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    press_primary(dialog)
    wait(qtbot, lambda: status(screen, key) is ClaimStatus.WITHDRAWN)


def test_the_role_of_a_party_is_whole(qtbot: QtBot, screen: ClaimsScreen, kettles: Keys) -> None:
    opened(qtbot, screen, under_investigation(screen.context.desk, kettles))
    screen.asking.edit_shares()
    dialog = dialog_of(qtbot, LiabilityDialog)
    box = dialog.lines[0].role
    theme = screen.context.theme
    assert box.width() >= theme.metrics("body").horizontalAdvance("Warehouse") + theme.px(ARROW)
    dialog.reject()


def second_press(button: QWidget) -> None:
    """What a button gets of a double click after its first press."""
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_a_double_click_takes_one_step_and_the_next_gets_the_keys(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    desk = screen.context.desk
    key = claim_on_kettle(desk)
    opened(qtbot, screen, key)
    screen.activateWindow()
    wait(qtbot, screen.isActiveWindow)

    def leading() -> ActionButton:
        buttons = screen.workspace.header.findChildren(ActionButton)
        return next(one for one in buttons if one.isVisible() and one.action.kind == "primary")

    QTest.mouseClick(leading(), Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: leading().action.id == "investigate")
    assert screen.focusWidget() is leading()
    second_press(leading())
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    assert status(screen, key) is ClaimStatus.TRIAGED


def test_a_double_click_on_a_next_step_opens_one_recovery(
    qtbot: QtBot, screen: ClaimsScreen, kettles: Keys
) -> None:
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    opened(qtbot, screen, under_investigation(screen.context.desk, kettles))
    button = screen.workspace.steps.findChildren(ActionButton)[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    second_press(button)
    wait(qtbot, partial(has_recovery, screen, "Draft"))
    wait(qtbot, lambda: screen.context.jobs.active == 0)
    assert not said
