"""Words and icons of the shipment screen: what a fix is called, how money, legs and duties are said."""

from __future__ import annotations

from datetime import datetime

from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.responsibility import OPERATOR, DutyRow, duty_name
from qualitydesk.domain.values import Finding, Severity, msg
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.words import units

FIXES = {
    "declare_duty": msg("Name operator"),
    "complete_party": msg("Complete data"),
    "complete_product": msg("Complete data"),
    "attach_paper": msg("Attach paper"),
    "open_inspection": msg("Open check"),
    "plan_inspection": msg("Plan check"),
    "name_lot": msg("Name lot"),
    "open_recall": msg("Open recall"),
    "vet_party": msg("Record check"),
    "open_party": msg("Open party"),
    "compare_value": msg("Compare"),
    "add_leg": msg("Add hand-over"),
}
NAME_PARTY = msg("Name party")
DUTY_ICONS = {
    "manufacturer": "factory",
    "producer": "factory",
    "brand_owner": "tag",
    "exporter": "building-2",
    OPERATOR: "shield-check",
    "importer": "building-2",
    "carrier": "ship",
    "warehouse": "warehouse",
    "seller": "shopping-cart",
    "payment_provider": "banknote",
}
SEVERITY_INKS = {Severity.STOP: "bad", Severity.WARN: "warn", Severity.PASS: "ok"}
SEVERITY_ICONS = {
    Severity.STOP: "circle-x",
    Severity.WARN: "triangle-alert",
    Severity.PASS: "circle-check",
}


def fix_word(tr: Translator, finding: Finding) -> str:
    """What the fix button says."""
    if finding.fix == "declare_duty" and "operator" not in str(finding.title):
        return tr(NAME_PARTY)
    found = FIXES.get(finding.fix)
    return tr(found) if found else ""


def money(tr: Translator, minor: int, currency: str) -> str:
    """ "€ 58,920": cents only where there are any."""
    return tr.money(Money(minor, currency), cents=False)


def duty_word(tr: Translator, row: DutyRow, market: str) -> str:
    """ "EU operator, HD-33", "Carrier"."""
    name = tr(duty_name(row.duty, market))
    return tr("{duty}, {sku}", duty=name, sku=row.product.sku) if row.product else name


def leg_days(tr: Translator, leg: LegFacts) -> str:
    """ "24 Nov – 27 Dec · Planned": the real days once there are any, where this computer is."""
    begun = leg.handed_over_at.astimezone().date() if leg.handed_over_at else leg.planned_from
    ended = leg.accepted_at.astimezone().date() if leg.accepted_at else leg.planned_to
    days = [tr.day_month(day) for day in dict.fromkeys((begun, ended)) if day is not None]
    return " · ".join([" – ".join(days), tr(leg.state.value)] if days else [tr(leg.state.value)])


def time_left(tr: Translator, until: datetime, now: datetime) -> tuple[str, str]:
    """The words of the gate's cut-off and their ink."""
    hours = int((until - now).total_seconds() // 3600)
    if hours < 0:
        return tr("Gate cut-off has passed"), "bad"
    days, rest = divmod(hours, 24)
    words = tr("Gate cut-off in {days} d {hours} h", days=days, hours=rest)
    return words, "bad" if days < 3 else "warn" if days < 7 else "text-2"


def summary(tr: Translator, shipment: ShipmentFile) -> str:
    """ "DAP Venlo · 3,600 units · 750 cartons · € 58,920"."""
    fields = shipment.fields
    parts = [
        " ".join(filter(None, (fields["incoterm"], fields["incoterm_place"]))),
        units(tr, shipment.units),
        tr("{n} cartons", n=tr.number(shipment.cartons)) if shipment.cartons else "",
        money(tr, shipment.value_minor, shipment.currency),
    ]
    return "  ·  ".join(part for part in parts if part)
