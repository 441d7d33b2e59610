"""The words of an inspection (status, result, decision, kind, class) and its table of states.

Buttons, filters and guards are read from ``TRANSITIONS``; who the person is and what is saved is decided by
the services.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import MANAGING, Role
from qualitydesk.domain.steps import still_ahead
from qualitydesk.domain.values import Message, msg


class InspectionStatus(StrEnum):
    """Where the work is."""

    PLANNED = "Planned"
    IN_PROGRESS = "In progress"
    SUBMITTED = "Submitted"
    APPROVED = "Approved"
    SENT_BACK = "Sent back"
    CANCELLED = "Cancelled"
    ABORTED = "Aborted"
    WAIVED = "Waived"


class Result(StrEnum):
    """What was measured."""

    PENDING = "Pending"
    PASS = "Pass"
    FAIL = "Fail"
    CONDITIONAL = "Conditional"


class Decision(StrEnum):
    """What happens to the goods; a person decides, never the program."""

    NONE = "None"
    RELEASE = "Release"
    HOLD = "Hold"
    REWORK = "Rework or sort"
    RETURN = "Return to supplier"
    SCRAP = "Scrap"
    USE_AS_IS = "Use as is"


class InspectionKind(StrEnum):
    """When in the life of the goods the inspection takes place."""

    PSI = "PSI"
    RE_PSI = "Re-PSI"
    DUPRO = "DUPRO"
    IPC = "IPC"
    CLC = "CLC"
    RECEIVING = "Receiving"
    RETURN = "Return"


class DefectClass(StrEnum):
    """How serious a defect is (ISO 2859-1:1999 classes of nonconformity; GB/T 2828.1)."""

    CRITICAL = "Critical"
    MAJOR = "Major"
    MINOR = "Minor"


class SamplingSeverity(StrEnum):
    """The severity of inspection in force (ISO 2859-1:1999, 9). It is not the inspection level."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class CheckKind(StrEnum):
    """How a check is answered."""

    PASS_FAIL = "pass_fail"
    CHOICE = "choice"
    MEASURE = "measure"


class CheckOutcome(StrEnum):
    """What a check came to, on a unit or as a whole."""

    OPEN = "Open"
    PASS = "Pass"
    FAIL = "Fail"
    NOT_APPLICABLE = "Not applicable"


KIND_NAMES: dict[InspectionKind, Message] = {
    InspectionKind.PSI: msg("Pre-shipment"),
    InspectionKind.RE_PSI: msg("Pre-shipment, again"),
    InspectionKind.DUPRO: msg("During production"),
    InspectionKind.IPC: msg("In process"),
    InspectionKind.CLC: msg("Container loading"),
    InspectionKind.RECEIVING: msg("Receiving"),
    InspectionKind.RETURN: msg("Returned goods"),
}

CHECK_KIND_NAMES: dict[CheckKind, Message] = {
    CheckKind.PASS_FAIL: msg("Pass or fail"),
    CheckKind.CHOICE: msg("One of some answers"),
    CheckKind.MEASURE: msg("Measured value"),
}

KIND_CODES: dict[InspectionKind, Message] = {
    InspectionKind.PSI: msg("PSI"),
    InspectionKind.RE_PSI: msg("Re-PSI"),
    InspectionKind.DUPRO: msg("DUPRO"),
    InspectionKind.IPC: msg("IPC"),
    InspectionKind.CLC: msg("CLC"),
    InspectionKind.RECEIVING: msg("Receiving"),
    InspectionKind.RETURN: msg("Returned goods"),
}
"""The short names of lists; Chinese has words for them, English letters."""

SEVERITY_NAMES: dict[SamplingSeverity, Message] = {
    SamplingSeverity.NORMAL: msg("normal"),
    SamplingSeverity.TIGHTENED: msg("tightened"),
    SamplingSeverity.REDUCED: msg("reduced"),
}

OPEN_STATUSES = (
    InspectionStatus.PLANNED,
    InspectionStatus.IN_PROGRESS,
    InspectionStatus.SUBMITTED,
    InspectionStatus.SENT_BACK,
)
"""Work that still waits for somebody."""

EDITABLE_STATUSES = (InspectionStatus.IN_PROGRESS, InspectionStatus.SENT_BACK)
"""Checks and defects may be written; in every other state the record stands still."""

INSPECTING_ROLES = (Role.INSPECTOR, *MANAGING)
APPROVING_ROLES = MANAGING


@dataclass(frozen=True, slots=True)
class Transition:
    """One verb of the state table: from where to where, by whom, and what it must bring along."""

    verb: str
    title: Message
    sources: tuple[InspectionStatus, ...]
    target: InspectionStatus
    roles: tuple[str, ...]
    needs_reason: bool = False
    needs_signature: bool = False
    other_person: bool = False


_S = InspectionStatus

TRANSITIONS: tuple[Transition, ...] = (
    Transition("start", msg("Start"), (_S.PLANNED, _S.SENT_BACK), _S.IN_PROGRESS, INSPECTING_ROLES),
    Transition(
        "submit",
        msg("Sign and submit"),
        (_S.IN_PROGRESS, _S.SENT_BACK),
        _S.SUBMITTED,
        INSPECTING_ROLES,
        needs_signature=True,
    ),
    Transition(
        "send_back",
        msg("Send back"),
        (_S.SUBMITTED,),
        _S.SENT_BACK,
        APPROVING_ROLES,
        needs_reason=True,
        other_person=True,
    ),
    Transition(
        "approve",
        msg("Approve and sign"),
        (_S.SUBMITTED,),
        _S.APPROVED,
        APPROVING_ROLES,
        needs_signature=True,
        other_person=True,
    ),
    Transition(
        "cancel",
        msg("Cancel"),
        (_S.PLANNED,),
        _S.CANCELLED,
        INSPECTING_ROLES,
        needs_reason=True,
    ),
    Transition(
        "abort",
        msg("Abort"),
        (_S.IN_PROGRESS, _S.SENT_BACK, _S.SUBMITTED),
        _S.ABORTED,
        INSPECTING_ROLES,
        needs_reason=True,
    ),
    Transition(
        "waive",
        msg("Waive"),
        (_S.PLANNED, _S.IN_PROGRESS, _S.SENT_BACK, _S.SUBMITTED),
        _S.WAIVED,
        APPROVING_ROLES,
        needs_reason=True,
    ),
)

_BY_VERB = {transition.verb: transition for transition in TRANSITIONS}


def transition(verb: str) -> Transition:
    """The row of the state table that ``verb`` names."""
    return _BY_VERB[verb]


def allowed(status: InspectionStatus, role: str) -> tuple[Transition, ...]:
    """What a person of this role may do now; the four-eyes rule is checked when it is done."""
    return tuple(step for step in TRANSITIONS if status in step.sources and role in step.roles)


def still_possible(verb: str, status: InspectionStatus) -> bool:
    """Whether the step can be taken now or later on, by whomever it is for."""
    return not _ahead(status).isdisjoint(transition(verb).sources)


def can_be_approved(status: InspectionStatus) -> bool:
    """Whether it is approved, or may be one day."""
    return InspectionStatus.APPROVED in _ahead(status)


def _ahead(status: InspectionStatus) -> frozenset[InspectionStatus]:
    return still_ahead(status, lambda now: (step.target for step in TRANSITIONS if now in step.sources))


def check_transition(
    verb: str,
    status: InspectionStatus,
    role: str,
    *,
    reason: str = "",
    signers: Sequence[str] = (),
    person: str = "",
) -> InspectionStatus:
    """The status after ``verb``; refuses a wrong state, a wrong role, a missing reason and one pair of eyes.

    ``signers`` are the keys of the people who did or signed the work; where a second person is needed,
    ``person`` may not be among them.
    """
    step = transition(verb)
    if status not in step.sources:
        raise RuleBroken(
            msg("An inspection that is “{status}” cannot be changed in this way.", status=msg(status.value))
        )
    if role not in step.roles:
        raise Denied(msg("Your role does not allow this step of an inspection."))
    if step.needs_reason and not reason.strip():
        raise RuleBroken(
            msg("Say why. The reason stays with the record."), fields={"reason": msg("A reason is needed.")}
        )
    if step.other_person and person in signers:
        raise Denied(msg("Four eyes: a second person has to look at an inspection that you signed."))
    return step.target


def check_revisable(status: InspectionStatus, reason: str) -> None:
    """A change after approval is a new revision, and it says why."""
    if status is not InspectionStatus.APPROVED:
        raise RuleBroken(msg("Only an approved inspection is revised; this one can still be changed."))
    if not reason.strip():
        raise RuleBroken(
            msg("Say why. The reason stays with the record."), fields={"reason": msg("A reason is needed.")}
        )


LOT_STATUS_AFTER: dict[Decision, str] = {
    Decision.RELEASE: "Released",
    Decision.USE_AS_IS: "Released",
    Decision.HOLD: "Hold",
    Decision.REWORK: "Rework or sort",
    Decision.RETURN: "Return to supplier",
    Decision.SCRAP: "Scrapped",
}
"""What an approved decision does to the lot."""

LETTING_GO = frozenset(decision for decision, status in LOT_STATUS_AFTER.items() if status == "Released")
"""The decisions after which goods may leave."""

_PROPOSED = {
    Result.PASS: Decision.RELEASE,
    Result.FAIL: Decision.HOLD,
    Result.CONDITIONAL: Decision.REWORK,
    Result.PENDING: Decision.NONE,
}


def propose(result: Result) -> Decision:
    """The decision that usually follows a result; a person may choose another."""
    return _PROPOSED[result]


def possible_decisions(result: Result) -> tuple[Decision, ...]:
    """What a person may decide; only a lot that passed can be released."""
    refused = {Decision.NONE} if result is Result.PASS else {Decision.NONE, Decision.RELEASE}
    return tuple(each for each in Decision if each not in refused)


def check_decision(result: Result, decision: Decision, reason: str) -> None:
    """Goods that did not pass are let go only as a concession, with a reason (ISO 9001:2015, 8.7.1 d)."""
    if decision is Decision.NONE:
        raise RuleBroken(
            msg("Choose what happens to the goods."), fields={"decision": msg("A decision is needed.")}
        )
    if decision not in possible_decisions(result):
        raise RuleBroken(
            msg("Only a lot that passed can be released. Choose “Use as is” and say why for a concession."),
            fields={"decision": msg("The result does not allow a release.")},
        )
    if decision is Decision.USE_AS_IS and not reason.strip():
        raise RuleBroken(msg("A concession needs its reason."), fields={"reason": msg("A reason is needed.")})
