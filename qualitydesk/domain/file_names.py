"""Names of files: those made from what people wrote (numbers, SKUs, names of parties and of photos), and
those that came from outside as they are kept and shown.

Where a file goes is chosen elsewhere; a name from here never leads into another folder.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
LONGEST_LABEL = 120
_REFUSED = frozenset('<>:"/\\|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0")
"""Signs without a shape that Unicode counts among letters, marks, symbols or separators."""


def file_label(name: str) -> str:
    """What a file from outside is called wherever it is shown: without folders, without signs that are
    invisible or turn words round, at most 120 characters, of which the last ones count; "file" when nothing
    is left.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if _seen(sign))
    return " ".join(seen.split())[-LONGEST_LABEL:].strip() or "file"


def _seen(sign: str) -> bool:
    return sign not in _BLANK and unicodedata.category(sign)[0] != "C"


def as_file_name(words: str) -> str:
    """One part of a path on any system: no folders, no signs or names that Windows refuses, at most 80
    characters, of which the last ones count; "file" when nothing is left.
    """
    kept = (sign for sign in words if sign not in _REFUSED and _seen(sign))
    name = "".join(kept).strip(" .")[-LONGEST:].lstrip(" .")
    return f"_{name}" if _DEVICE.match(name) else name or "file"
