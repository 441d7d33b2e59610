"""What can be done with the defect catalogue: add, change, set aside, take up, take over the starters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.services import defects, inspections
from qualitydesk.services.defects import DefectFile
from ui.kit.actions import Action
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.lists.chosen import BulkAction, Keys
from ui.registers.asking import Asked, Newest, Values
from ui.registers.steps import RegisterSteps
from ui.screens.defects.table import category_code, category_words

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class Steps(RegisterSteps[DefectFile]):
    """The verbs of the screen."""

    def actions(self) -> tuple[Action, ...]:
        """Buttons and keys."""
        tr = self.context.tr
        return (
            Action("new", tr("New defect"), self.new, "plus", "N", "primary", self.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "primary", self.may_change, True),
            Action(
                "aside",
                tr("Set aside"),
                lambda: self._set_shown(False),
                "archive",
                locked=self.may_change,
                offered=self._in_use,
            ),
            Action(
                "up",
                tr("Take up again"),
                lambda: self._set_shown(True),
                "rotate-ccw",
                locked=self.may_change,
                offered=lambda: not self._in_use(),
            ),
            Action(
                "starters",
                tr("Take over the starter catalogue"),
                self.starters,
                "download",
                locked=self.may_edit,
            ),
        )

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked entries."""
        tr = self.context.tr
        return (
            BulkAction(tr("Set aside"), lambda keys: self.set_active(keys, False), "archive"),
            BulkAction(tr("Take up again"), lambda keys: self.set_active(keys, True), "rotate-ccw"),
        )

    def _in_use(self) -> bool:
        file = self.file()
        return file is None or file.row.active

    def new(self) -> None:
        """Ask for another entry."""
        self.ask(self._asked(None))

    def edit(self) -> None:
        """Change the entry in the panel."""
        file = self.file()
        if file is not None:
            self.ask(self._asked(file))

    def _set_shown(self, active: bool) -> None:
        file = self.file()
        if file is not None:
            self.set_active((file.row.id,), active)

    def set_active(self, keys: Keys, active: bool) -> None:
        """Set entries aside or take them up; it can be taken back."""
        desk, tr = self.context.desk, self.context.tr

        def done(changed: Keys) -> None:
            count = len(changed)
            if active:
                words = tr.plural("1 defect is in use again.", "{n} defects are in use again.", count)
            else:
                words = tr.plural("1 defect is set aside.", "{n} defects are set aside.", count)
            self.say(words, lambda: defects.set_defects_active(desk, changed, not active))

        self.write(lambda: defects.set_defects_active(desk, keys, active), done)

    def starters(self) -> None:
        """Bring the starter catalogue and checklists into the database."""
        desk, tr = self.context.desk, self.context.tr

        def done(_templates: int) -> None:
            self.context.toast(tr("The starter catalogue is here. What you changed has stayed."))
            self.saved("")

        self.write(lambda: inspections.load_starters(desk), done)

    # -- the form

    def _fields(self, *, known: bool) -> tuple[Field, ...]:
        tr = self.context.tr
        classes = tuple((kind.value, tr(kind.value)) for kind in DefectClass)
        code_help = tr("It stays: papers name it.") if known else tr("For example P-07")
        return (
            Field("code", tr("Code"), required=True, locked=known, help=code_help),
            Field("defect_class", tr("Class"), FieldKind.CHOICE, choices=classes),
            Field("name", tr("Name"), required=True),
            Field("name_zh", tr("Chinese name")),
            Field("category", tr("Category")),
            Field("active", tr("In use"), FieldKind.CHECK),
        )

    def _asked(self, file: DefectFile | None) -> Asked:
        desk, tr = self.context.desk, self.context.tr
        key = file.row.id if file else ""

        def newest() -> Newest:
            now = defects.open_defect(desk, key)
            return Newest(now.row.version, _values(tr, now))

        return Asked(
            title=tr("Edit {code}", code=file.row.code) if file else tr("New defect"),
            icon="list-checks",
            fields=self._fields(known=file is not None),
            save=lambda values, version: self._save(key, version, values),
            said=tr("The defect is saved."),
            slot=Slot("defect", key),
            values=_values(tr, file) if file else {"defect_class": DefectClass.MAJOR.value, "active": True},
            version=file.row.version if file else 0,
            newest=newest,
            width=620,
        )

    def _save(self, key: str, version: int, values: Values) -> str:
        desk = self.context.desk
        if "category" in values:
            values = values | {"category": category_code(self.context.tr, str(values["category"]))}
        if not version:
            return defects.create_defect(desk, **values)  # type: ignore[arg-type]  # the form's fields are the entry's
        defects.edit_defect(desk, key, version, **values)
        return key


def _values(tr: Translator, file: DefectFile) -> Values:
    row = file.row
    return {
        "code": row.code,
        "name": row.name.en,
        "name_zh": row.name.zh,
        "defect_class": row.defect_class.value,
        "category": category_words(tr, row.category),
        "active": row.active,
    }
