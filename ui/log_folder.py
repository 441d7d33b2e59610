"""Opens the folder of the program's log in the system's own file window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from qualitydesk.paths import log_folder

if TYPE_CHECKING:
    from ui.context import Context


def open_log_folder(context: Context) -> None:
    """Open it, made if it is not there yet; where the system can't, say where it lies."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        context.toast(context.tr("The folder {folder} cannot be made.", folder=str(folder)), "warn")
        return
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        context.toast(context.tr("The log lies in {folder}.", folder=str(folder)), "info")
