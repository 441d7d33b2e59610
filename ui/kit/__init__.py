"""Parts every screen is built from: jobs, lists, forms, actions, dialogs, failures, icons, theme.

The kit knows no screen and no business area; it takes plain frozen values and hands back what the person did.
"""

from __future__ import annotations

from ui.kit.imports import import_plainly

import_plainly()
