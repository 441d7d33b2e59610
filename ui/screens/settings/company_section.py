"""The company: its name in both scripts, address and logo as papers print them, and what new records start
with; the rules of the house to look at. Managers change it; what two changed at once is joined.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from qualitydesk.domain.errors import Conflict
from ui.context import ToastAction
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.conflict import ConflictDialog
from ui.kit.drafts import DraftKeeper, DraftLine, Slot
from ui.kit.editors import LookupEditor
from ui.kit.form import Field, FieldKind, Form
from ui.kit.links import link
from ui.kit.panel import KeyValues
from ui.screens.settings.logo import LogoBox
from ui.screens.settings.section import Section
from ui.words import LANGUAGES, currencies, zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualitydesk.domain.rules import HouseRule
    from qualitydesk.settings import House
    from ui.context import Context


class CompanySection(Section):
    """The form of the house with its logo, and its rules."""

    TOPICS = frozenset({"setting"})

    def __init__(self, context: Context, locked: str) -> None:
        super().__init__(context, context.tr("Company"))
        tr = context.tr
        self.locked, self._saving = locked, False
        self.seen: House = context.desk.house
        self._own = ""
        self.form = Form(
            self.theme, tr, fields(context, self.seen, locked=bool(locked)), columns=2, jobs=context.jobs
        )
        self.logo = LogoBox(context, locked, self._take_logo)
        self.keeper = DraftKeeper(context, self, self.form, Slot("house"))
        save = Action("save", tr("Save"), self.save, "save", "Ctrl+S", "primary", self.why_not)
        self.button = ActionButton(save, self.theme)
        card = self.card(tr("As papers print it"), locked or tr("This stands at the head of every paper."))
        card.body.addWidget(self.logo)
        card.body.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(DraftLine(self.theme, tr, self.keeper), 1)
        foot.addStretch()
        foot.addWidget(self.button)
        card.body.addLayout(foot)
        self.form.changed.connect(self._typed)
        self.rules = KeyValues(self.theme, label_width=72)
        words = tr("They bind like law and are named in findings.")
        self.card(tr("Rules of the house"), words).body.addWidget(self.rules)
        self.end()
        self._show(self.seen)

    def why_not(self) -> str:
        """Why Save waits."""
        tr = self.context.tr
        if self.locked:
            return self.locked
        if self._saving:
            return tr("One moment, please.")
        return "" if self.form.dirty else tr("Nothing was changed.")

    def _typed(self, _name: str) -> None:
        self.keeper.touch()
        self.button.refresh()

    # -- reading

    def load(self) -> None:
        """Read the house and its rules; what is typed stays."""
        desk = self.context.desk

        def work() -> tuple[House, str, Sequence[HouseRule]]:
            from qualitydesk.services.house import open_house, own_party

            house = open_house(desk)
            return house, self.context.tr.name(own_party(desk, house)), tuple(desk.rules.house.values())

        self.context.jobs.read(self, work, lambda found: self._loaded(*found), latest="house")

    def _loaded(self, house: House, own: str, rules: Sequence[HouseRule]) -> None:
        self._own = own
        self.rules.set_pairs([(one.id, self._rule(one)) for one in rules])
        self._show(house)

    def _rule(self, rule: HouseRule) -> QPushButton:
        """A rule by its name; it leads to where it is changed."""
        tr = self.context.tr
        state = tr("switched off") if rule.switched_off else tr("changed by us") if rule.by_house else ""
        words = " · ".join(filter(None, (tr.name(rule.title), state)))
        return link(self.context.theme, words, lambda: self.context.navigate("rules", rule.id))

    def _show(self, house: House) -> None:
        """Take the house as recorded, and what is typed over it."""
        typed = self.form.kept()
        self.seen = house
        self._load(house)
        self.form.take_up(typed)
        self.logo.show_logo(house.logo)
        self.button.refresh()

    def _load(self, house: House) -> None:
        self.form.load({**asdict(house), "party_id": (house.party_id, self._own if house.party_id else "")})

    def _own_typed(self) -> str:
        editor = self.form.boxes["party_id"].editor
        return editor.line.text() if isinstance(editor, LookupEditor) else ""

    # -- saving

    def save(self) -> None:
        """Record what was changed."""
        if self.why_not() or not self.form.check():
            return
        self._record(self.seen, replace(self.seen, **{k: str(v) for k, v in self.form.values().items()}))

    def _record(self, seen: House, wanted: House) -> None:
        desk = self.context.desk

        def work() -> House:
            from qualitydesk.services.house import edit_house

            return edit_house(desk, seen, wanted)

        self._set_saving(True)
        self.context.jobs.write(
            self, work, lambda house: self._saved(seen, house), lambda error: self._failed(error, wanted)
        )

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.button.refresh()

    def _saved(self, before: House, house: House) -> None:
        self._set_saving(False)
        self.keeper.drop()
        self._own = self._own_typed()
        self._load(house)
        self._show(house)
        tr = self.context.tr
        back = ToastAction(tr("Undo"), lambda: self._record(house, before), undoes=True)
        self.context.toast(tr("The company is saved."), "ok", back)

    def _failed(self, error: Exception, wanted: House) -> None:
        self._set_saving(False)
        if not isinstance(error, Conflict):
            failures.at_form(self.context, self.form, error)
            return
        theirs = {name: str(value) for name, value in error.theirs.items()}
        now = replace(self.seen, **theirs)

        def choose(values: dict[str, object]) -> None:
            chosen = {name: str(value) for name, value in values.items()}
            self._record(now, replace(wanted, **chosen))

        names = {field.name: field.label for field in self.form.fields}
        ConflictDialog(self.context, self, self.context.tr("Company"), error, names, choose).open()

    def _take_logo(self, key: str) -> None:
        self._record(self.seen, replace(self.seen, logo=key))


def fields(context: Context, house: House, *, locked: bool) -> list[Field]:
    """The fields of the house."""
    tr, money = context.tr, currencies(house.currency)

    def find(words: str) -> list[tuple[str, str]]:
        from qualitydesk.services.parties import party_choices

        return [(one.id, one.label) for one in party_choices(context.desk, words)]

    return [
        Field("name", tr("Company name, as it stands on papers"), required=True, span=2, locked=locked),
        Field("name_zh", tr("Company name in Chinese"), span=2, locked=locked),
        Field("address", tr("Address"), FieldKind.LONG, lines=2, locked=locked),
        Field("address_zh", tr("Address in Chinese"), FieldKind.LONG, lines=2, locked=locked),
        Field("phone", tr("Phone"), locked=locked),
        Field("email", tr("E-mail"), locked=locked),
        Field("timezone", tr("Time zone"), FieldKind.CHOICE, choices=zones(), locked=locked),
        Field("currency", tr("Currency"), FieldKind.CHOICE, choices=money, locked=locked),
        Field(
            "language",
            tr("Language that stands first on papers"),
            FieldKind.CHOICE,
            choices=LANGUAGES,
            locked=locked,
        ),
        Field(
            "party_id",
            tr("We among the parties"),
            FieldKind.LOOKUP,
            find=find,
            locked=locked,
            help=tr("Its country decides our holidays; it takes our share of a claim."),
        ),
    ]
