"""Inspections from a file: one row an inspection of one lot, with its plan, what was found and what was
decided.

Limits are frozen by the sampling tables from the AQL of each class, as in the program. Checks and readings
are
not part of a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.limits import DEFAULT_AQLS, FrozenPlan, freeze
from qualitydesk.domain.inspection.sampling import parse_edition, parse_severity
from qualitydesk.domain.inspection.states import (
    INSPECTING_ROLES,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
)
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.fields import choice, code, day, flag, instant, quantity, text
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.goods import find_lots
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Inspection, InspectionLimit, Person, Place, Shipment

_AQLS = {"aql_critical": DefectClass.CRITICAL, "aql_major": DefectClass.MAJOR, "aql_minor": DefectClass.MINOR}
_DONE = frozenset({"Submitted", "Approved"})


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    lots = find_lots(saving, [(draft.values["lot"], draft.values.get("sku")) for draft in drafts])
    for draft in drafts:
        draft.columns.setdefault("revision", 1)
        draft.defaults["kind"] = InspectionKind.PSI.value
        _lot(saving, draft, lots)
        _consistent(saving, draft)
        if not draft.rejected:
            _plan(saving, draft)


def _lot(saving: Saving, draft: Draft, lots: Mapping[Any, Any]) -> None:
    number, sku = draft.values["lot"], draft.values.get("sku")
    lot = lots.get((number, sku))
    if lot is None:
        text = msg("No {kind} is recorded as “{key}”.", kind=msg("lot"), key=f"{number} {sku or ''}".strip())
        saving.refuse(draft, "lot", text, number)
        return
    draft.columns |= {"lot_id": lot.id, "product_id": lot.product_id}
    draft.defaults["lot_size"] = lot.quantity


def _consistent(saving: Saving, draft: Draft) -> None:
    """Status, result and decision are three facts, but not every combination can be."""
    values = draft.values
    status = values.get("status", "Planned")
    if status not in _DONE and values.get("decision", "None") != "None":
        text = msg("A decision needs an inspection that was submitted or approved.")
        saving.refuse(draft, "decision", text, values["decision"])
    elif status == "Planned" and values.get("result", "Pending") != "Pending":
        text = msg("A planned inspection has no result yet.")
        saving.refuse(draft, "result", text, values["result"])
    elif status == "Approved" and values.get("result", "Pending") == "Pending":
        text = msg("An approved inspection has a result.")
        saving.refuse(draft, "result", text, values.get("result", ""))


def _plan(saving: Saving, draft: Draft) -> None:
    values, columns = draft.values, draft.columns
    aqls = tuple(values.get(name, DEFAULT_AQLS[each]) for name, each in _AQLS.items())
    args = (
        columns.get("lot_size", draft.defaults["lot_size"]),
        values.get("level", "II"),
        aqls,
        values.get("severity", "normal"),
    )
    try:
        frozen = _frozen(*args, values.get("edition", "iso2859-1"))
    except RuleBroken as error:
        saving.refuse(draft, "level", error.message, values.get("level", ""))
        return
    draft.extra["frozen"] = frozen
    draft.defaults |= {
        "letter": frozen.use_letter,
        "sample_size": frozen.n,
        "inspect_all": frozen.inspect_all,
    }
    # Limits are frozen with the plan: an inspection that exists keeps both.
    plan = {"level": frozen.level, "severity": frozen.severity.value, "edition": frozen.edition.value}
    draft.defaults |= plan
    columns |= {name: word for name, word in plan.items() if name in values}


@lru_cache(maxsize=4096)
def _frozen(lot: int, level: str, aqls: tuple[str, ...], severity: str, edition: str) -> FrozenPlan:
    by_class = dict(zip(_AQLS.values(), aqls, strict=True))
    return freeze(lot, level, by_class, parse_severity(severity), parse_edition(edition))


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    """Limits are frozen once, when the inspection is made."""
    rows = {
        draft.id: [limit.frozen() for limit in draft.extra["frozen"].limits]
        for draft in drafts
        if draft.outcome is Outcome.CREATED
    }
    saving.replace_links(InspectionLimit, "inspection_id", rows, ("defect_class",), fresh=frozenset(rows))
    saving.collector.also["inspection_limits"] += sum(map(len, rows.values()))


_ARRANGED = frozenset(("kind", "planned_on", "place_id", "shipment_id", "inspector_id", "note"))
"""What of a planned inspection may still be arranged otherwise; its plan and limits are frozen."""


def _fixed(old: Mapping[str, Any], changed: frozenset[str]) -> Message | None:
    if old["status"] == "Approved":
        return msg("It is approved and locked; a file can't change it.")
    if old["status"] != "Planned":
        return msg(
            "It is “{status}”; it goes on in the program, not by a file.", status=Message(old["status"])
        )
    if changed - _ARRANGED:
        return msg("Its plan is frozen, and results come from its checks; a file can't change them.")
    return None


INSPECTIONS = Shape(
    kind="inspections",
    record=Inspection,
    key=("number", "revision"),
    fields=(
        code(
            "number",
            "inspection",
            "inspection number",
            "inspection no",
            "report number",
            "检验编号",
            "检验单号",
            "报告编号",
            required=True,
        ),
        quantity("revision", "rev", "版本"),
        choice("kind", InspectionKind, "inspection type", "检验类型"),
        choice("status", InspectionStatus, "state", "状态"),
        choice("result", Result, "results", "verdict", "检验结果", "结果", "判定"),
        choice("decision", Decision, "disposition", "处置", "决定"),
        code("lot", "lot number", "batch", "batch number", "批号", "批次", "批次号", required=True),
        code("sku", "product code", "item code", "product", "货号", "商品编码", "产品编号"),
        code("shipment", "shipment number", "consignment", "发货单号", "运单编号"),
        code("place", "location", "地点", limit=80),
        code("inspector", "inspector login", "检验员", limit=80),
        code("approver", "approved by", "批准人", limit=80),
        day("planned_on", "planned date", "inspection date", "date", "计划日期", "检验日期"),
        quantity("lot_size", "lot quantity", "批量"),
        code("level", "inspection level", "检验水平", limit=4),
        code("severity", "inspection severity", "严格度", limit=12),
        code("edition", "standard", "标准版本", limit=20),
        code("aql_critical", "critical aql", "致命AQL", limit=8),
        code("aql_major", "major aql", "aql", "主要AQL", limit=8),
        code("aql_minor", "minor aql", "次要AQL", limit=8),
        code("letter", "code letter", "字码", limit=2),
        quantity("sample_size", "sample", "sample quantity", "样本量", "抽样数"),
        flag("inspect_all", "full inspection", "全检"),
        quantity("units_done", "units inspected", "inspected", "已检数量"),
        quantity("cartons_opened", "cartons", "开箱数"),
        quantity("critical_found", "critical", "critical defects", "致命缺陷"),
        quantity("major_found", "major", "major defects", "主要缺陷"),
        quantity("minor_found", "minor", "minor defects", "次要缺陷"),
        instant("started_at", "started", "开始时间"),
        instant("submitted_at", "submitted", "提交时间"),
        instant("approved_at", "approved", "批准时间"),
        text("reason", "原因"),
        text("note", "remarks", "comments", "备注"),
    ),
    columns=(
        "number",
        "revision",
        "kind",
        "status",
        "result",
        "decision",
        "planned_on",
        "lot_size",
        "letter",
        "sample_size",
        "inspect_all",
        "units_done",
        "cartons_opened",
        "critical_found",
        "major_found",
        "minor_found",
        "started_at",
        "submitted_at",
        "approved_at",
        "reason",
        "note",
    ),
    refs=(
        Ref("shipment", Shipment, "number", "shipment_id", "shipment"),
        Ref("place", Place, "code", "place_id", "place", made=True),
        Ref("inspector", Person, "login", "inspector_id", "person"),
        Ref("approver", Person, "login", "approver_id", "person"),
    ),
    prepare=_prepare,
    finish=_finish,
    status="status",
    first=("Planned",),
    frozen=_fixed,
    writers=INSPECTING_ROLES,
)
