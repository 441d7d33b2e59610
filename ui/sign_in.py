"""Who sits at the desk: sign-in with a local profile. The first person is asked for by the first start.

Passwords are checked in a job, since that takes a tenth of a second on purpose; nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.paths import demo_database
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.choice_box import ChoiceBox
from ui.kit.focus import enter_presses
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.panel import Card
from ui.words import LANGUAGES

if TYPE_CHECKING:
    from qualitydesk.domain.people import Actor


class EntryPage(QWidget):
    """A card in the middle of the page with one form and one button; Enter presses it."""

    entered = Signal(object)
    """The person who sits down."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = context.theme.px
        self.card = Card(context.theme)
        self.card.setFixedWidth(px(440))
        middle = QVBoxLayout(self)
        middle.addStretch()
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(self.card)
        across.addStretch()
        middle.addLayout(across)
        middle.addStretch()
        self.form = self.make_form()
        self.busy = False
        self.button = ActionButton(self.make_action(), context.theme, show_key=False)
        self._lay()

    def _lay(self) -> None:
        theme, title_words = self.context.theme, self.titles()
        body = self.card.body
        body.setContentsMargins(theme.px(28), theme.px(24), theme.px(28), theme.px(24))
        body.setSpacing(theme.px(14))
        body.addWidget(label(theme, title_words[0], "title"))
        body.addWidget(label(theme, title_words[1], "body", "text-2", wrap=True))
        body.addWidget(self.form)
        if hint := self.hint():
            body.addWidget(label(theme, hint, "small", "text-2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self._language_box())
        row.addStretch()
        row.addWidget(self.button)
        body.addLayout(row)

    def _language_box(self) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(self.context.tr("Language"))
        for code, name in LANGUAGES:
            box.addItem(name, code)
        box.setCurrentIndex(max(0, box.findData(self.context.tr.language)))
        box.activated.connect(lambda _place: self.context.set_language(box.currentData()))
        return box

    def titles(self) -> tuple[str, str]:
        """Title and one sentence."""
        raise NotImplementedError

    def make_form(self) -> Form:
        """The form of the page."""
        raise NotImplementedError

    def make_action(self) -> Action:
        """What the button does."""
        raise NotImplementedError

    def hint(self) -> str:
        """One line under the form, "" for none."""
        return ""

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return next(iter(self.form.boxes.values())).editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere presses the button, but on another button that one."""
        if enter_presses(self, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self.button.click()
        else:
            super().keyPressEvent(event)

    def set_busy(self, busy: bool) -> None:
        """While the job runs, the button waits."""
        self.busy = busy
        self.button.refresh()

    def locked(self) -> str:
        """Why the button waits."""
        return self.context.tr("One moment, please.") if self.busy else ""

    def failed(self, error: Exception) -> None:
        """Say why not, at the field or as a message."""
        self.set_busy(False)
        failures.at_form(self.context, self.form, error)


class SignInPage(EntryPage):
    """Choose who you are, type the password. ``check`` answers who that is, or refuses, in a job."""

    def __init__(
        self,
        context: Context,
        location: str,
        people: Sequence[Actor],
        check: Callable[[str, str], Actor],
    ) -> None:
        self.location, self.people, self._check = location, tuple(people), check
        super().__init__(context)

    def titles(self) -> tuple[str, str]:
        """Title and one sentence."""
        tr = self.context.tr
        return tr("Sign in"), tr("Your name stands under everything you sign.")

    def make_form(self) -> Form:
        """Person and password."""
        tr = self.context.tr
        named = tuple((one.login, f"{one.name} {one.name_zh}".strip()) for one in self.people)
        fields = [
            Field("login", tr("Person"), FieldKind.CHOICE, choices=named, required=True),
            Field("password", tr("Password"), FieldKind.SECRET, required=True),
        ]
        last = str(self.context.settings.value("login", ""))
        form = Form(self.context.theme, tr, fields, {"login": last})
        form.changed.connect(lambda _name: self._remember(form.text("login")))
        return form

    def _remember(self, login: str) -> None:
        """Whoever was chosen is so in another language, too."""
        self.context.settings.setValue("login", login)

    def make_action(self) -> Action:
        """Sign in."""
        return Action(
            "sign_in", self.context.tr("Sign in"), self.sign_in, "arrow-right", "", "primary", self.locked
        )

    def hint(self) -> str:
        """In the example company nobody has a secret."""
        if self.location != demo_database():
            return ""
        from qualitydesk.services.demo.cast import PASSWORD

        tr = self.context.tr
        return tr("Example company: everybody's password is “{password}”.", password=PASSWORD)

    def first_field(self) -> QWidget:
        """The password: the person is mostly right already."""
        return self.form.boxes["password"].editor

    def sign_in(self) -> None:
        """Check the password."""
        if self.form.check():
            self.set_busy(True)
            login, password = self.form.text("login"), self.form.text("password")
            self.context.jobs.read(self, lambda: self._check(login, password), self._welcome, self.failed)

    def _welcome(self, actor: Actor) -> None:
        self.set_busy(False)
        self.context.settings.setValue("login", actor.login)
        self.entered.emit(actor)

    def failed(self, error: Exception) -> None:
        """A wrong password is said at its field."""
        from qualitydesk.domain.errors import Denied

        self.set_busy(False)
        if isinstance(error, Denied):
            self.form.show_errors({"password": self.context.tr(error.message)})
        else:
            super().failed(error)
