"""The help: a page per screen in both languages, found by words, shown without loading anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualitydesk.translation import LANGUAGES
from ui.context import Context
from ui.help.dialog import HelpDialog, open_help
from ui.help.pages import HELP, START, find_help, help_page, help_pages
from ui.kit.screen import Screen
from ui.screens import SCREENS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [one.id for one in SCREENS])
def test_every_screen_has_a_page_in_every_language(screen: str, language: str) -> None:
    assert (HELP / language / f"{screen}.md").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_what_for_and_the_usual_way_and_link_to_pages_that_exist(language: str) -> None:
    known = {page.id for page in help_pages(language)}
    for page in help_pages(language):
        assert page.title
        assert page.text.count("\n## ") >= 1, page.id
        assert set(re.findall(r"\(help:(\w+)\)", page.text)) <= known
        assert "http" not in page.text
        assert len(page.text) < 3000


def test_both_languages_have_the_same_pages() -> None:
    folders = [{path.name for path in (HELP / language).glob("*.md")} for language in LANGUAGES]
    assert folders[0] == folders[1]


def test_pages_are_found_by_words_title_first() -> None:
    assert find_help("claims", "en")[0].id == "claims"
    assert "shipments" in {page.id for page in find_help("gate reason", "en")}
    assert "shipments" in {page.id for page in find_help("放行关", "zh_CN")}
    assert find_help("import", "en")[0].id == find_help("导入", "zh_CN")[0].id == "import"
    assert find_help("no such words at all", "en") == []
    assert help_page("a screen without a page", "en").id == START


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_trade_lead_to_a_page(language: str) -> None:
    words = ("AQL", "OC", "8D", "CAPA", "GTIN", "EORI", "DoC", "Incoterm", "RMA", "QR", "PSI", "GPSR")
    assert [word for word in words if not find_help(word, language)] == []
    said: tuple[str, ...] = ("sampling", "OC curve", "chargeback", "Pareto")
    if language == "zh_CN":
        said = ("抽样方案", "接收质量限", "OC 曲线", "拒付", "帕累托", "二维码")
    assert [word for word in said if not find_help(word, language)] == []


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> Iterator[HelpDialog]:
    owner = Screen(context)
    qtbot.addWidget(owner)
    owner.resize(1200, 800)
    owner.show()
    made = open_help(context, owner, "claims")
    yield made
    made.reject()


def test_the_help_opens_at_the_page_of_the_screen(dialog: HelpDialog) -> None:
    assert dialog.list.hasFocus()
    assert "What buyers hold against goods" in dialog.text.toPlainText()


def test_the_keys_are_seen_in_the_list_while_they_are_there(dialog: HelpDialog) -> None:
    def ringed() -> bool:
        row = dialog.list.visualItemRect(dialog.list.currentItem())
        picture = dialog.list.viewport().grab().toImage()
        return picture.pixelColor(row.center().x(), row.top() + 1) == dialog.theme.colour("accent")

    assert ringed()
    dialog.field.setFocus()
    assert not ringed()


def test_words_are_looked_for_by_keyboard(dialog: HelpDialog) -> None:
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, "altered byte")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.list.hasFocus()
    assert "genuine" in dialog.text.toPlainText()
    dialog.field.setText("no such words at all")
    assert dialog.nothing.isVisible()
    assert dialog.text.toPlainText() == "", "no page is shown as if it were the answer"
    below = dialog.nothing.y() - dialog.field.geometry().bottom()
    assert 0 < below < dialog.field.height()
    dialog.field.setText("altered byte")
    assert dialog.list.isVisible()
    assert "genuine" in dialog.text.toPlainText()


def test_links_lead_to_pages_and_nothing_is_loaded_from_elsewhere(dialog: HelpDialog) -> None:
    dialog.text.anchorClicked.emit(QUrl("help:verify"))
    assert dialog.list.currentItem().text() == "Verify a paper"
    dialog.text.anchorClicked.emit(QUrl("https://example.com/"))
    assert dialog.list.currentItem().text() == "Verify a paper"
    wanted = QTextDocument.ResourceType.ImageResource.value
    assert dialog.text.loadResource(wanted, QUrl("file:///etc/hostname")) is None
