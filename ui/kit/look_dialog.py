"""Language, light or dark, and zoom: the small settings dialog of the user's menu. Everything acts at once.

Settings of the house (company, numbers) are not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.form import Field, FieldKind, Form
from ui.kit.theme import ZOOMS

if TYPE_CHECKING:
    from ui.context import Context

LANGUAGES = (("en", "English"), ("zh_CN", "简体中文"))


def open_look_dialog(context: Context, parent: QWidget) -> Dialog:
    """Open it; changes are applied when Done is pressed."""
    tr = context.tr
    dialog = Dialog(parent, context.theme, tr("Language and look"), icon="settings", close_words=tr("Close"))
    modes = (("system", tr("As the computer")), ("light", tr("Light")), ("dark", tr("Dark")))
    fields = [
        Field("language", tr("Language"), FieldKind.CHOICE, choices=LANGUAGES),
        Field("mode", tr("Light or dark"), FieldKind.CHOICE, choices=modes),
        Field(
            "zoom", tr("Size of everything"), FieldKind.CHOICE, choices=[(str(z), f"{z} %") for z in ZOOMS]
        ),
    ]
    values = {"language": tr.language, "mode": context.theme.wish, "zoom": str(context.theme.zoom)}
    form = Form(context.theme, tr, fields, values)
    dialog.body.addWidget(form)
    dialog.set_consequence(tr("What you typed and did not save is kept."))

    def apply() -> None:
        changes = form.changes()
        dialog.accept()
        if "mode" in changes or "zoom" in changes:
            context.set_theme(form.text("mode"), int(form.text("zoom")))
        if "language" in changes:
            context.set_language(form.text("language"))

    dialog.add_cancel(tr("Cancel"))
    dialog.add_button(Action("done", tr("Done"), apply, kind="primary"))
    dialog.open()
    return dialog
