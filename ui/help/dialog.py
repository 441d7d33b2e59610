"""The help dialog: a field to look for words, the pages at the left, the chosen one at the right.

Pages link to each other ("help:claims"); nothing is loaded from anywhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidgetItem, QTextBrowser, QVBoxLayout

from ui.help.pages import HelpPage, find_help, help_page, help_pages
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.labels import label
from ui.kit.section_list import RingedList
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

SCHEME = "help"
ID = Qt.ItemDataRole.UserRole


class PageText(QTextBrowser):
    """A page; it loads neither pictures nor pages from outside."""

    def show_page(self, text: str, theme: Theme) -> None:
        """Set a page, its headings in the sizes of the window."""
        self.setMarkdown(text)
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                _set_heading(QTextCursor(block), theme, level)
            block = block.next()

    def loadResource(self, kind: int, address: QUrl | str) -> object:  # Qt's signature
        """Nothing: pages are words."""
        return None


def _set_heading(at: QTextCursor, theme: Theme, level: int) -> None:
    space, look = at.blockFormat(), QTextCharFormat()
    space.setTopMargin(0 if level == 1 else theme.px(16))
    space.setBottomMargin(theme.px(6))
    at.setBlockFormat(space)
    look.setFont(theme.font("title" if level == 1 else "party"))
    look.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
    at.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    at.mergeCharFormat(look)


class HelpDialog(Dialog):
    """Opens at the page of a screen."""

    def __init__(self, context: Context, parent: QWidget, page_id: str) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(
            parent, theme, tr("Help"), icon="circle-help", width=880, height=620, close_words=tr("Close")
        )
        self._context = context
        self.field = QLineEdit()
        self.field.setFont(theme.font("body"))
        self.field.setPlaceholderText(tr("Look for words in the help"))
        self.field.setAccessibleName(tr("Look for words in the help"))
        self.list = RingedList(theme)
        self.list.setAccessibleName(tr("Help pages"))
        self.nothing = label(theme, tr("No page holds these words."), "small", "text-3", wrap=True)
        self.text = PageText()
        self.text.setFont(theme.font("body"))
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("Help page"))
        self._arrange()
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.text.anchorClicked.connect(self._follow)
        self.add_button(Action("close", tr("Close"), self.accept, kind="primary"))
        self._fill(help_pages(tr.language))
        self.show_page(page_id)

    def _arrange(self) -> None:
        px = self.theme.px
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.field)
        left.addWidget(self.nothing)
        left.addWidget(self.list, 1)
        left.addStretch()
        self.nothing.hide()
        for part in (self.field, self.list, self.nothing):
            part.setFixedWidth(px(224))
        row.setSpacing(px(16))
        row.addLayout(left)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)

    def _fill(self, pages: tuple[HelpPage, ...]) -> None:
        self.list.clear()
        for page in pages:
            item = QListWidgetItem(page.title)
            item.setData(ID, page.id)
            self.list.addItem(item)
        self.nothing.setVisible(not pages)
        self.list.setVisible(bool(pages))
        if not pages:
            self.text.clear()  # a page that does not hold the words would be taken for the answer

    def _look(self, words: str) -> None:
        language = self._context.tr.language
        self._fill(tuple(find_help(words, language)) if words.strip() else help_pages(language))
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.show_page(help_page(str(item.data(ID)), self._context.tr.language).text, self.theme)

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == SCHEME:
            self.field.clear()
            self.show_page(address.path())

    def show_page(self, page_id: str) -> None:
        """Choose a page."""
        wanted = help_page(page_id, self._context.tr.language).id
        for row in range(self.list.count()):
            if self.list.item(row).data(ID) == wanted:
                self.list.setCurrentRow(row)


def help_by_key(context: Context, dialog: Dialog, page_id: str) -> None:
    """In a dialog that has a page of its own, the keys that show what a page of the window can do open it."""
    for key in ("F1", "?"):
        QShortcut(QKeySequence(key), dialog).activated.connect(lambda: open_help(context, dialog, page_id))


def open_help(context: Context, parent: QWidget, page_id: str) -> HelpDialog:
    """Show the help at a page; the list has the keys."""
    dialog = HelpDialog(context, parent, page_id)
    dialog.open()
    dialog.list.setFocus()
    return dialog
