"""The way through the window: sign-in, every screen, the cast, what the shell opens, states, dialogs.

Pages come first and dialogs last, because an action may change what the pages show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from tests.shots.cast import CAST, Subject
from tests.shots.studio import Studio, floating
from ui.commands import Commands
from ui.kit import failures
from ui.kit.actions import ActionButton
from ui.kit.hand_table import HandTable
from ui.kit.photo_strip import PhotoButton
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.lists.columns import ColumnChooser
from ui.lists.groups import Groups
from ui.screens import ScreenDeclaration

UNFIT = re.compile(r"[^\w.]+")
"""What has no place in the name of a file."""
HOST = "wang"
"""The person who sees every screen."""
SHELL: dict[str, Callable[[Commands], object]] = {
    "keys": Commands.open_keys,
    "exchange": Commands.open_exchange,
    "todo": Commands.open_todo,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A page with its record, where actions are tried."""

    name: str
    screen: str
    kind: str
    key: str
    login: str


def walk(studio: Studio) -> None:
    """Everything of a company at work."""
    studio.open()
    studio.shoot("sign-in")
    spots = [*pages(studio), *subjects(studio)]
    if not studio.look.whole:
        return
    studio.sit_down(HOST)
    shell(studio)
    for declaration in declared(studio):
        states(studio, declaration)
    tried: set[tuple[str, str]] = set()
    for spot in spots:
        dialogs(studio, spot, tried)


def walk_empty(studio: Studio, login: str) -> None:
    """What a company sees that has just begun; ``login`` is its first person, "" before there is one."""
    studio.open()
    if not login:
        studio.shoot("first-start")
        return
    studio.sit_down(login)
    for declaration in declared(studio):
        studio.go(declaration.id)
        studio.shoot(f"{declaration.id}-empty")


def declared(studio: Studio) -> tuple[ScreenDeclaration, ...]:
    """The screens that show something without a record; those of the cast alone need one."""
    shown = {subject.kind for subject in CAST}
    return tuple(one for one in studio.window.pages.declarations if one.in_rail or one.id not in shown)


def pages(studio: Studio) -> Iterator[Spot]:
    """Every such screen as it opens, and the first record of its list where that has a page of its own."""
    known = {subject.kind for subject in CAST}
    studio.sit_down(HOST)
    for declaration in declared(studio):
        studio.go(declaration.id)
        studio.shoot(declaration.id)
        yield Spot(declaration.id, declaration.id, declaration.id, "", HOST)
        if not known & set(declaration.kinds) and (key := open_first(studio)):
            studio.shoot(f"{declaration.id}-record")
            yield Spot(f"{declaration.id}-record", declaration.id, declaration.id, key, HOST)


def open_first(studio: Studio) -> str:
    """Press Enter on the first row; the key of the record it led to on this screen, "" if to none."""
    screen, before = studio.window.pages.current_screen(), studio.window.pages.place
    table = next((one for one in screen.findChildren(HandTable) if one.isVisible()), None) if screen else None
    if table is None or not table.isEnabled():
        return ""
    studio.do(lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    after = studio.window.pages.place
    moved = after is not None and before is not None and after != before and after.screen == before.screen
    return after.key if moved and after else ""


def subjects(studio: Studio) -> Iterator[Spot]:
    """The cast, each before the eyes of the person it is for."""
    for subject in CAST:
        screen = studio.window.pages.declared(subject.kind)
        if screen is None:
            continue
        studio.sit_down(subject.login)
        spot = show(studio, subject, screen.id)
        if spot is not None:
            yield spot


def show(studio: Studio, subject: Subject, screen: str) -> Spot | None:
    """Photograph one subject."""
    key, _ = subject.found(studio.window.context.desk)
    if not key and subject.kind != screen:
        studio.missed.append(f"{subject.name}: the example company has none")
        return None
    studio.go(subject.kind, key)
    studio.shoot(subject.name)
    return Spot(subject.name, screen, subject.kind, key, subject.login)


def shell(studio: Studio) -> None:
    """What the window itself opens from anywhere."""
    commands, rail = studio.window.commands, studio.window.rail
    studio.go(declared(studio)[0].id)
    studio.do(lambda: commands.open_palette("kettle"))
    studio.shoot_floating("palette")
    studio.do(lambda: commands.open_user_menu(rail.mapToGlobal(QPoint(8, rail.height() - 48))))
    studio.shoot_floating("user_menu")
    for name, opened in SHELL.items():
        studio.do(partial(opened, commands))
        studio.shoot_floating(name)


def states(studio: Studio, declaration: ScreenDeclaration) -> None:
    """The popups of a list's tools; then its first page while it loads, and when it could not be loaded."""
    if not studio.wants(declaration.id):
        return
    studio.go(declaration.id)
    screen = studio.window.pages.current_screen()
    if screen is None:
        return
    for name, button in tools(screen):
        studio.do(button.click)
        studio.shoot_floating(f"{declaration.id}-{name}")
    stack = next((one for one in screen.findChildren(StateStack) if one.isVisible()), None)
    if stack is None:
        return
    stack.show_loading()
    QTest.qWait(20)
    studio.shoot(f"{declaration.id}-loading")
    away = Unavailable(
        msg("The database server is not reached. Nothing was saved; what you typed is kept. Try again.")
    )
    failures.in_place(studio.window.context, stack, away, stack.show_view)
    QTest.qWait(20)
    studio.shoot(f"{declaration.id}-error")
    stack.show_view()


def tools(screen: Screen) -> list[tuple[str, QAbstractButton]]:
    """The buttons of a list that open a popup."""
    kinds: tuple[tuple[str, type[QAbstractButton]], ...] = (("columns", ColumnChooser), ("groups", Groups))
    found = [(name, screen.findChildren(kind)) for name, kind in kinds]
    return [(name, button) for name, buttons in found for button in buttons if button.isVisible()]


def dialogs(studio: Studio, spot: Spot, tried: set[tuple[str, str]]) -> None:
    """Every dialog that something on this page opens, unless another page of the screen showed it already."""
    studio.sit_down(spot.login)
    go_to(studio, spot)
    for id_ in acts(studio):
        name = f"{spot.name}-{UNFIT.sub('-', id_)}"
        if (spot.screen, id_) not in tried and studio.wants(name) and try_act(studio, spot, id_, name):
            tried.add((spot.screen, id_))


def go_to(studio: Studio, spot: Spot) -> None:
    """Be on that page."""
    place = studio.window.pages.place
    if place is None or (place.screen, place.key) != (spot.screen, spot.key):
        studio.go(spot.kind, spot.key)


def acts(studio: Studio) -> dict[str, Callable[[], object]]:
    """What can be done on the page in front now: by its actions, by the buttons that stand on it, and by its
    first photo.
    """
    screen = studio.window.pages.current_screen()
    if screen is None:
        return {}
    found: dict[str, Callable[[], object]] = {
        one.id: one.run for one in screen.screen_actions() if not one.locked()
    }
    seen: Counter[str] = Counter()
    for button in screen.findChildren(QPushButton):
        if button.isVisible() and button.isEnabled():
            id_ = button.action.id if isinstance(button, ActionButton) else "button"
            seen[id_] += 1
            found[f"{id_}-{seen[id_]}" if seen[id_] > 1 else id_] = button.click
    photo = next((one for one in screen.findChildren(PhotoButton) if one.isVisible()), None)
    return found | ({"photo": photo.click} if photo is not None else {})


def try_act(studio: Studio, spot: Spot, id_: str, name: str) -> bool:
    """Do one thing on its page; whether it opened anything. A menu's entries are taken one by one."""
    if not open_act(studio, spot, id_):
        return False
    entries = len(entries_of(floating()[-1]))
    studio.shoot_floating(name)
    for place in range(entries):
        if open_act(studio, spot, id_) and len(entries_of(floating()[-1])) == entries:
            studio.do(partial(choose, floating()[-1], place))
            studio.shoot_floating(f"{name}-{place + 1}")
    return True


def open_act(studio: Studio, spot: Spot, id_: str) -> bool:
    """Do it, if it can be done; whether anything floats then."""
    go_to(studio, spot)
    act = acts(studio).get(id_)
    if act is None:
        return False
    studio.do(act)
    return bool(floating())


def entries_of(menu: QWidget) -> list[QAction]:
    """A menu's plain entries; none where it chooses what a list shows."""
    offered = menu.actions() if isinstance(menu, QMenu) else []
    plain = [one for one in offered if one.menu() is None and not one.isCheckable()]
    return [one for one in plain if one.text() and one.isEnabled()]


def choose(menu: QWidget, place: int) -> None:
    """Take that entry of the menu."""
    entry = entries_of(menu)[place]
    menu.hide()
    entry.trigger()
