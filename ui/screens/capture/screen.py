"""The warehouse mode of one inspection: three columns between a head and a foot, every answer saved at once.

What is shown is always the file as saved; what hands and keys do is in hands.py, answers.py and findings.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qualitydesk.services import inspections
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.screens.capture.answers import Answers
from ui.screens.capture.checks import CheckDeeds, ChecksColumn
from ui.screens.capture.columns import Columns
from ui.screens.capture.defects import DefectCard, DefectDeeds, TileCard
from ui.screens.capture.findings import Findings
from ui.screens.capture.frame import Foot, FootDeeds, Head
from ui.screens.capture.hands import Hands
from ui.screens.capture.keys import KeyDeeds, act, key_hints, ours
from ui.screens.capture.session import Session
from ui.screens.capture.tally import TallyColumn

if TYPE_CHECKING:
    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context

TOPICS = frozenset({"inspection", "defect", "attachment_link"})


class CaptureScreen(Screen):
    """Shows one inspection at work."""

    FULL_WINDOW = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header.hide()
        self.hint_bar.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.session = Session(context, self, self.show_file)
        self.answers = Answers(self.session)
        self.findings = Findings(self.session, lambda: self.answers.carton)
        self.hands = Hands(self.session, self.answers, self.findings, self._show_checks, self._field_text)
        self.begins = self.session.begin
        self._make_parts()
        self._build()
        self._keys = self._key_deeds()
        self.head.carton_changed.connect(self.answers.set_carton)
        self.head.carton.returnPressed.connect(self.aim)
        self.checks.typed.connect(self.hands.typed)
        self.checks.confirmed.connect(lambda _text: self.hands.confirm())
        context.jobs.activity.connect(self._say_saved)

    def _make_parts(self) -> None:
        context, hands, findings = self.context, self.hands, self.findings
        self.head = Head(context, self.leave)
        self.tally = TallyColumn(context)
        deeds = CheckDeeds(hands.pass_, hands.fail, hands.choose, hands.photo_of, hands.take)
        self.checks = ChecksColumn(context, deeds)
        found = DefectDeeds(
            findings.add,
            findings.other,
            findings.change,
            findings.remove,
            findings.add_photos,
            findings.take_photo_off,
            findings.refused,
        )
        self.tiles, self.defects = TileCard(context, found), DefectCard(context, found)
        foot = FootDeeds(hands.undo, self.leave, self._sign, self.answers.next_unit)
        self.foot = Foot(context, foot)

    def _build(self) -> None:
        theme = self.theme
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.tiles)
        column.addWidget(self.defects, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(Columns(theme, self.tally, self.checks, right), 1)
        self.body.addWidget(self.foot)

    def _key_deeds(self) -> KeyDeeds:
        hands, findings = self.hands, self.findings

        def confirm() -> None:  # at the very end Enter goes on to the signature
            signs = hands.check() is None and self.foot.sign.isEnabled()
            (self._sign if signs else hands.confirm)()

        return KeyDeeds(
            confirm=confirm,
            back=hands.back,
            fail=hands.fail_here,
            next_unit=self.answers.next_unit,
            undo=hands.undo,
            change=findings.change_newest,
            photo=lambda: findings.choose_photo(hands.photo_subject(self.defects.with_keys())),
            paste=lambda: findings.paste_photo(hands.photo_subject(self.defects.with_keys())),
            tile=self.tiles.add,
            leave=self.leave,
        )

    # -- showing

    @property
    def file(self) -> InspectionFile | None:
        """What is shown."""
        return self.session.file

    def open_record(self, key: str) -> None:
        """Open an inspection by key."""
        if key:
            self.session.open(key)

    def refresh(self, topics: frozenset[str]) -> None:
        """Somebody wrote: show it."""
        if (not topics or topics & TOPICS) and not self.session.busy:
            self.session.reload()

    def show_file(self, file: InspectionFile, fresh_unit: bool) -> None:
        """Show the file as saved; on a fresh unit the first open check is in hand."""
        if fresh_unit:
            self.hands.to_first_open()
        self.head.show_file(file)
        self.head.carton.setText(self.answers.carton)
        self.tally.show_file(file)
        self.tiles.show_file(file)
        self.defects.show_file(file)
        self.foot.show_file(file)
        self._show_checks()
        self.record_opened.emit(file.id)

    def _show_checks(self) -> None:
        file, check = self.file, self.hands.check()
        if file is None:
            return
        typed, in_carton = self.answers.typed_for(check.id) if check else "", self.head.carton.hasFocus()
        self.checks.show_checks(file, self.hands.on_unit(), self.hands.place, typed)
        self.tally.how_to.show_check(check)
        if self.checks.field is not None:
            self.checks.field.installEventFilter(self)
        if not in_carton:  # the keys may have come there only because their field is gone
            self.aim()

    def _field_text(self) -> str | None:
        return None if self.checks.field is None else self.checks.field.text()

    def aim(self) -> None:
        """Put the keys where the work is: the number field, else the screen."""
        (self.checks.field or self).setFocus()

    def shown(self) -> None:
        """The page came to the front."""
        self.aim()

    def _say_saved(self, _active: int) -> None:
        tr = self.context.tr
        if self.context.jobs.writing:
            self.head.say_saved(tr("Saving"), "info")
        else:
            self.head.say_saved(tr("All saved"))

    # -- the rest

    def take_scan(self, text: str) -> bool:
        """A defect code adds the defect, a GTIN answers its check, anything else is the carton in hand."""
        code = text.strip().upper()
        if code in inspections.catalogue():
            self.findings.add(code)
        elif not self.hands.take_scan(text):
            self.answers.set_carton(text)
            self.head.carton.setText(self.answers.carton)
        return True

    def _sign(self) -> None:
        self.session.sign(self.leave)

    def leave(self) -> None:
        """Back to the list; everything is saved."""
        self.context.navigate("inspection", self.file.id if self.file else "")

    # -- keys

    def more_keys(self) -> Sequence[Hint]:
        """What the keys of this mode do."""
        return key_hints(self.context.tr)

    def event(self, event: QEvent) -> bool:
        """Keys of this mode come before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and ours(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The number field keeps figures; everything else acts as anywhere."""
        if event.type() == QEvent.Type.ShortcutOverride and ours(cast("QKeyEvent", event)):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            empty = not watched.text()
            return act(cast("QKeyEvent", event), self._keys, typing=True, empty=empty)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys while no field is in hand."""
        if not act(event, self._keys, typing=False, empty=True):
            super().keyPressEvent(event)
