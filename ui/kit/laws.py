"""Legal citations as lawyers shorten them, for the chips beside findings and deadlines."""

from __future__ import annotations

from qualitydesk.translation import Translator

_SHORT = (("Regulation ", "Reg. "), ("Directive ", "Dir. "), (" arts ", " Arts "), (" art ", " Art. "))


def short_law(tr: Translator, citation: str) -> str:
    """ "Reg. (EU) 2019/1020 Art. 4": the first source of a citation; "House rule QR-07" for our own."""
    return tr.law(citation, lambda bare: _short(tr, bare))


def _short(tr: Translator, citation: str) -> str:
    if citation.startswith("House rule"):
        return tr("House rule {id}", id=citation.removeprefix("House rule").strip()).strip()
    first = citation.split(";", maxsplit=1)[0].split(" with ", maxsplit=1)[0].split(", ", maxsplit=1)[0]
    for long, short in _SHORT:
        first = first.replace(long, short)
    return first
