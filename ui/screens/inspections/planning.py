"""The "New inspection" dialog: lot, kind, plan and limits, with the plan shown live before it is frozen.

What is typed is kept as a draft; it goes when the inspection is planned.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from qualitydesk.domain.errors import QualityDeskError
from qualitydesk.domain.inspection.limits import HOUSE_RULE, FrozenPlan
from qualitydesk.domain.inspection.sampling import EDITION_NAMES, LEVELS, Edition, aqls
from qualitydesk.domain.inspection.states import (
    KIND_NAMES,
    SEVERITY_NAMES,
    DefectClass,
    InspectionKind,
)
from qualitydesk.domain.keys import new_key
from qualitydesk.services import inspections
from qualitydesk.services.inspections import NewInspection
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.editors import LookupEditor
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import clear, label
from ui.kit.panel import Card
from ui.screens.inspections import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.inspections import InspectionFile, LotChoice
    from ui.context import Context

FORM = "new inspection"


class NewInspectionDialog(Dialog):
    """Plans one inspection; ``then`` gets its key and whether to start at once.

    With ``earlier`` it plans the re-inspection of the same lot; ``number`` chooses the lot that carries it.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        then: Callable[[str, bool], None],
        earlier: InspectionFile | None = None,
        number: str = "",
    ) -> None:
        tr = context.tr
        super().__init__(
            parent,
            context.theme,
            tr("Re-inspection of {number}", number=earlier.number) if earlier else tr("New inspection"),
            icon="clipboard-check",
            width=860,
            close_words=tr("Close"),
        )
        self.context, self._then, self._earlier = context, then, earlier
        self._key = new_key()
        self.form = Form(
            context.theme, tr, self._fields(), self._start(earlier), columns=2, jobs=context.jobs
        )
        row = QHBoxLayout()
        row.setSpacing(context.theme.px(24))
        row.addWidget(self.form, 3)
        row.addWidget(self._preview(), 2)
        self.body.addLayout(row)
        self.set_consequence(tr("Plan and limits are frozen into the record."), "lock")
        self.add_cancel(tr("Cancel"))
        self.add_button(Action("plan", tr("Plan"), lambda: self.plan(start=False)))
        self.add_button(Action("start", tr("Plan and start"), lambda: self.plan(start=True), kind="primary"))
        self.form.changed.connect(self._changed)
        self._lot_editor().line.returnPressed.connect(self._take_scan)
        slot = Slot(FORM, number[:36]) if earlier is None else Slot("re-inspection", earlier.id)
        self.form.changed.connect(self.keep_draft(context, self.form, slot).touch)
        if number:
            self._take_number(number)
        self._show_plan()
        self.form.boxes["kind" if earlier else "lot"].editor.setFocus()

    def _fields(self) -> list[Field]:
        tr = self.context.tr
        values = tuple((aql, aql) for aql in aqls())
        house = ((HOUSE_RULE, tr("0 (house rule)")),)
        return [
            Field(
                "lot",
                tr("Lot"),
                FieldKind.LOOKUP,
                required=True,
                find=self._find,
                locked=self._earlier is not None,
                placeholder=tr("Type or scan lot, SKU or GTIN"),
                takes_scans=True,
                span=2,
            ),
            Field(
                "kind",
                tr("Kind"),
                FieldKind.CHOICE,
                choices=tuple((kind.value, tr(name)) for kind, name in KIND_NAMES.items()),
            ),
            Field("planned_on", tr("Day"), FieldKind.DAY),
            Field("level", tr("Level"), FieldKind.CHOICE, choices=tuple((each, each) for each in LEVELS)),
            Field(
                "severity",
                tr("Severity"),
                FieldKind.CHOICE,
                choices=tuple((each.value, tr(name).capitalize()) for each, name in SEVERITY_NAMES.items()),
            ),
            Field("critical", tr("AQL critical"), FieldKind.CHOICE, choices=house + values),
            Field("major", tr("AQL major"), FieldKind.CHOICE, choices=values),
            Field("minor", tr("AQL minor"), FieldKind.CHOICE, choices=values),
            Field(
                "quantity",
                tr("Part of the lot"),
                FieldKind.WHOLE,
                unit=tr("units"),
                placeholder=tr("whole lot"),
            ),
            Field(
                "edition",
                tr("Tables"),
                FieldKind.CHOICE,
                choices=tuple((each.value, EDITION_NAMES[each]) for each in Edition),
                span=2,
            ),
            Field("note", tr("Note"), FieldKind.LONG, span=2, lines=2),
        ]

    def _start(self, earlier: InspectionFile | None) -> dict[str, object]:
        tr = self.context.tr
        lot = (earlier.lot_id, f"{earlier.lot} · {tr.name(earlier.product)}") if earlier else None
        return {
            "lot": lot,
            "kind": (InspectionKind.RE_PSI if earlier else InspectionKind.PSI).value,
            "planned_on": self.context.desk.today(),
            "level": "II",
            "severity": "normal",
            "edition": Edition.ISO.value,
            "critical": HOUSE_RULE,
            "major": "2.5",
            "minor": "4.0",
        }

    def _choice(self, lot: LotChoice) -> tuple[str, str]:
        tr = self.context.tr
        units = tr("{quantity} units", quantity=tr.number(lot.quantity))
        return lot.id, f"{lot.number} · {tr.name(lot.product)} · {units}"

    def _lot_editor(self) -> LookupEditor:
        editor = self.form.boxes["lot"].editor
        assert isinstance(editor, LookupEditor)
        return editor

    def _take_number(self, number: str) -> None:
        """Choose the lot that carries a number, as if it were scanned."""
        self._lot_editor().line.setText(number)
        self._take_scan()

    def _take_scan(self) -> None:
        """Enter in the lot field: a scanned lot, GTIN or SKU chooses by itself."""
        text, desk = self._lot_editor().line.text(), self.context.desk
        if text.strip() and not self.form.values().get("lot"):
            self.context.jobs.read(
                self,
                lambda: inspections.find_lot(desk, text),
                lambda lot: self.form.set_value("lot", self._choice(lot)),
                lambda error: failures.at_form(self.context, self.form, error),
                latest="scan",
            )

    def _find(self, text: str) -> list[tuple[str, str]]:
        desk = self.context.desk
        return [self._choice(lot) for lot in inspections.choose_lots(desk, text)]

    # -- the plan, live

    def _preview(self) -> Card:
        card = Card(self.theme, self.context.tr("Sampling plan"))
        self._plan_rows = QVBoxLayout()
        self._plan_rows.setSpacing(self.theme.px(8))
        card.body.addLayout(self._plan_rows)
        card.body.addStretch()
        return card

    def wanted(self) -> NewInspection | None:
        """What the form asks for; None while no lot is chosen or something cannot be read."""
        values = self.form.values()
        lot, quantity, day = values.get("lot"), values.get("quantity"), values.get("planned_on")
        if not lot or "quantity" not in values:
            return None
        return NewInspection(
            lot_id=str(lot),
            kind=InspectionKind(str(values["kind"])),
            level=str(values["level"]),
            severity=str(values["severity"]),
            edition=str(values["edition"]),
            aqls={each: str(values[each.value.lower()]) for each in DefectClass},
            planned_on=day if isinstance(day, date) else None,
            quantity=quantity if isinstance(quantity, int) else 0,
            note=str(values.get("note") or ""),
        )

    def _changed(self, _name: str) -> None:
        self._show_plan()

    def _show_plan(self) -> None:
        wanted, desk = self.wanted(), self.context.desk
        if wanted is None:
            self._say_plan(self.context.tr("Choose a lot to see its plan."))
            return
        self.context.jobs.read(
            self,
            lambda: inspections.preview_plan(desk, wanted),
            self._fill_plan,
            self._no_plan,
            latest="plan",
        )

    def _say_plan(self, words_: str, ink: str = "text-3") -> None:
        clear(self._plan_rows)
        self._plan_rows.addWidget(label(self.theme, words_, "body", ink, wrap=True))

    def _no_plan(self, error: Exception) -> None:
        self._say_plan(failures.in_one_line(error, self.context.tr), "bad")

    def _fill_plan(self, plan: FrozenPlan) -> None:
        tr, theme = self.context.tr, self.theme
        clear(self._plan_rows)
        self._plan_rows.addWidget(label(theme, tr("Letter {letter}", letter=plan.use_letter or "—"), "title"))
        count = (
            tr("all {n} units", n=tr.number(plan.n))
            if plan.inspect_all
            else tr("{n} units of {lot}", n=tr.number(plan.n), lot=tr.number(plan.lot))
        )
        self._plan_rows.addWidget(label(theme, count, "body", "text-2"))
        if plan.letter != plan.use_letter:
            said = tr(
                "The tables lead from letter {first} to {second}.", first=plan.letter, second=plan.use_letter
            )
            self._plan_rows.addWidget(label(theme, said, "small", "text-3", wrap=True))
        for limit in plan.limits:
            name = f"{tr(limit.defect_class.value)} · {words.aql_words(tr, limit)}"
            own = "" if limit.n == plan.n else f" · n {limit.n}"
            text = f"{name} · {words.limit_words(tr, limit)}{own}"
            self._plan_rows.addWidget(label(theme, text, "body", "text-2"))
        self._plan_rows.addWidget(label(theme, EDITION_NAMES[plan.edition], "small", "text-3", wrap=True))

    # -- planning

    def plan(self, *, start: bool) -> None:
        """Save; the dialog stays while something is wrong."""
        wanted, desk, key = self.wanted() if self.form.check() else None, self.context.desk, self._key
        earlier = self._earlier
        if wanted is None:
            return
        self.context.jobs.write(
            self,
            lambda: (
                inspections.reinspect(desk, earlier.id, wanted, key=key)
                if earlier
                else inspections.plan_inspection(desk, wanted, key=key)
            ),
            lambda made: self._done(made, start),
            self._failed,
        )

    def _done(self, key: str, start: bool) -> None:
        self.accept()
        self._then(key, start)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, QualityDeskError):
            failures.at_form(self.context, self.form, error)
        else:
            failures.tell(self.context, self, error)
