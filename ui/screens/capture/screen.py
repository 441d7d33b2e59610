"""The warehouse mode of one inspection: three columns between a head and a foot, every answer saved at once.

What is shown is always the file as saved; only the place in hand and unfinished typing live here, and the
typing is kept as a draft at every keystroke.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qualitydesk.domain.inspection.states import CheckOutcome
from ui.kit.screen import Screen
from ui.screens.capture.checks import CheckDeeds, ChecksColumn
from ui.screens.capture.defects import DefectCard, DefectDeeds, TileCard
from ui.screens.capture.frame import Foot, FootDeeds, Head
from ui.screens.capture.keys import KeyDeeds, act, ours
from ui.screens.capture.tally import TallyColumn
from ui.screens.capture.work import Work

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, InspectionFile
    from ui.context import Context


class CaptureScreen(Screen):
    """Shows one inspection; ``work`` does what hands and keys ask for."""

    FULL_WINDOW = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header.hide()
        self.hint_bar.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = 0
        self.work = Work(context, self, self.show_file)
        work = self.work
        self.head = Head(context, self.leave)
        self.tally = TallyColumn(context)
        self.checks = ChecksColumn(
            context, CheckDeeds(self.pass_, self.fail, self.choose, self.photo_of, self.take)
        )
        deeds = DefectDeeds(work.add_defect, self._other, work.remove, work.add_photos, work.refused)
        self.tiles, self.defects = TileCard(context, deeds), DefectCard(context, deeds)
        self.foot = Foot(context, FootDeeds(self._undo, self.leave, self._sign, self._next))
        self._keys = KeyDeeds(
            confirm=self.confirm,
            back=self._back,
            fail=self._fail_here,
            next_unit=self._next,
            undo=self._undo,
            photo=self._photo_here,
            paste=self._paste_here,
            tile=self._tile,
            leave=self.leave,
        )
        self._build()
        self.head.carton_changed.connect(work.set_carton)
        self.head.carton.returnPressed.connect(self.aim)
        self.checks.typed.connect(self._typed)
        self.checks.confirmed.connect(lambda _text: self.confirm())
        context.jobs.activity.connect(self._say_saved)

    def _build(self) -> None:
        theme = self.theme
        self.body.addWidget(self.head)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        row.setSpacing(theme.px(16))
        right = QWidget()
        right.setFixedWidth(theme.px(368))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.tiles)
        column.addWidget(self.defects, 1)
        row.addWidget(self.tally)
        row.addWidget(self.checks, 1)
        row.addWidget(right)
        self.body.addWidget(middle, 1)
        self.body.addWidget(self.foot)

    # -- showing

    @property
    def file(self) -> InspectionFile | None:
        """What is shown."""
        return self.work.file

    def on_unit(self) -> Sequence[CheckLine]:
        """The checks of the unit in hand."""
        file = self.file
        return [] if file is None else [check for check in file.checks if check.sample_size >= file.unit]

    def open_record(self, key: str) -> None:
        """Open an inspection by key; a planned one is started."""
        if key:
            self.work.open(key)

    def refresh(self, topics: frozenset[str]) -> None:
        """Somebody else wrote: show it."""
        if (
            topics & {"inspection", "defect", "attachment_link"}
            and self.file is not None
            and not self.work.busy
        ):
            self.work.reload()

    def show_file(self, file: InspectionFile, fresh_unit: bool) -> None:
        """Show the file as saved; on a fresh unit the first open check is in hand."""
        if fresh_unit:
            self.place = self._first_open()
        self.head.show_file(file)
        self.head.carton.setText(self.work.carton)
        self.tally.show_file(file)
        self.tiles.show_file(file)
        self.defects.show_file(file)
        self.foot.show_file(file)
        self._show_checks()
        self.record_opened.emit(file.id)

    def _show_checks(self) -> None:
        file, checks = self.file, self.on_unit()
        if file is None:
            return
        check = self.check_here()
        typed = self.work.typed_for(check.id, file.unit) if check else ""
        self.checks.show_checks(file, checks, self.place, typed)
        self.tally.how_to.show_check(check)
        if self.checks.field is not None:
            self.checks.field.installEventFilter(self)
        if not self.head.carton.hasFocus():
            self.aim()

    def aim(self) -> None:
        """Put the keys where the work is: the number field, else the screen."""
        (self.checks.field or self).setFocus()

    def shown(self) -> None:
        """The page came to the front."""
        self.aim()

    def check_here(self) -> CheckLine | None:
        """The check in hand; None when all of this unit are answered."""
        checks = self.on_unit()
        return checks[self.place] if 0 <= self.place < len(checks) else None

    def _first_open(self) -> int:
        file = self.file
        for place, check in enumerate(self.on_unit()):
            reading = check.readings.get(file.unit) if file else None
            if reading is None or reading.outcome is CheckOutcome.OPEN:
                return place
        return len(self.on_unit())

    def _say_saved(self, _active: int) -> None:
        tr = self.context.tr
        if self.context.jobs.writing:
            self.head.say_saved(tr("Saving"), "info")
        else:
            self.head.say_saved(tr("All saved"))

    # -- answering

    def take(self, place: int) -> None:
        """Take another check in hand."""
        self.place = place
        self._show_checks()

    def pass_(self, place: int) -> None:
        """This check passes; the next one is in hand."""
        self._answer(place, CheckOutcome.PASS)

    def fail(self, place: int) -> None:
        """This check fails; its defect is added by the service."""
        self._answer(place, CheckOutcome.FAIL)

    def _answer(self, place: int, outcome: CheckOutcome) -> None:
        check = self.on_unit()[place]
        self.place = place + 1
        self.work.record(check, outcome)

    def choose(self, place: int, choice: str) -> None:
        """Answer a choice."""
        check = self.on_unit()[place]
        self.place = place + 1
        self.work.record_choice(check, choice)

    def _typed(self, text: str) -> None:
        check = self.check_here()
        if check is not None:
            self.work.keep_typed(check, text)

    def confirm(self) -> None:
        """Enter: pass and move on, take the measured value, or go to the next unit."""
        check = self.check_here()
        if check is None:
            self._next()
        elif self.checks.field is not None:
            text = self.checks.field.text()
            self.work.record_reading(check, text, self._moved_on)
        elif check.choices:
            accepted = next((each for each in check.choices if each.accepted), check.choices[0])
            self.choose(self.place, accepted.name.en)
        else:
            self.pass_(self.place)

    def _moved_on(self) -> None:
        self.place += 1

    def _fail_here(self) -> None:
        check = self.check_here()
        if check is not None and not check.choices:
            self.fail(self.place)

    def _back(self) -> None:
        if self.place > 0:
            self.take(self.place - 1)

    # -- the rest

    def _next(self) -> None:
        self.work.next_unit()

    def _undo(self) -> None:
        self.work.undo()

    def _sign(self) -> None:
        self.work.sign(self.leave)

    def _other(self) -> None:
        self.work.other_defect()

    def _tile(self, place: int) -> None:
        if place < len(self.tiles.codes):
            self.work.add_defect(self.tiles.codes[place])

    def photo_of(self, place: int) -> None:
        """Choose a photo for a check."""
        self.work.choose_photo(check_id=self.on_unit()[place].id)

    def _subject(self) -> dict[str, str]:
        """What a photo taken now belongs to: the newest defect that waits for one, else the check in hand."""
        file, check = self.file, self.check_here()
        waiting = next((each for each in file.defects if each.photo_missing), None) if file else None
        if waiting is not None:
            return {"defect_id": waiting.id}
        return {"check_id": check.id} if check is not None else {}

    def _photo_here(self) -> None:
        self.work.choose_photo(**self._subject())

    def _paste_here(self) -> None:
        self.work.paste_photo(**self._subject())

    def leave(self) -> None:
        """Back to the list; everything is saved."""
        self.context.navigate("inspection", self.file.id if self.file else "")

    # -- keys

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
