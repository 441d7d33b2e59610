"""The first start in four short steps: purpose, where the data lies, the company, the first person.

Back works everywhere, nothing typed is lost by it or by another language, and Enter goes on. What is asked is
recorded at the end in one go; a server is tried before anything else is asked.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualitydesk.paths import choose_database, demo_database
from ui.context import Context
from ui.first_steps import CompanyStep, PlaceStep, PurposeStep, Step, YouStep
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.focus import enter_presses
from ui.kit.labels import label
from ui.kit.panel import Card

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor

WIDTH = 600
Typed = Mapping[str, Mapping[str, object]]


class FirstStartPage(QWidget):
    """A card in the middle with one step at a time."""

    entered = Signal(object)
    """The first person, who sits down."""
    moved = Signal(object, object)
    """(backend, person): the data lies on a server, and that person sits down there."""
    elsewhere = Signal(str)
    """Another database is to be opened: the example company's, or a server that is set up already."""

    def __init__(self, context: Context, backend: Backend) -> None:
        super().__init__()
        self.context, self.backend, self.busy = context, backend, False
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = context.theme
        self.purpose = PurposeStep(context)
        self.place = PlaceStep(context, backend.location)
        self.company, self.you = CompanyStep(context), YouStep(context)
        self.steps: tuple[Step, ...] = (self.purpose, self.place, self.company, self.you)
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(step)
            step.changed.connect(self._refresh)
        self.progress = label(theme, "", "small-strong", "text-3")
        self.title = label(theme, "", "title")
        self.words = label(theme, "", "body", "text-2", wrap=True)
        tr = context.tr
        back = Action("back", tr("Back"), self.back, "arrow-left", kind="quiet", locked=self.why_no_way_back)
        self.back_button = ActionButton(back, theme, show_key=False)
        onward = Action("next", tr("Next"), self.go_on, "arrow-right", kind="primary", locked=self.locked)
        self.next_button = ActionButton(onward, theme, show_key=False)
        lay(self)
        self._show()

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self.stack.currentIndex()]

    def locked(self) -> str:
        """Why Next waits."""
        return self.context.tr("One moment, please.") if self.busy else ""

    def why_no_way_back(self) -> str:
        """Why Back waits."""
        if self.stack.currentIndex() == 0:
            return self.context.tr("This is the first step.")
        return self.locked()

    def _refresh(self) -> None:
        self.back_button.refresh()
        self.back_button.setVisible(self.stack.currentIndex() > 0)
        self.next_button.refresh()

    def _show(self) -> None:
        tr, place = self.context.tr, self.stack.currentIndex()
        self.progress.setText(tr("Step {n} of {all}", n=place + 1, all=len(self.steps)))
        self.title.setText(self.step.title)
        self.words.setText(self.step.words)
        last = place == len(self.steps) - 1
        self.next_button.setText(tr("Begin") if last else tr("Next"))
        self.next_button.setAccessibleName(self.next_button.text())
        self.setAccessibleName(f"{self.progress.text()}: {self.title.text()}")
        self._refresh()
        self.step.first_field().setFocus()

    def first_field(self) -> QWidget:
        """Where the keys go."""
        return self.step.first_field()

    def back(self) -> None:
        """To the step before; what was typed here stays."""
        self.stack.setCurrentIndex(max(0, self.stack.currentIndex() - 1))
        self._show()

    def go_on(self) -> None:
        """To the next step, or begin."""
        if self.busy or not self.step.check():
            return
        if self.step is self.purpose and self.purpose.wants_demo:
            self.elsewhere.emit(demo_database())
        elif self.step is self.place and self.place.on_server:
            self._try_server()
        elif self.step is self.you:
            self._begin()
        else:
            self._advance()

    def _advance(self) -> None:
        self.stack.setCurrentIndex(self.stack.currentIndex() + 1)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, but on a button presses that one; Alt+Left and Esc go back."""
        if enter_presses(self, event):
            return
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif (alt_left or event.key() == Qt.Key.Key_Escape) and not self.why_no_way_back():
            self.back()
        else:
            super().keyPressEvent(event)

    # -- jobs

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._refresh()

    def _try_server(self) -> None:
        address = self.place.address()

        def work() -> bool:
            from qualitydesk.services.care import try_server

            return try_server(address)

        self._set_busy(True)
        self.place.say(self.context.tr("Trying the server"), "text-2", "hourglass")
        self.context.jobs.read(
            self, work, lambda used: self._tried(address, used), self._refused, latest="server"
        )

    def _tried(self, address: str, used: bool) -> None:
        self._set_busy(False)
        tr = self.context.tr
        if address != self.place.address():  # typed on meanwhile: what was tried is not what stands there
            self._try_server()
            return
        if used:
            choose_database(address)
            self.elsewhere.emit(address)
            return
        self.place.say(
            tr("The server answers. Its database is empty and will be set up."), "ok", "circle-check"
        )
        self._advance()

    def _refused(self, error: Exception) -> None:
        self._set_busy(False)
        self.place.say(failures.in_one_line(error, self.context.tr), "bad", "circle-x")
        if failures.in_words(error, self.context.tr).code == "BUG":
            failures.tell(self.context, self, error)

    def _begin(self) -> None:
        own, address = self.backend, self.place.address() if self.place.on_server else ""
        person, company = self.you.form.values(), self.company.form.values()
        logo, language = self.company.logo, self.context.tr.language

        def work() -> tuple[Backend, Actor]:
            from qualitydesk.bootstrap import open_backend

            backend = open_backend(address) if address else own
            with contextlib.ExitStack() as refused:
                if address:  # each try opens the server anew
                    refused.callback(backend.close)
                actor = make_first(backend, person, {**company, "language": language}, logo)
                refused.pop_all()
            if address:
                choose_database(address)
            return backend, actor

        self._set_busy(True)
        self.context.jobs.write(self, work, lambda found: self._made(*found), self._not_made)

    def _made(self, backend: Backend, actor: Actor) -> None:
        self._set_busy(False)
        self.context.settings.setValue("login", actor.login)
        if backend is self.backend:
            self.entered.emit(actor)
        else:
            self.moved.emit(backend, actor)

    def _not_made(self, error: Exception) -> None:
        self._set_busy(False)
        fields = set(getattr(error, "fields", ()))
        if fields and fields <= {*self.company.form.boxes, "logo"}:
            self.stack.setCurrentWidget(self.company)
            self._show()
        if "logo" in fields:
            self.company.refuse_logo(error)
            return
        failures.at_form(
            self.context, self.company.form if self.step is self.company else self.you.form, error
        )

    # -- another language

    def typed(self) -> dict[str, dict[str, object]]:
        """Everything typed and chosen so far, to be put into a page in another language."""
        found = {str(place): step.typed() for place, step in enumerate(self.steps)}
        return {**found, "at": {"step": self.stack.currentIndex()}}

    def take_up(self, typed: Typed) -> None:
        """Put it back."""
        for place, step in enumerate(self.steps):
            step.take_up(typed.get(str(place), {}))
        self.stack.setCurrentIndex(int(str(typed.get("at", {}).get("step", 0))))
        self._show()


def lay(page: FirstStartPage) -> None:
    """The card in the middle, its foot with Back and Next."""
    px = page.context.theme.px
    card = Card(page.context.theme)
    card.setFixedWidth(px(WIDTH))
    body = card.body
    body.setContentsMargins(px(28), px(24), px(28), px(24))
    body.setSpacing(px(12))
    for part in (page.progress, page.title, page.words, page.stack):
        body.addWidget(part)
    foot = QHBoxLayout()
    foot.addWidget(page.back_button)
    foot.addStretch()
    foot.addWidget(page.next_button)
    body.addLayout(foot)
    whole, across = QVBoxLayout(page), QHBoxLayout()
    across.addStretch()
    across.addWidget(card)
    across.addStretch()
    whole.addStretch()
    whole.addLayout(across)
    whole.addStretch()


def make_first(
    backend: Backend, person: Mapping[str, object], company: Mapping[str, object], logo: str
) -> Actor:
    """Record the first person, the company and its logo; run in a job."""
    from dataclasses import replace

    from qualitydesk.domain.people import Role
    from qualitydesk.services.house import check_house, edit_house, keep_logo, read_logo
    from qualitydesk.services.people import NewPerson, create_first_person
    from qualitydesk.settings import House

    text = {name: str(value) for name, value in {**person, **company}.items()}
    house = House(
        text["company"],
        text["company_zh"],
        currency=text["currency"],
        language=text["language"],
        timezone=text["timezone"],
    )
    check_house(house)
    if logo:  # before anybody is recorded: a first person is made once
        read_logo(Path(logo))
    new = NewPerson(text["name"], text["login"], text["password"], Role.MANAGER, text["name_zh"])
    actor = create_first_person(backend.store, backend.clock, new, house)
    if logo:
        desk = backend.desk(actor)
        edit_house(desk, house, replace(house, logo=keep_logo(desk, Path(logo))))
    return actor
