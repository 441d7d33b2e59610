"""Keeps the translation catalogues in step with the code: collects sentences, updates zh_CN, compiles it.

Run as ``python resources/locale/catalogues.py`` after writing new sentences, fill in what the catalogue then
lacks by the terms of zh_CN/terms.yaml, and run it again. Not used at run time.
"""

from __future__ import annotations

import datetime as dt
import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "qualitydesk.po"
MO = PO.with_suffix(".mo")
SOURCES = ("qualitydesk", "ui", "reports")
SOME_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
KEYWORDS = {"tr": None, "msg": None, "plural": (1, 2)}
_PLACE = re.compile(r"\{(\w*)")


def collected() -> Catalog:
    """All sentences of the code, and all words that records hold, as an empty catalogue."""
    catalogue = Catalog(project="QualityDesk", charset="utf-8")
    for folder in SOURCES:
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], {}, KEYWORDS, ())
        for name, _, message, _, _ in found:
            catalogue.add(message, locations=[(f"{folder}/{name}", 0)])
    for word in sorted(set(_recorded_words())):
        catalogue.add(word, locations=[("qualitydesk/domain", 0)])
    return catalogue


def translated() -> Catalog:
    """The Chinese catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="zh_CN", domain="qualitydesk", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", domain="qualitydesk")


def update() -> Catalog:
    """Bring the Chinese catalogue to the code's sentences: new ones empty, unused ones gone."""
    old = translated()
    fresh = Catalog(locale="zh_CN", domain="qualitydesk", project="QualityDesk", charset="utf-8")
    for message in collected():
        if message.id:
            known = old.get(message.id[0] if isinstance(message.id, tuple) else message.id)
            text = known.string if known is not None else message.string
            fresh.add(message.id, text, locations=message.locations)
    return fresh


def problems(catalogue: Catalog) -> list[str]:
    """What is untranslated, or has other places to fill than its sentence."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        originals, texts = _forms(message.id), _forms(message.string)
        if not all(texts):
            found.append(f"untranslated: {originals[0]}")
        elif any(not set(_PLACE.findall(text)) <= set(_PLACE.findall(originals[-1])) for text in texts):
            found.append(f"other places than the sentence: {originals[0]}")
    return found


def _forms(text: object) -> tuple[str, ...]:
    """A sentence's one form, or its forms by number."""
    return tuple(str(form) for form in text) if isinstance(text, tuple | list) else (str(text or ""),)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in gettext's binary form, with a fixed date: the same text gives the same bytes."""
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The catalogue as text, sorted, without dates and line numbers, so that versions compare well."""
    out = io.BytesIO()
    write_po(out, catalogue, sort_output=True, no_location=True, omit_header=False, width=0)
    lines = out.getvalue().decode().splitlines(keepends=True)
    passing = ('"POT-C', '"PO-Rev', '"Generated', "#")
    return "".join(line for line in lines if not line.startswith(passing)).encode()


def _recorded_words() -> Iterator[str]:
    """Every word that people read among the StrEnums of the domain, and every word with a look; no codes."""
    domain = importlib.import_module("qualitydesk.domain")
    for module in pkgutil.walk_packages(domain.__path__, "qualitydesk.domain."):
        for item in vars(importlib.import_module(module.name)).values():
            if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum:
                yield from (str(word) for word in item if word[:1].isupper() and len(word) > 1)
    yield from importlib.import_module("qualitydesk.domain.vocabulary").words()
    yield from importlib.import_module("qualitydesk.domain.inspection.states").SamplingSeverity


def main() -> int:
    """Update and compile; says what is still to be translated."""
    catalogue = update()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalogue))
    MO.write_bytes(compiled(translated()))
    lacking = problems(catalogue)
    sys.stdout.write("\n".join([*lacking, f"{len(catalogue)} sentences, {len(lacking)} to do", ""]))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
