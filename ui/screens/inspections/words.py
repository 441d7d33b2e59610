"""How the facts of an inspection are said on this screen: status words, plan lines, dates, labels of
decisions.

Only sentences; what is true comes from the opened file.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import (
    KIND_CODES,
    SEVERITY_NAMES,
    Decision,
    InspectionKind,
    InspectionStatus,
    Result,
    SamplingSeverity,
    propose,
)
from ui.kit.cells import Status

if TYPE_CHECKING:
    from qualitydesk.domain.inspection.limits import ClassLimit
    from qualitydesk.services.inspections import InspectionFile, InspectionRow
    from qualitydesk.translation import Translator

NOTHING = "—"


def status(tr: Translator, word: str) -> Status:
    """A word with its look."""
    return Status(word, tr(word))


def kind_code(tr: Translator, kind: str) -> str:
    """PSI, CLC and so on; words in Chinese."""
    return tr(KIND_CODES[InspectionKind(kind)])


def group_title(tr: Translator, word: str) -> str:
    """The head of a group in the list."""
    if word == InspectionStatus.SUBMITTED:
        return tr("Submitted, waiting for approval")
    return tr(word)


def result_cell(tr: Translator, row: InspectionRow) -> Status:
    """What the list says of the result: progress while it runs, the day while it is planned."""
    if row.status in (InspectionStatus.IN_PROGRESS, InspectionStatus.SENT_BACK):
        return Status(row.status, f"{row.units_done} / {row.sample_size}", tone="text-2")
    if row.status == InspectionStatus.PLANNED and row.planned_on is not None:
        return Status(row.status, tr.day_short(row.planned_on), tone="text-2")
    if row.result == Result.PENDING:
        return status(tr, row.status)
    return status(tr, row.result)


def decision_cell(tr: Translator, row: InspectionRow) -> str:
    """The decision, proposed or taken; a dash while there is none."""
    waits = row.status == InspectionStatus.SUBMITTED and row.decision == Decision.NONE
    decision = propose(Result(row.result)) if waits else Decision(row.decision)
    return NOTHING if decision is Decision.NONE else tr(decision.value)


def plan_line(tr: Translator, file: InspectionFile) -> str:
    """ "3,000 units · level II · normal · letter K · n 125"."""
    return tr(
        "{lot} units · level {level} · {severity} · letter {letter} · n {n}",
        lot=tr.number(file.lot_size),
        level=file.level,
        severity=tr(SEVERITY_NAMES[SamplingSeverity(file.severity)]),
        letter=file.letter or NOTHING,
        n=file.sample_size,
    )


def limit_words(tr: Translator, limit: ClassLimit) -> str:
    """ "Ac 5 · Re 6"."""
    return tr("Ac {ac} · Re {re}", ac=limit.ac, re=limit.re)


def aql_words(tr: Translator, limit: ClassLimit) -> str:
    """ "AQL 1.5"; 0 is the house rule."""
    return tr("AQL {aql}", aql=limit.aql)


def moment(tr: Translator, at: datetime) -> str:
    """ "20 Nov 11:42" in this computer's zone."""
    local = at.astimezone()
    if tr.chinese:
        return f"{local:%m-%d %H:%M}"
    return f"{tr.day_month(local.date())} {local:%H:%M}"


def approve_words(tr: Translator, decision: Decision) -> str:
    """What the button that approves says."""
    return {
        Decision.RELEASE: tr("Approve release and sign"),
        Decision.HOLD: tr("Approve hold and sign"),
        Decision.REWORK: tr("Approve rework and sign"),
        Decision.RETURN: tr("Approve return and sign"),
        Decision.SCRAP: tr("Approve scrapping and sign"),
        Decision.USE_AS_IS: tr("Approve concession and sign"),
    }.get(decision, tr("Approve and sign"))


def carton_words(tr: Translator, cartons: list[str], units: list[int]) -> str:
    """Where defects were found: "carton 41, unit 3", "cartons 12, 18"."""
    if len(cartons) == 1 and len(units) == 1:
        return tr("carton {carton}, unit {unit}", carton=cartons[0], unit=units[0])
    if cartons:
        return tr.plural("carton {cartons}", "cartons {cartons}", len(cartons), cartons=tr.listed(cartons))
    if units:
        listed = tr.listed(str(unit) for unit in units)
        return tr.plural("unit {units}", "units {units}", len(units), units=listed)
    return ""
