"""Names of files and folders made from what people wrote: numbers, SKUs, names of parties and of photos.

Where a file goes is chosen elsewhere; a name from here never leads into another folder.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
_REFUSED = frozenset('<>:"/\\|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def as_file_name(words: str) -> str:
    """One part of a path on any system: no folders, no signs or names that Windows refuses, at most 80
    characters, of which the last ones count; "file" when nothing is left.
    """
    kept = (c for c in words if c not in _REFUSED and unicodedata.category(c)[0] != "C")
    name = "".join(kept).strip(" .")[-LONGEST:].lstrip(" .")
    return f"_{name}" if _DEVICE.match(name) else name or "file"
