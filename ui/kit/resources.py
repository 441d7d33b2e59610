"""Where the files shipped with the window lie: icons, themes, fonts.

Only paths belong here; reading the files belongs to the module that needs them.
"""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ICONS = RESOURCES / "icons"
THEMES = RESOURCES / "themes"
FONTS = RESOURCES / "fonts"
