"""The steps of the first start: what each asks, in plain words. The page around them leads through them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.money import MINOR_DIGITS
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import ElidedLabel, IconLabel, label, set_ink
from ui.server_fields import USUAL, server_address, server_fields
from ui.words import LANGUAGES, currencies, zones

if TYPE_CHECKING:
    from ui.context import Context


class Step(QWidget):
    """A subclass sets ``title`` and ``words`` and fills ``column``."""

    changed = Signal()

    def __init__(self, context: Context, title: str, words: str, form: Form | None = None) -> None:
        super().__init__()
        self.context, self.title, self.words, self.form = context, title, words, form or empty_form(context)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(context.theme.px(10))

    def first_field(self) -> QWidget:
        """Where the keys go when the step comes to the front."""
        return next(iter(self.form.boxes.values())).editor.field

    def check(self) -> bool:
        """Whether the step is filled in; it says at its fields what is missing."""
        return self.form.check()

    def typed(self) -> dict[str, object]:
        """What stands in it."""
        return self.form.values()

    def take_up(self, typed: Mapping[str, object]) -> None:
        """Put back what ``typed`` gave."""
        self.form.load({**self.form.values(), **typed})


def empty_form(context: Context) -> Form:
    """No fields at all."""
    return Form(context.theme, context.tr, [])


class Choice(QWidget):
    """A radio button with one line of help under it."""

    def __init__(self, context: Context, words: str, help_line: str) -> None:
        super().__init__()
        theme = context.theme
        self.button = QRadioButton(words)
        self.button.setFont(theme.font("card-title"))
        self.button.setAccessibleDescription(help_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        under = label(theme, help_line, "small", "text-2", wrap=True)
        under.setContentsMargins(theme.px(24), 0, 0, 0)
        column.addWidget(under)


class PurposeStep(Step):
    """Language, and whether to begin or to look around first."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(
            context,
            tr("Welcome to QualityDesk"),
            tr("Who answers for this product? Inspections, certificates, shipments and claims in one desk."),
        )
        field = Field("language", tr("Language"), FieldKind.CHOICE, choices=LANGUAGES)
        self.form = Form(context.theme, tr, [field], {"language": tr.language})
        self.form.changed.connect(lambda _name: context.set_language(self.form.text("language")))
        self.own = Choice(
            context,
            tr("Set up my company"),
            tr("Three short steps. Company and people can be changed later."),
        )
        self.demo = Choice(
            context,
            tr("Look at the demo"),
            tr("An invented company with inspections, shipments and claims. Your own data stays apart."),
        )
        group = QButtonGroup(self)
        self.column.addWidget(self.form)
        for choice in (self.own, self.demo):
            group.addButton(choice.button)
            self.column.addWidget(choice)
        self.own.button.setChecked(True)
        self.column.addStretch()

    @property
    def wants_demo(self) -> bool:
        """Whether the example company is to be shown."""
        return self.demo.button.isChecked()

    def first_field(self) -> QWidget:
        """The choice that is made."""
        return self.demo.button if self.wants_demo else self.own.button

    def typed(self) -> dict[str, object]:
        """The choice; the language is in force already."""
        return {"demo": self.wants_demo}

    def take_up(self, typed: Mapping[str, object]) -> None:
        """Make the choice again."""
        self.demo.button.setChecked(bool(typed.get("demo")))


class PlaceStep(Step):
    """A file on this computer, or a server for the whole company."""

    def __init__(self, context: Context, path: str) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(
            context,
            tr("Where shall the data lie?"),
            tr("Alone or to begin with, a file is best. A server lets several people work at once."),
            Form(theme, tr, server_fields(tr), USUAL, columns=2),
        )
        self.local = Choice(context, tr("On this computer"), path)
        self.server = Choice(
            context, tr("On a PostgreSQL server"), tr("Whoever runs it tells you what stands below.")
        )
        group = QButtonGroup(self)
        for choice in (self.local, self.server):
            group.addButton(choice.button)
            self.column.addWidget(choice)
        self.local.button.setChecked(True)
        self.column.addWidget(self.form)
        said = QHBoxLayout()
        self.icon, self.said = (
            IconLabel(theme, "info", "text-3"),
            label(theme, "", "body", "text-2", wrap=True),
        )
        said.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.said, 1)
        self.column.addLayout(said)
        self.column.addStretch()
        self.server.button.toggled.connect(self._switch)
        self._switch()

    def _switch(self) -> None:
        self.form.setVisible(self.on_server)
        self.say("", "text-2", "info")
        self.changed.emit()

    @property
    def on_server(self) -> bool:
        """Whether a server is chosen."""
        return self.server.button.isChecked()

    def say(self, words: str, ink: str, icon: str) -> None:
        """How the server answered."""
        self.said.setText(words)
        set_ink(self.said, ink)
        self.icon.set_icon(icon, ink)
        self.icon.setVisible(bool(words))

    def first_field(self) -> QWidget:
        """The choice that is made."""
        return self.server.button if self.on_server else self.local.button

    def check(self) -> bool:
        """A file needs nothing, a server its fields."""
        return not self.on_server or self.form.check()

    def address(self) -> str:
        """The server's address, as the store takes it."""
        return server_address(self.form)

    def typed(self) -> dict[str, object]:
        """The choice and the fields."""
        return {**super().typed(), "on_server": self.on_server}

    def take_up(self, typed: Mapping[str, object]) -> None:
        """Put them back."""
        super().take_up(typed)
        self.server.button.setChecked(bool(typed.get("on_server")))


def usual(locale: QLocale, zone: str) -> dict[str, object]:
    """Money and clock of the place where the computer stands, as far as it was told; else those of a company
    in China that sells to the EU.
    """
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return {
        "currency": currency if currency in MINOR_DIGITS else "EUR",
        "timezone": zone if zone in dict(zones()) else "Asia/Shanghai",
    }


def here() -> dict[str, object]:
    """What is usual where this computer stands."""
    return usual(QLocale.system(), bytes(QTimeZone.systemTimeZoneId().data()).decode())


class CompanyStep(Step):
    """The company's name, its money and clock, its logo."""

    def __init__(self, context: Context) -> None:
        tr, theme = context.tr, context.theme
        begun = here()
        fields = [
            Field("company", tr("Company name, as it stands on papers"), required=True, span=2),
            Field("company_zh", tr("Company name in Chinese"), span=2),
            Field("currency", tr("Currency"), FieldKind.CHOICE, choices=currencies(str(begun["currency"]))),
            Field("timezone", tr("Time zone"), FieldKind.CHOICE, choices=zones()),
        ]
        super().__init__(
            context,
            tr("Your company"),
            tr("It stands at the head of every paper. The address can follow in the settings."),
            Form(theme, tr, fields, begun, columns=2),
        )
        self.logo = ""
        self.column.addWidget(self.form)
        row = QHBoxLayout()
        choose = Action("logo", tr("Choose a logo"), self.ask_logo, "image-plus")
        row.addWidget(ActionButton(choose, theme, size="small"))
        self.logo_name = ElidedLabel(theme, tr("No logo yet; that is fine."), "small", "text-3")
        row.addWidget(self.logo_name, 1)
        self.column.addLayout(row)
        self.column.addStretch()

    def ask_logo(self) -> None:
        """Choose a picture."""
        dialog = QFileDialog(self, self.context.tr("Choose a logo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("*.png *.jpg *.jpeg *.webp")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_logo)
        dialog.open()

    def take_logo(self, path: str) -> None:
        """Use the picture of a file, if it is one."""

        def work() -> None:
            from qualitydesk.services.house import read_logo

            read_logo(Path(path))

        self.context.jobs.read(self, work, lambda _none: self._use(path), self.refuse_logo, latest="logo")

    def _use(self, path: str) -> None:
        self.logo = path
        self._say(file_label(path), "text-3")

    def refuse_logo(self, error: Exception) -> None:
        """The file is none to be used: say why; the company goes on without a logo."""
        self.logo = ""
        self._say(failures.in_one_line(error, self.context.tr), "bad")

    def _say(self, words: str, ink: str) -> None:
        self.logo_name.set_full(words)
        set_ink(self.logo_name, ink)

    def typed(self) -> dict[str, object]:
        """The fields and the picture."""
        return {**super().typed(), "logo": self.logo}

    def take_up(self, typed: Mapping[str, object]) -> None:
        """Put them back."""
        super().take_up(typed)
        if typed.get("logo"):
            self.take_logo(str(typed["logo"]))


class YouStep(Step):
    """The first person: a manager, who can add others."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        fields = [
            Field("name", tr("Your name"), required=True),
            Field("name_zh", tr("Your name in Chinese")),
            Field("login", tr("Login"), required=True, help=tr("Short, such as your first name.")),
            Field(
                "password", tr("Password"), FieldKind.SECRET, required=True, help=tr("At least 6 characters.")
            ),
        ]
        super().__init__(
            context,
            tr("And you?"),
            tr("You become the manager of this desk. Your name stands under all that you sign."),
            Form(context.theme, tr, fields, columns=2),
        )
        self.column.addWidget(self.form)
        self.column.addStretch()
