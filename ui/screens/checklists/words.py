"""How a check is said in one line: its kind, its tolerance, its sample, its photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.checklist import Check, tolerance_text
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.values import Message, msg

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

KIND_NAMES: dict[CheckKind, Message] = {
    CheckKind.PASS_FAIL: msg("Pass or fail"),
    CheckKind.CHOICE: msg("One of some answers"),
    CheckKind.MEASURE: msg("Measured value"),
}


def sample_words(tr: Translator, sample: str) -> str:
    """On how many units it is looked at."""
    if not sample:
        return tr("every unit of the sample")
    if sample == "lot":
        return tr("once for the lot")
    return tr("level {level}", level=sample) if sample.startswith("S-") else sample


def check_line(tr: Translator, check: Check) -> str:
    """ "Measured value · 0.75–0.90 m · every unit of the sample · photo"."""
    if check.kind is CheckKind.MEASURE:
        what = tolerance_text(check.lower, check.upper, check.unit)
    elif check.kind is CheckKind.CHOICE:
        what = " / ".join(tr.name(choice.name) for choice in check.choices if choice.accepted)
    else:
        what = ""
    photo = tr("photo") if check.photo_required else ""
    parts = (tr(KIND_NAMES[check.kind]), what, sample_words(tr, check.sample), photo)
    return " · ".join(part for part in parts if part)
