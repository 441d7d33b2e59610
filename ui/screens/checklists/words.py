"""How a check is said in one line: its kind, its tolerance, its sample, its photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.checklist import Check, sample_name, tolerance_text, unit_name
from qualitydesk.domain.inspection.states import CHECK_KIND_NAMES, CheckKind

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


def check_line(tr: Translator, check: Check) -> str:
    """ "Measured value · 0.75–0.90 m · every unit of the sample · photo"."""
    if check.kind is CheckKind.MEASURE:
        what = tolerance_text(check.lower, check.upper, tr(unit_name(check.unit)))
    elif check.kind is CheckKind.CHOICE:
        what = " / ".join(tr.name(choice.name) for choice in check.choices if choice.accepted)
    else:
        what = ""
    photo = tr("photo") if check.photo_required else ""
    parts = (tr(CHECK_KIND_NAMES[check.kind]), what, tr(sample_name(check.sample)), photo)
    return " · ".join(part for part in parts if part)
