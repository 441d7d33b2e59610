"""The command palette: one field that finds any record, opens any screen, runs any action, reads scans."""

from __future__ import annotations

from ui.palette.dialog import Palette
from ui.palette.results import KIND_ICONS, Result

__all__ = ["KIND_ICONS", "Palette", "Result"]
