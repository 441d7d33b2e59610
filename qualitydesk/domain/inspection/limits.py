"""Limits per defect class, frozen into an inspection when its plan is chosen.

Each class has its own AQL, and with it its own Ac and Re; critical defects follow the house rule Ac 0, Re 1.
Reading the tables is in sampling.py, comparing what was found with the limits in verdict.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.sampling import Cell, Edition, Plan, parse_aql, parse_level, plan, table
from qualitydesk.domain.inspection.states import DefectClass, SamplingSeverity
from qualitydesk.domain.values import msg

HOUSE_RULE = "0"
"""Written as the AQL of a class that follows the house rule; it is not a column of any standard."""

DEFAULT_AQLS: Mapping[DefectClass, str] = {
    DefectClass.CRITICAL: HOUSE_RULE,
    DefectClass.MAJOR: "2.5",
    DefectClass.MINOR: "4.0",
}


@dataclass(frozen=True, slots=True)
class ClassLimit:
    """What one class of defects may show: accept up to ``ac``, reject from ``re``, counted on the first
    ``n`` units.
    """

    defect_class: DefectClass
    aql: str
    letter: str
    n: int
    ac: int
    re: int
    source: str

    def frozen(self) -> dict[str, str | int]:
        """What an inspection keeps of it, by column."""
        return {
            "defect_class": self.defect_class.value,
            "aql": self.aql,
            "letter": self.letter,
            "sample_size": self.n,
            "ac": self.ac,
            "re": self.re,
        }

    @property
    def house_rule(self) -> bool:
        """Whether the limit is the house rule and not a plan of the standard."""
        return self.aql == HOUSE_RULE


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """What was agreed before the first unit was opened; it does not change with the tables later on.

    ``letter`` is that of lot size and level, ``use_letter`` that of the sample taken, ``n`` the units to
    inspect.
    """

    lot: int
    level: str
    severity: SamplingSeverity
    edition: Edition
    letter: str
    use_letter: str
    n: int
    inspect_all: bool
    limits: tuple[ClassLimit, ...]


def freeze(
    lot: int,
    level: str,
    aqls: Mapping[DefectClass, str],
    severity: SamplingSeverity = SamplingSeverity.NORMAL,
    edition: Edition = Edition.ISO,
) -> FrozenPlan:
    """The limits of every class for this lot.

    Where arrows lead the classes to different samples, the letter with the largest sample is used for all of
    them if each has a plan there; else every class keeps its own whole plan and is judged on its own n (ISO
    2859-1:1999, 10.3).
    """
    level = parse_level(level)
    classes = [each for each in DefectClass if each in aqls]
    plans = {
        each: plan(lot, level, aqls[each], severity, edition) for each in classes if not _house(aqls[each])
    }
    if not plans:
        raise RuleBroken(msg("At least one class of defects needs an AQL."))
    plans = _one_letter(plans, lot)
    largest = max(plans.values(), key=lambda each: each.n)
    limits = tuple(_limit(each, aqls[each], plans.get(each), largest) for each in classes)
    return FrozenPlan(
        lot=lot,
        level=level,
        severity=severity,
        edition=edition,
        letter=largest.letter,
        use_letter=largest.use_letter,
        n=largest.inspect_qty,
        inspect_all=largest.inspect_all,
        limits=limits,
    )


def _house(aql: str) -> bool:
    return aql.strip() in (HOUSE_RULE, "0.0")


def _one_letter(plans: Mapping[DefectClass, Plan], lot: int) -> dict[DefectClass, Plan]:
    largest = max(plans.values(), key=lambda each: each.n)
    if not largest.use_letter:
        return dict(plans)
    cells = table(largest.edition, largest.severity)
    found = {each: cells.get((largest.use_letter, Decimal(own.aql))) for each, own in plans.items()}
    if any(cell is None or cell.letter != largest.use_letter for cell in found.values()):
        return dict(plans)
    return {each: _with_cell(plans[each], cell, lot) for each, cell in found.items() if cell is not None}


def _with_cell(own: Plan, cell: Cell, lot: int) -> Plan:
    return replace(
        own,
        use_letter=cell.letter,
        n=cell.n,
        ac=cell.ac,
        re=cell.re,
        inspect_qty=min(cell.n, lot),
        inspect_all=cell.n >= lot,
    )


def _limit(each: DefectClass, aql: str, own: Plan | None, largest: Plan) -> ClassLimit:
    if own is None:
        return ClassLimit(each, HOUSE_RULE, largest.use_letter, largest.inspect_qty, 0, 1, "house rule")
    return ClassLimit(each, parse_aql(aql), own.use_letter, own.inspect_qty, own.ac, own.re, own.source)
