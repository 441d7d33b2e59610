"""Shipments from a file: a row for each line of goods; rows of one number make one shipment.

States are brought in with a new shipment only; afterwards they change by the gate's and the carrier's steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualitydesk.domain.shipments.states import EDITABLE, ShipmentStatus
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.fields import (
    Field,
    Form,
    amount,
    choice,
    code,
    country,
    currency,
    day,
    instant,
    quantity,
    text,
)
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.goods import currency_of, market_of, resolve_lines
from qualitydesk.exchange.importers.saving import NEW_ONLY, Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.lines import number_lines
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Place, Shipment, ShipmentLine
from qualitydesk.records.shipments import CUSTOMS_PROCEDURES, INCOTERMS, TRANSPORTS


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    resolve_lines(saving, drafts)
    recorded = saving.recorded(Shipment, ("number",), drafts)
    lines = _recorded_lines(saving, recorded)
    for draft in drafts:
        values, columns = draft.values, draft.columns
        old = recorded.get((values["number"],))
        currency = currency_of(saving, draft, old)
        country = values.get("destination_country", "")
        if "market" not in columns and country and (old is None or old["destination_country"] != country):
            columns["market"] = market_of(saving, country)
        if columns.get("market") and saving.rules.market(columns["market"]) is None:
            text = msg("No market is called “{market}”.", market=columns["market"])
            saving.refuse(draft, "market", text, columns["market"])
        elif columns.get("market"):
            columns["market"] = market_of(saving, columns["market"])
        declared = saving.minor(draft, "declared_value", values.get("declared_value"), currency)
        if declared is not None:
            columns["declared_minor"] = declared
        known = lines.get(values["number"], {})
        numbered = number_lines(draft.lines, saving.line_numbers("shipment", values["number"]))
        draft.extra["lines"] = [
            _line(saving, draft, line, currency, known.get(line["line_no"]))
            for line in numbered
            if line["product_id"] or line["line_no"] in known
        ]
        if old is not None and old["status"] not in EDITABLE and not _as_passed(old, known, draft):
            text = msg(
                "The shipment is “{status}”; its lines and way are fixed.", status=Message(old["status"])
            )
            saving.refuse(draft, "number", text, values["number"])


def _recorded_lines(
    saving: Saving, recorded: Mapping[tuple[Any, ...], Mapping[str, Any]]
) -> dict[str, dict[int, Mapping[str, Any]]]:
    """Lines by their shipment's number and their own."""
    numbers = {row["id"]: str(row["number"]) for row in recorded.values()}
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    for line in saving.work.among(ShipmentLine, "shipment_id", numbers):
        found.setdefault(numbers[line.shipment_id], {})[line.line_no] = line._mapping
    return found


_PASSED = ("product_id", "lot_id", "quantity", "value_minor")
"""What of a line the gate has looked at."""
_WAY = ("market", "destination_country", "mode", "customs_procedure")
"""What of a shipment decides which rules the gate has asked."""


def _as_passed(old: Mapping[str, Any], lines: Mapping[int, Mapping[str, Any]], draft: Draft) -> bool:
    """Goods and way of a shipment that passed the gate are fixed, for a file as for a person."""
    pairs = [(lines.get(line["line_no"]), line) for line in draft.extra["lines"]]
    same = all(was and all(line.get(n, was[n]) == was[n] for n in _PASSED) for was, line in pairs)
    return same and all(draft.columns.get(name, old[name]) == old[name] for name in _WAY)


_GIVEN = ("quantity", "cartons", "hs_code", "origin", "order_number")
_OPEN = {
    "quantity": 0,
    "cartons": 0,
    "value_minor": 0,
    "lot_id": None,
    "hs_code": "",
    "origin": "",
    "order_number": "",
}


def _line(
    saving: Saving, draft: Draft, line: dict[str, Any], currency: str, old: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What the file says of the line; the rest stays as it is, a lot only as long as its product does."""
    row = {"line_no": line["line_no"], NEW_ONLY: _OPEN}
    row |= {name: line[name] for name in _GIVEN if name in line}
    value = saving.minor(draft, "value", line.get("value"), currency)
    if value is not None:
        row["value_minor"] = value
    if line["product_id"]:
        row["product_id"] = line["product_id"]
        if line["lot_id"] or (old is not None and old["product_id"] != line["product_id"]):
            row["lot_id"] = line["lot_id"]
    return row


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    lines = parts_by_owner(drafts, "lines")
    outcomes = saving.replace_links(
        ShipmentLine, "shipment_id", lines, ("line_no",), fresh=newly_made(drafts)
    )
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))
    saving.collector.also["shipment_lines"] += sum(map(len, lines.values()))


SHIPMENTS = Shape(
    kind="shipments",
    record=Shipment,
    key=("number",),
    fields=(
        code(
            "number",
            "shipment",
            "shipment number",
            "shipment no",
            "consignment",
            "consignment number",
            "waybill",
            "发货单号",
            "运单编号",
            "货运编号",
            "发运单号",
            required=True,
        ),
        choice("status", ShipmentStatus, "state", "状态"),
        choice("mode", ("B2B", "B2C"), "trade mode", "贸易模式"),
        code("market", "target market", "市场", "目标市场", limit=8),
        country(
            "destination_country",
            "destination",
            "destination country",
            "ship to country",
            "目的国",
            "目的地国家",
        ),
        choice(
            "customs_procedure", CUSTOMS_PROCEDURES, "procedure", "supervision code", "监管方式", "监管代码"
        ),
        choice("incoterm", INCOTERMS, "terms", "贸易条款", "贸易术语"),
        text("incoterm_place", "named place", "指定地点"),
        choice("transport", TRANSPORTS, "mode of transport", "transport mode", "运输方式"),
        code("from_place", "from", "origin place", "起运地", limit=80),
        code("entry_place", "port of entry", "入境口岸", limit=80),
        code("to_place", "to", "destination place", "目的地", limit=80),
        code("tracking_number", "tracking", "tracking no", "物流单号", "快递单号", "运单号", limit=80),
        code("container_number", "container", "container no", "集装箱号", "柜号", limit=20),
        code("mrn", "movement reference number", "报关单号", limit=40),
        instant("cut_off_at", "cut-off", "截单时间"),
        day(
            "departs_on",
            "departure",
            "departure date",
            "etd",
            "ship date",
            "ship_date",
            "起运日期",
            "发货日期",
        ),
        day("arrives_on", "arrival", "arrival date", "eta", "到达日期", "预计到达"),
        instant("received_at", "received", "签收时间"),
        currency(),
        amount("declared_value", "declared", "customs value", "申报价值"),
        text("note", "remarks", "备注"),
        quantity("line_no", "line", "item", "pos", "行号", "序号", line=True),
        code("sku", "product code", "item code", "article", "货号", "商品编码", line=True),
        code("lot", "lot number", "batch", "batch number", "批号", "批次", line=True),
        quantity("quantity", "qty", "pieces", "数量", line=True),
        quantity("cartons", "boxes", "箱数", line=True),
        amount("value", "line value", "amount", "total", "金额", "货值", line=True),
        code("hs_code", "hs", "tariff code", "海关编码", line=True, limit=12),
        Field("origin", Form.COUNTRY, ("country of origin", "made in", "原产国"), line=True),
        code("order_number", "order", "order no", "订单号", line=True),
    ),
    columns=(
        "number",
        "status",
        "mode",
        "market",
        "destination_country",
        "customs_procedure",
        "incoterm",
        "incoterm_place",
        "transport",
        "tracking_number",
        "container_number",
        "mrn",
        "cut_off_at",
        "departs_on",
        "arrives_on",
        "received_at",
        "currency",
        "note",
    ),
    refs=(
        Ref("from_place", Place, "code", "from_place_id", "place", made=True),
        Ref("entry_place", Place, "code", "entry_place_id", "place", made=True),
        Ref("to_place", Place, "code", "to_place_id", "place", made=True),
    ),
    prepare=_prepare,
    finish=_finish,
    grouped=True,
    status="status",
    first=("Draft",),
)
