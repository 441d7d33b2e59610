"""Legal citations as lawyers shorten them, for the chips beside findings and deadlines."""

from __future__ import annotations

import re

from qualitydesk.domain.values import Bilingual
from qualitydesk.translation import Translator

_SHORT = (("Regulation ", "Reg. "), ("Directive ", "Dir. "), (" arts ", " Arts "), (" art ", " Art. "))
_REMARK = re.compile(r" \([a-z ]{4,}\)$|（[^（）]+）$")
"""What a citation explains behind itself: "(reasonable time)"."""


def short_law(tr: Translator, citation: str | Bilingual) -> str:
    """ "Reg. (EU) 2019/1020 Art. 4": the first source of a citation; "House rule QR-07" for our own."""
    return tr.law(citation, _short)


def _short(citation: str) -> str:
    if citation.startswith("House rule"):
        return citation
    first = citation.split(";", maxsplit=1)[0].split(" with ", maxsplit=1)[0].split(", ", maxsplit=1)[0]
    first = _REMARK.sub("", first)
    for long, short in _SHORT:
        first = first.replace(long, short)
    return first
