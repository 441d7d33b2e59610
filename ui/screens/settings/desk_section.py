"""This desk: language, light or dark, size, motion, the speed of the scanner. Everything acts at once, and
the message that says so takes it back. Kept for the person at the desk on this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import ToastAction
from ui.kit.form import Field, FieldKind, Form
from ui.kit.scan import BURST_MS
from ui.kit.theme import ZOOMS
from ui.remembered import BURST, STILL, hands_again
from ui.screens.settings.section import Section
from ui.words import LANGUAGES

if TYPE_CHECKING:
    from ui.context import Context

BURSTS = (20, 35, 50, 80, 120)


class DeskSection(Section):
    """One form; what is chosen is in force at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("This desk"))
        tr = context.tr
        self.now = current(context)
        self.look = Form(self.theme, tr, look_fields(context), self.now, columns=2)
        self.hands = Form(self.theme, tr, hand_fields(context), self.now, columns=2)
        self.card(
            tr("Language and look"), tr("For you at this computer; others keep theirs.")
        ).body.addWidget(self.look)
        self.card(tr("Motion and scanner")).body.addWidget(self.hands)
        for form in (self.look, self.hands):
            form.changed.connect(self._chosen)
        self.end()

    def _chosen(self, _name: str) -> None:
        before, wanted = self.now, self.look.values() | self.hands.values()
        if wanted == before:
            return
        context, tr = self.context, self.context.tr
        self.now = wanted
        put_in_force(context, wanted)
        back = ToastAction(tr("Undo"), lambda: put_in_force(context, before), undoes=True)
        context.toast(context.tr("Changed."), "ok", back)

    def load(self) -> None:
        """Show what is in force."""
        self.now = current(self.context)
        self.look.load(self.now)
        self.hands.load(self.now)


def look_fields(context: Context) -> list[Field]:
    """Language, light or dark, size."""
    tr = context.tr
    modes = (
        ("system", tr("As the computer")),
        ("light", tr("Light")),
        ("dark", tr("Dark")),
        ("contrast", tr("High contrast")),
    )
    zooms = tuple((str(zoom), f"{zoom} %") for zoom in ZOOMS)
    return [
        Field("language", tr("Language"), FieldKind.CHOICE, choices=LANGUAGES),
        Field("mode", tr("Light or dark"), FieldKind.CHOICE, choices=modes),
        Field("zoom", tr("Size of everything"), FieldKind.CHOICE, choices=zooms),
    ]


def hand_fields(context: Context) -> list[Field]:
    """Motion and scanner."""
    tr = context.tr
    paces = tuple((str(ms), tr("{ms} ms", ms=ms)) for ms in BURSTS)
    hint = tr("The longest pause between two keys of a scan. Raise it when a slow scanner is not recognised.")
    return [
        Field("burst", tr("Scanner"), FieldKind.CHOICE, choices=paces, help=hint),
        Field("still", tr("Reduce motion: nothing fades or blinks"), FieldKind.CHECK, span=2),
    ]


def current(context: Context) -> dict[str, object]:
    """What is in force now."""
    settings = context.settings
    return {
        "language": context.tr.language,
        "mode": context.theme.wish,
        "zoom": str(context.theme.zoom),
        "burst": str(settings.value(context.own(BURST), BURST_MS)),
        "still": str(settings.value(context.own(STILL), "")) == "on",
    }


def put_in_force(context: Context, wanted: dict[str, object]) -> None:
    """Let the window look and behave like this, and remember it for the person at the desk."""
    before = current(context)
    context.settings.setValue(context.own(BURST), str(wanted["burst"]))
    context.settings.setValue(context.own(STILL), "on" if wanted["still"] else "")
    hands_again(context)
    mode, zoom, language = str(wanted["mode"]), int(str(wanted["zoom"])), str(wanted["language"])
    if (mode, str(zoom)) != (before["mode"], before["zoom"]):
        context.set_theme(mode, zoom)
    if language != before["language"]:
        context.set_language(language)
