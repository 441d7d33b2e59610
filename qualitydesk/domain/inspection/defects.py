"""Defects: the catalogue entry, one finding on a unit, and how many of each class count against the limits.

What the limits are is in limits.py, what follows from the counts in verdict.py; the catalogue itself is a
resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.limits import ClassLimit
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.values import Bilingual, Message, msg

PHOTO_CLASSES = (DefectClass.CRITICAL, DefectClass.MAJOR)
"""A defect of these classes is believed only with a photo."""

MOST_PER_ENTRY = 100_000

CATEGORY_NAMES: Mapping[str, Message] = {
    "appearance": msg("Appearance"),
    "assembly": msg("Assembly"),
    "battery": msg("Battery"),
    "contamination": msg("Contamination"),
    "dimension": msg("Dimension"),
    "electrical": msg("Electrical"),
    "fit": msg("Fit and durability"),
    "function": msg("Performance"),
    "leak": msg("Leak"),
    "marking": msg("Marking"),
    "packaging": msg("Packaging"),
    "papers": msg("Manuals and papers"),
    "safety": msg("Safety"),
    "textile": msg("Textile"),
}
"""The categories of the starter catalogue; a house may add others."""


def category_name(category: str) -> Message:
    """What a category of the catalogue is called; one that the house added as it was typed."""
    return CATEGORY_NAMES.get(category) or msg("{text}", text=category)


@dataclass(frozen=True, slots=True)
class CatalogueDefect:
    """One entry of the defect catalogue: code, names, the class it usually has, where it belongs."""

    code: str
    name: Bilingual
    short: Bilingual
    defect_class: DefectClass
    category: str


@dataclass(frozen=True, slots=True)
class FoundDefect:
    """One finding: so many defects of one class on a unit (0: not tied to a unit), and how many photos
    show it.
    """

    defect_class: DefectClass
    count: int = 1
    unit: int = 0
    photos: int = 0


def check_count(count: int) -> None:
    """A finding is at least one defect."""
    if not 1 <= count <= MOST_PER_ENTRY:
        raise RuleBroken(
            msg("Count from 1 to {most}.", most=MOST_PER_ENTRY),
            fields={"count": msg("Not a count.")},
        )


def tally(found: Iterable[FoundDefect], limits: Iterable[ClassLimit]) -> Mapping[DefectClass, int]:
    """Defects per class that count against its limit.

    A class is judged on its own sample: what was found on units beyond its n does not count, for the n of one
    plan never goes with the Ac of another (ISO 2859-1:1999, 10.3). A finding without a unit always counts.
    """
    counts = {limit.defect_class: 0 for limit in limits}
    reach = {limit.defect_class: limit.n for limit in limits}
    for each in found:
        if each.defect_class in counts and each.unit <= reach[each.defect_class]:
            counts[each.defect_class] += each.count
    return counts


def missing_photos(found: Iterable[FoundDefect]) -> int:
    """How many findings still need a photo before the inspection can be signed."""
    return sum(1 for each in found if each.defect_class in PHOTO_CLASSES and each.photos == 0)
