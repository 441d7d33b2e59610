"""Where the files shipped with the window lie: icons, themes, fonts.

Only paths belong here; reading the files belongs to the module that needs them.
"""

from __future__ import annotations

from qualitydesk.paths import RESOURCES

ICONS = RESOURCES / "icons"
THEMES = RESOURCES / "themes"
FONTS = RESOURCES / "fonts"

__all__ = ["FONTS", "ICONS", "RESOURCES", "THEMES"]
