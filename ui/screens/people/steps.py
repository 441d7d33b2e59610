"""What can be done with a person: edit, set a password, switch off and on. Services decide who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import Conflict
from qualitydesk.domain.people import MANAGING, Role
from qualitydesk.services import people
from qualitydesk.services.people import PersonFields, PersonFile
from ui.add_person import ask_person
from ui.context import ToastAction
from ui.history import Subject, history_action
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.conflict import ConflictDialog, alone
from ui.kit.dialogs import Dialog, ask_form, confirm
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.screens.people.permissions import show_permissions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class Steps:
    """The actions of the people's screen on the person shown."""

    def __init__(self, context: Context, owner: QWidget, shown: Callable[[], PersonFile | None]) -> None:
        self.context, self.owner, self.shown = context, owner, shown

    def actions(self) -> tuple[Action, ...]:
        """What can be done here."""
        tr = self.context.tr
        return (
            Action("new", tr("Add a person"), self.add, "user-plus", "N", "primary", self.manages, True),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "primary", self.one, True),
            Action("password", tr("Set a password"), self.set_password, "key-round", "", "", self.one),
            Action(
                "off",
                tr("Switch off"),
                self.switch_off,
                "ban",
                "",
                "danger",
                self.may_switch_off,
                offered=self._on,
            ),
            Action(
                "on",
                tr("Let sign in again"),
                self.switch_on,
                "circle-check",
                "",
                "",
                self.may_switch_on,
                offered=lambda: not self._on(),
            ),
            history_action(self.context, self.owner, self._subject, in_list=True),
            Action("roles", tr("Who may do what"), self.show_roles, "list-checks", "R", in_list=True),
        )

    def _subject(self) -> Subject | None:
        shown = self.shown()
        return Subject("person", shown.id, shown.login) if shown is not None else None

    # -- whether

    def manages(self) -> str:
        """Why the person at the desk may change nobody."""
        if self.context.desk.person.role in MANAGING:
            return ""
        return self.context.tr("Managers and admins change this.")

    def one(self) -> str:
        """Why the person shown can't be changed."""
        return self.manages() or ("" if self.shown() else self.context.tr("Choose a person first."))

    def _on(self) -> bool:
        file = self.shown()
        return file is None or file.active

    def may_switch_off(self) -> str:
        """Why not."""
        file = self.shown()
        if file is not None and file.myself:
            return self.context.tr("Nobody switches himself off. Ask another manager.")
        return self.one() or ("" if self._on() else self.context.tr("Is switched off already."))

    def may_switch_on(self) -> str:
        """Why not."""
        return self.one() or (self.context.tr("May sign in already.") if self._on() else "")

    # -- doing

    def add(self) -> None:
        """Give somebody a login."""
        ask_person(self.context, self.owner, lambda _actor: None)

    def show_roles(self) -> None:
        """The table of permissions."""
        show_permissions(self.context, self.owner)

    def edit(self) -> None:
        """Names, role and contact."""
        file, tr = self.shown(), self.context.tr
        if file is None:
            return
        fields, were = edit_fields(self.context, file), file.fields
        values: dict[str, object] = {name: getattr(were, name) for name in PersonFields.__dataclass_fields__}
        ask_form(
            self.context,
            self.owner,
            tr("Edit {login}", login=file.login),
            fields,
            tr("Save"),
            lambda found, form, dialog: self._save(file, fields_from(found, were), form, dialog),
            slot=Slot("person", file.id),
            values={**values, "role": were.role.value},
            columns=2,
            consequence=tr("The login stays, since the history names it."),
            icon="pencil",
            width=600,
        )

    def _save(self, file: PersonFile, wanted: PersonFields, form: Form, dialog: Dialog) -> None:
        desk, tr = self.context.desk, self.context.tr

        def done(version: int) -> None:
            dialog.accept()
            back = ToastAction(tr("Undo"), lambda: self._take_back(file, version), undoes=True)
            self.context.toast(tr("{name} is saved.", name=wanted.name), "ok", back)

        def failed(error: Exception) -> None:
            if isinstance(error, Conflict) and error.theirs:
                self._ask_which(error, file, wanted, form, dialog)
            else:
                failures.at_form(self.context, form, error)

        work = lambda: people.edit_person(desk, file.id, file.version, wanted)  # noqa: E731 # read once
        self.context.jobs.write(dialog, work, done, failed)

    def _take_back(self, file: PersonFile, version: int) -> None:
        desk = self.context.desk
        self._do(
            lambda: people.edit_person(desk, file.id, version, file.fields), self.context.tr("Taken back.")
        )

    def _ask_which(
        self, error: Conflict, file: PersonFile, wanted: PersonFields, form: Form, dialog: Dialog
    ) -> None:
        names = {field.name: field.label for field in form.fields}
        desk, seen = self.context.desk, file.fields
        theirs = {name: got for name, got in error.theirs.items() if not alone(got, getattr(seen, name))}
        untouched = {name for name in theirs if alone(error.mine.get(name), getattr(seen, name))}
        both = {name: got for name, got in theirs.items() if name not in untouched}

        def choose(values: dict[str, object]) -> None:
            kept = {name: getattr(wanted, name) for name in names}
            merged = fields_from({**kept, **{name: theirs[name] for name in untouched}, **values}, wanted)
            self.context.jobs.read(
                dialog,
                lambda: people.open_person(desk, file.id),
                lambda now: self._save(now, merged, form, dialog),
            )

        if not both:
            choose({})
            return
        told = Conflict(error.message, theirs=both, mine={name: error.mine.get(name) for name in both})
        ConflictDialog(self.context, self.owner, file.login, told, names, choose).open()

    def set_password(self) -> None:
        """A new password for who forgot his."""
        file, tr, desk = self.shown(), self.context.tr, self.context.desk
        if file is None:
            return

        def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
            def done(_version: int) -> None:
                dialog.accept()
                self.context.toast(tr("The password is set. Tell it in person.", name=file.login), "ok")

            self.context.jobs.write(
                dialog,
                lambda: people.set_password(desk, file.id, file.version, str(values["password"])),
                done,
                lambda error: failures.at_form(self.context, form, error),
            )

        ask_form(
            self.context,
            self.owner,
            tr("Set a password for {login}", login=file.login),
            [Field("password", tr("New password"), FieldKind.SECRET, required=True)],
            tr("Set"),
            go,
            slot=Slot("password", file.id),
            consequence=tr("Who knows it signs as this person; the person changes it in his menu."),
            icon="key-round",
        )

    def switch_off(self) -> None:
        """Ask, then let the person sign in no more."""
        file, tr, desk = self.shown(), self.context.tr, self.context.desk
        if file is None:
            return
        confirm(
            self.context,
            self.owner,
            tr("Switch {login} off", login=file.login),
            tr("{name} can sign in no more, and leaves any desk at once.", name=self._named(file)),
            tr("Switch off"),
            lambda: self._do(lambda: people.switch_off(desk, file.id, file.version), tr("Switched off.")),
            consequence=tr("What was done keeps the name. It can be switched on again."),
            icon="ban",
            danger=True,
        )

    def switch_on(self) -> None:
        """Let the person sign in again."""
        file, tr, desk = self.shown(), self.context.tr, self.context.desk
        if file is not None:
            words = tr("{name} can sign in now.", name=self._named(file))
            self._do(lambda: people.switch_on(desk, file.id, file.version), words)

    def _named(self, file: PersonFile) -> str:
        return self.context.tr.either(file.fields.name, file.fields.name_zh)

    def _do(self, work: Callable[[], int], words: str) -> None:
        self.context.jobs.write(
            self.owner,
            work,
            lambda _version: self.context.toast(words, "ok"),
            lambda error: failures.tell(self.context, self.owner, error),
        )


def edit_fields(context: Context, file: PersonFile) -> list[Field]:
    """What can be changed of a person; nobody changes his own role."""
    tr = context.tr
    roles = tuple((role.value, tr(role.value)) for role in Role)
    hint = tr("Nobody changes his own role. Ask another manager.") if file.myself else ""
    return [
        Field("name", tr("Full name"), required=True),
        Field("name_zh", tr("Name in Chinese")),
        Field("role", tr("Role"), FieldKind.CHOICE, choices=roles, locked=file.myself, help=hint),
        Field("email", tr("E-mail")),
        Field("phone", tr("Phone")),
    ]


def fields_from(values: dict[str, object], were: PersonFields) -> PersonFields:
    """The fields of a form; what it lacks stays as it was."""
    text = {name: str(values.get(name, getattr(were, name))) for name in PersonFields.__dataclass_fields__}
    return PersonFields(text["name"], text["name_zh"], Role(text["role"]), text["email"], text["phone"])
