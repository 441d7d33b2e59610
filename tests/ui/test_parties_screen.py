"""The Parties screen on a real database: the file and all its rows, vetting, blocks, refusals, conflicts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import parties
from qualitydesk.translation import Translator
from tests.builders import desk_of
from tests.ui.registers import Shown
from ui.context import Context
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.screens.parties.screen import PartiesScreen


class Story:
    """A maker with every kind of row, a carrier that waits for vetting, a blocked importer."""

    def __init__(self, backend: Backend) -> None:
        desk = desk_of(backend, "lin")
        self.maker = parties.create_party(
            desk, code="HAOYU", name="Ningbo Haoyu", country="CN", roles=["manufacturer"]
        )
        parties.add_identifier(desk, self.maker, "uscc", "91110000600037341M")
        parties.add_address(desk, self.maker, street="Cixi Road 8", city="Ningbo", country="CN")
        parties.add_contact(desk, self.maker, name="Zhou Min", phone="+86 574 1")
        self.carrier = parties.create_party(desk, code="SEA", name="Sea Line", roles=["carrier"])
        self.importer = parties.create_party(desk, code="IMP", name="Import GmbH", roles=["importer"])
        parties.block_party(desk, self.importer, 1, "Unpaid duties")
        parties.record_mandate(
            desk, giver=self.maker, holder=self.importer, duty="authorised_rep", market="EU"
        )


@pytest.fixture
def story(local_staffed: Backend) -> Story:
    return Story(local_staffed)


@pytest.fixture
def shown(qtbot: QtBot, seated: Context, story: Story) -> Shown:
    return Shown(qtbot, PartiesScreen(seated))


def _said(shown: Shown) -> set[str]:
    return {one.text() for one in shown.screen.panel.findChildren(QLabel)}


def _tool(shown: Shown, name: str) -> None:
    """Press a small button of a row, or a link over one, once it is shown."""

    def found() -> list[QAbstractButton]:
        buttons = shown.screen.panel.findChildren(QAbstractButton)
        return [one for one in buttons if one.accessibleName() == name and one.isVisibleTo(shown.screen)]

    shown.qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()
    shown.quiet()


def test_views_show_what_they_say(shown: Shown, story: Story) -> None:
    assert shown.keys() == [story.maker]
    assert shown.view("carriers") == [story.carrier]
    assert shown.view("importers") == [story.importer]
    assert shown.view("to_vet") == [story.carrier]
    assert shown.view("blocked") == [story.importer]
    assert len(shown.view("all")) == 4


def test_the_file_shows_every_row_with_its_doubt(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    assert {
        "Check digit should be L",
        "91110000600037341M",
        "Zhou Min",
        "Cixi Road 8, Ningbo, China",
    } <= _said(shown)
    assert "Represented by Import GmbH" in _said(shown)
    shown.pick(story.importer)
    assert "Blocked: Unpaid duties" in _said(shown)


def test_a_party_is_recorded_with_its_roles(shown: Shown) -> None:
    shown.do("new")
    shown.fill(code="LAB", name="Test Lab", country="Deutschland", roles=("test_lab", "notified_body"))
    shown.save()
    file = parties.open_party(shown.context.desk, "LAB")
    assert (file.roles, file.fields["country"]) == (("notified_body", "test_lab"), "DE")
    assert shown.screen.key_of_shown() == file.id


def test_that_a_party_confirmed_its_data_is_recorded(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    assert "not confirmed by the party" in _said(shown)
    shown.do("edit")
    shown.fill(confirmed_on=date(2099, 1, 1), confirmed_by="Zhou Min")
    shown.save()
    assert shown.errors() == {"confirmed_on"}
    shown.fill(confirmed_on=date(2026, 11, 19))
    shown.save()
    assert "confirmed 19 Nov 2026 by Zhou Min" in _said(shown)


def test_what_is_wrong_is_said_at_its_field(shown: Shown) -> None:
    shown.do("new")
    shown.fill(code="HAOYU", name="Another")
    shown.save()
    assert shown.errors() == {"code"}
    shown.form().reject()


def test_a_conflict_shows_both(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    shown.do("edit")
    shown.fill(phone="+86 1")
    desk = shown.context.desk
    parties.edit_party(desk, story.maker, 1, phone="+86 2", website="haoyu.example")
    shown.save()
    conflict = shown.dialog(ConflictDialog)
    assert {one.accessibleName() for one in conflict.findChildren(QRadioButton)} == {"+86 1", "+86 2"}
    shown.press(conflict)
    fields = parties.open_party(desk, story.maker).fields
    assert (fields["phone"], fields["website"]) == ("+86 1", "haoyu.example")


def test_roles_that_both_changed_are_asked_about_in_words(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    shown.do("edit")
    shown.fill(roles=("manufacturer", "exporter"))
    desk = shown.context.desk
    file = parties.open_party(desk, story.maker)
    parties.edit_party(desk, story.maker, file.version, roles=("manufacturer", "test_lab"))
    shown.save()
    conflict = shown.dialog(ConflictDialog)
    offered = {one.accessibleName() for one in conflict.findChildren(QRadioButton)}
    assert offered == {"Maker, Exporter", "Maker, Testing laboratory"}
    shown.press(conflict)
    assert parties.open_party(desk, story.maker).roles == ("exporter", "manufacturer")


def test_rows_are_added(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    _tool(shown, "Add a number")
    shown.fill(scheme="gln", value="4012345000009")
    shown.save()
    _tool(shown, "Add an address")
    shown.fill(street="Hafenstraße 1", city="Hamburg", country="Germany")
    shown.save()
    _tool(shown, "Add a contact")
    shown.fill(name="Eva Kern")
    shown.save()
    file = parties.open_party(shown.context.desk, story.carrier)
    assert [one.value for one in file.identifiers] == ["4012345000009"]
    assert (file.addresses[0].country, file.contacts[0].name) == ("DE", "Eva Kern")


def test_a_row_saved_twice_in_haste_is_added_once(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    _tool(shown, "Add a contact")
    shown.fill(name="Eva Kern")
    dialog = shown.form()
    for _time in range(2):
        dialog._confirm()
    shown.quiet()
    assert len(parties.open_party(shown.context.desk, story.carrier).contacts) == 1


def test_a_carrier_is_vetted_check_by_check(shown: Shown, story: Story) -> None:
    shown.view("to_vet")
    shown.pick(story.carrier)
    assert "Still to be passed: Identity, Licence." in _said(shown)
    for _kind in ("Identity", "Licence"):
        shown.do("check")
        shown.save()
        assert shown.errors() == {"evidence"}
        shown.fill(evidence="Register extract", valid_to=date(2027, 11, 20))
        shown.save()
    file = parties.open_party(shown.context.desk, story.carrier)
    assert file.vetting.verdict == "Vetted"
    assert [one.kind for one in file.checks] == ["Licence", "Identity"]
    assert shown.view("to_vet") == []


def test_a_row_is_corrected_and_removed_and_put_back(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    _tool(shown, "Edit: Zhou Min")
    shown.fill(function="Export")
    shown.save()
    _tool(shown, "Remove: Zhou Min · Export")
    assert parties.open_party(shown.context.desk, story.maker).contacts == ()
    shown.undo[-1].run()
    shown.quiet()
    assert parties.open_party(shown.context.desk, story.maker).contacts[0].function == "Export"


def test_the_kind_of_an_address_and_of_a_check_is_corrected(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    _tool(shown, "Add an address")
    shown.fill(street="Hafenstraße 1", city="Hamburg", country="DE")
    shown.save()
    shown.do("check")
    shown.fill(kind="Identity", evidence="Register extract", valid_to=date(2027, 11, 20))
    shown.save()
    _tool(shown, "Edit: Hafenstraße 1, Hamburg, Germany")
    shown.fill(kind="Returns")
    shown.save()
    _tool(shown, "Edit: Identity")
    shown.fill(kind="Licence")
    shown.save()
    file = parties.open_party(shown.context.desk, story.carrier)
    assert [one.kind for one in file.addresses] == ["Returns"]
    assert [one.kind for one in file.checks] == ["Licence"]


def test_a_row_that_somebody_else_saved_first_asks(shown: Shown, story: Story) -> None:
    shown.pick(story.maker)
    _tool(shown, "Edit: Zhou Min")
    shown.fill(phone="1")
    desk = shown.context.desk
    (contact,) = parties.open_party(desk, story.maker).contacts
    parties.edit_part(desk, "contact", contact.id, contact.version, phone="2")
    shown.save()
    shown.press(shown.dialog(ConflictDialog))
    assert parties.open_party(desk, story.maker).contacts[0].phone == "1"


def test_tasks_of_a_mandate_that_both_changed_stay_a_list(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    shown.do("mandate")
    shown.fill(other=(story.maker, "Ningbo Haoyu"), duty="domestic_agent", tasks="labels", languages="de")
    shown.save()
    _tool(shown, "Edit: Acts for Ningbo Haoyu")
    shown.fill(tasks="labels\nnotices", languages="de\nfr")
    desk = shown.context.desk
    (line,) = parties.open_party(desk, story.carrier).mandates
    parties.edit_mandate(desk, line.id, line.fields["version"], tasks=["labels", "recalls"])
    shown.save()
    conflict = shown.dialog(ConflictDialog)
    theirs = (one for one in conflict.findChildren(QRadioButton) if "recalls" in one.accessibleName())
    next(theirs).setChecked(True)
    shown.press(conflict)
    (line,) = parties.open_party(desk, story.carrier).mandates
    assert (line.fields["tasks"], line.fields["languages"]) == (["labels", "recalls"], ["de", "fr"])


def test_a_mandate_is_added_and_ended(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    shown.do("mandate")
    shown.fill(
        other=(story.maker, "Ningbo Haoyu"), duty="domestic_agent", market="EU", tasks="labels\nnotices"
    )
    shown.save()
    (line,) = parties.open_party(shown.context.desk, story.carrier).mandates
    assert (line.given, line.fields["tasks"]) == (False, ["labels", "notices"])
    _tool(shown, "End: Acts for Ningbo Haoyu")
    dialog = shown.dialog(Dialog)
    dialog.findChildren(Form)[0].set_value("reason", "Contract ended")
    shown.press(dialog)
    (line,) = parties.open_party(shown.context.desk, story.carrier).mandates
    assert line.fields["valid_to"] == shown.context.desk.today()


def test_blocking_asks_why_and_can_be_lifted(shown: Shown, story: Story) -> None:
    shown.pick(story.carrier)
    shown.do("block")
    dialog = shown.dialog(Dialog)
    shown.press(dialog)
    assert dialog.isVisible()
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Lost two containers")
    shown.press(dialog)
    assert parties.open_party(shown.context.desk, story.carrier).fields["blocked"]
    assert shown.locked("block")
    shown.do("unblock")
    dialog = shown.dialog(Dialog)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Found them")
    shown.press(dialog)
    assert not parties.open_party(shown.context.desk, story.carrier).fields["blocked"]


def test_several_are_blocked_at_once(shown: Shown, story: Story) -> None:
    shown.view("all")
    shown.bulk("Block", story.maker, story.carrier)
    dialog = shown.dialog(Dialog)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Sanctions list")
    shown.press(dialog)
    assert "2 parties are blocked." in shown.said
    assert shown.screen.list.chosen.keys() == (), "what is done is not offered again"
    assert len(shown.view("blocked")) == 3


@pytest.mark.parametrize(("login", "language"), [("novak", "en"), ("chen", "zh_CN")])
def test_who_may_not_is_told_why(
    qtbot: QtBot,
    theme: Theme,
    jobs: Jobs,
    settings: QSettings,
    local_staffed: Backend,
    story: Story,
    login: str,
    language: str,
) -> None:
    context = Context(Translator, theme, jobs, settings, language=language)
    context.sit_down(desk_of(local_staffed, login))
    shown = Shown(qtbot, PartiesScreen(context))
    shown.pick(story.maker)
    assert shown.locked("block")
    assert bool(shown.locked("edit")) == (login == "novak")
    links = [one for one in shown.screen.panel.findChildren(QPushButton) if one.property("kind") == "link"]
    assert bool([one for one in links if one.text() in {"Add a number", "添加号码"}]) == (login == "chen")
