"""The form of one check: its fields, which of them its kind needs, and the check that stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.inspection.checklist import Check, answers_from, answers_text
from qualitydesk.domain.inspection.states import CHECK_KIND_NAMES, CheckKind
from qualitydesk.domain.values import Bilingual
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from qualitydesk.services.choices import Choice
    from qualitydesk.translation import Translator
    from ui.context import Context

ONLY = {
    "choices": CheckKind.CHOICE,
    "unit": CheckKind.MEASURE,
    "lower": CheckKind.MEASURE,
    "upper": CheckKind.MEASURE,
}
"""Fields that only one kind of check has."""

NEW = Check("", Bilingual(""), Bilingual(""), CheckKind.PASS_FAIL, "")


class CheckForm(Form):
    """All that a check says; what its kind does not need is hidden."""

    def __init__(self, context: Context, defects: tuple[Choice, ...]) -> None:
        super().__init__(context.theme, context.tr, _fields(context.tr, defects), columns=2)
        self.changed.connect(self._fit)

    def show_check(self, check: Check) -> None:
        """Show a check."""
        self.load(values_of(check))
        self._fit("kind")

    def raw(self) -> dict[str, Any]:
        """What stands there, readable or not."""
        return {name: box.editor.kept() for name, box in self.boxes.items()}

    def show_raw(self, raw: Mapping[str, Any]) -> None:
        """Show what ``raw`` gave."""
        self.load(values_of(NEW))
        for name, kept in raw.items():
            self.boxes[name].editor.take_up(kept)
        self._fit("kind")

    def check_shown(self) -> Check | None:
        """The check that stands there; None, and said at its fields, when something cannot be read."""
        return check_of(self.values()) if self.check() else None

    def _fit(self, name: str) -> None:
        if name == "kind":
            for field, kind in ONLY.items():
                self.boxes[field].setVisible(self.text("kind") == kind.value)


def _fields(tr: Translator, defects: tuple[Choice, ...]) -> tuple[Field, ...]:
    kinds = tuple((kind.value, tr(name)) for kind, name in CHECK_KIND_NAMES.items())
    coded = (("", "—"), *((one.id, f"{one.id} {tr.either(one.label, one.note)}") for one in defects))
    return (
        Field("code", tr("Code"), required=True),
        Field("kind", tr("Kind of answer"), FieldKind.CHOICE, choices=kinds),
        Field("name", tr("What is checked"), required=True),
        Field("name_zh", tr("What is checked, in Chinese"), required=True),
        Field("requirement", tr("What is required"), FieldKind.LONG, lines=2),
        Field("requirement_zh", tr("What is required, in Chinese"), FieldKind.LONG, lines=2),
        Field("lower", tr("At least"), FieldKind.DECIMAL),
        Field("upper", tr("At most"), FieldKind.DECIMAL),
        Field("unit", tr("Measured in")),
        Field(
            "choices",
            tr("Answers"),
            FieldKind.LONG,
            span=2,
            lines=3,
            help=tr("One on each line: + accepted or - refused, English | Chinese"),
        ),
        Field("defect", tr("Counts as defect"), FieldKind.CHOICE, choices=coded, span=2),
        Field("photo_required", tr("A photo is required"), FieldKind.CHECK),
        Field("sample", tr("Sample"), help=tr("Empty: every unit; S-2: a level; 5: units; lot: once")),
        Field("how_to", tr("How to look"), FieldKind.LONG, lines=2),
        Field("how_to_zh", tr("How to look, in Chinese"), FieldKind.LONG, lines=2),
    )


def values_of(check: Check) -> dict[str, object]:
    """A check as its form shows it."""
    return {
        "code": check.code,
        "kind": check.kind.value,
        "name": check.name.en,
        "name_zh": check.name.zh,
        "requirement": check.requirement.en,
        "requirement_zh": check.requirement.zh,
        "how_to": check.how_to.en,
        "how_to_zh": check.how_to.zh,
        "defect": check.defect,
        "sample": check.sample,
        "unit": check.unit,
        "lower": check.lower,
        "upper": check.upper,
        "choices": answers_text(check.choices),
        "photo_required": check.photo_required,
    }


def check_of(values: Mapping[str, object]) -> Check:
    """The check of a form's values; what its kind does not need is left out."""
    said = {name: str(value or "") for name, value in values.items()}
    kind, lower, upper = CheckKind(said["kind"]), values["lower"], values["upper"]
    measured = kind is CheckKind.MEASURE
    return Check(
        code=said["code"],
        name=Bilingual(said["name"], said["name_zh"]),
        requirement=Bilingual(said["requirement"], said["requirement_zh"]),
        kind=kind,
        defect=said["defect"],
        how_to=Bilingual(said["how_to"], said["how_to_zh"]),
        sample=said["sample"],
        unit=said["unit"] if measured else "",
        lower=lower if measured and isinstance(lower, Decimal) else None,
        upper=upper if measured and isinstance(upper, Decimal) else None,
        choices=answers_from(said["choices"]) if kind is CheckKind.CHOICE else (),
        photo_required=bool(values["photo_required"]),
    )
