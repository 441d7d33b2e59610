"""The questions about goods and way: lines, lots, legs, product data, the declared value, a new shipment."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.states import EDITABLE
from qualitydesk.services import products, shipments
from qualitydesk.services.shipments import LineView, ShipmentFile
from qualitydesk.translation import Translator
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.going_on import GoingOn
from ui.registers.asking import Asked, Newest, ask_record
from ui.screens.shipments.asking import Asking, Values, whole


class GoodsQuestions(Asking):
    """Questions about what is sent and how."""

    def add_leg(self, shipment: ShipmentFile) -> tuple[Dialog, Form]:
        """Plan the next stretch of the way."""
        context, tr = self._context, self._context.tr
        fields = [
            self.transport(),
            Field("planned_from", tr("From day"), FieldKind.DAY),
            self.place("from_place_id", tr("From place")),
            self.place("to_place_id", tr("To place")),
            self.party("answers_id", tr("Who answers")),
            self.party("holder_id", tr("Who holds"), "carrier"),
            self.party("owner_id", tr("Who owns")),
            self.party("declarant_id", tr("Declarant"), "declarant"),
        ]

        def work(values: Values) -> object:
            given = {name: value or None for name, value in values.items() if name != "transport"}
            return shipments.add_leg(context.desk, shipment.id, transport=str(values["transport"]), **given)

        return self.ask(
            tr("Add hand-over"),
            fields,
            tr("Save"),
            work,
            tr("The leg is planned."),
            slot=Slot("new leg", shipment.id),
            values={"transport": "Road"},
            columns=2,
            width=640,
            icon="truck",
        )

    def edit_leg(self, shipment: ShipmentFile, leg: LegFacts) -> None:
        """Who answers, holds and owns on a leg that is still planned, and its days."""
        desk, tr = self._context.desk, self._context.tr
        parties = (
            [self.party("declarant_id", tr("Declarant"), "declarant")]
            if leg.customs
            else [
                self.party("answers_id", tr("Who answers")),
                self.party("holder_id", tr("Who holds"), "carrier"),
                self.party("owner_id", tr("Who owns")),
            ]
        )
        fields = [
            *parties,
            Field("planned_from", tr("From day"), FieldKind.DAY),
            Field("planned_to", tr("Until"), FieldKind.DAY),
        ]

        def save(values: Values, version: int) -> str:
            given = {name: value or None for name, value in values.items()}
            shipments.edit_leg(desk, leg.id, version, **given)
            return leg.id

        def newest() -> Newest:
            now = shipments.open_shipment(desk, shipment.id)
            found = next(one for one in now.facts.legs if one.id == leg.id)
            return Newest(now.leg_versions[leg.id], _of_leg(tr, found))

        now = _of_leg(tr, leg)
        asked = Asked(
            title=tr("Change"),
            icon="truck",
            fields=tuple(fields),
            save=save,
            said=tr("The leg is changed."),
            slot=Slot("leg", leg.id),
            values={field.name: now[field.name] for field in fields},
            version=shipment.leg_versions[leg.id],
            newest=newest,
            width=520,
        )
        ask_record(self._context, self._owner, asked, lambda _key: self._saved(""))

    def add_line(self, shipment: ShipmentFile) -> tuple[Dialog, Form]:
        """A line with its lot; an unknown lot number is recorded as a new lot."""
        context, tr = self._context, self._context.tr
        fields = [
            self.products("product", tr("Product")),
            Field("lot", tr("Lot"), required=True, takes_scans=True, help=tr("type or scan")),
            Field("quantity", tr("Units"), FieldKind.WHOLE, required=True),
            Field("cartons", tr("Cartons"), FieldKind.WHOLE),
            Field("value", tr("Value"), FieldKind.DECIMAL, unit=shipment.currency),
        ]

        def work(values: Values) -> object:
            value = Money.of(str(values["value"] or 0), shipment.currency)
            return shipments.add_line(
                context.desk,
                shipment.id,
                product=str(values["product"]),
                quantity=whole(values["quantity"]),
                value_minor=value.minor,
                lot_number=str(values["lot"]),
                cartons=whole(values["cartons"]),
            )

        return self.ask(
            tr("Add line"),
            fields,
            tr("Save"),
            work,
            tr("The line is saved."),
            slot=Slot("new line", shipment.id),
            columns=2,
            icon="boxes",
        )

    def new_shipment(self, opened: Callable[[str], None]) -> tuple[Dialog, Form]:
        """The header of a new shipment; ``opened`` gets its key."""
        context, tr = self._context, self._context.tr
        markets = [
            (code, f"{code} · {tr.name(one.short)}") for code, one in context.desk.rules.markets.items()
        ]
        fields = [
            Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
            Field("mode", tr("Trade"), FieldKind.CHOICE, choices=[("B2C", "B2C"), ("B2B", "B2B")]),
            self.place("from_place_id", tr("From place")),
            self.place("to_place_id", tr("To place")),
            self.transport(),
            Field("arrives_on", tr("Arrives"), FieldKind.DAY),
            Field("container_number", tr("Container"), takes_scans=True),
            Field("tracking_number", tr("Tracking number"), takes_scans=True),
        ]
        made: list[str] = []

        def work(values: Values) -> object:
            given: dict[str, Any] = {name: value for name, value in values.items() if value not in ("", None)}
            made.append(shipments.create_shipment(context.desk, **given))
            return made[-1]

        def then(values: Values, form: Form, dialog: Dialog) -> None:
            def done(key: object) -> None:
                dialog.accept()
                opened(str(key))

            context.jobs.write(
                form, lambda: work(values), done, lambda error: failures.at_form(context, form, error)
            )

        start: Values = {"market": "EU", "mode": "B2C", "transport": "Sea"}
        return ask_form(
            context,
            self._owner,
            tr("New shipment"),
            fields,
            tr("Create"),
            then,
            slot=Slot("new shipment"),
            values=start,
            columns=2,
            width=640,
            icon="ship",
            consequence=tr("It gets the next number and starts as a draft."),
        )

    def edit_line(self, shipment: ShipmentFile, line: LineView) -> tuple[Dialog, Form]:
        """Lot, units, cartons and value of a line; an unknown lot number is recorded as a new lot."""
        context, tr = self._context, self._context.tr
        facts = line.facts
        fields = [
            Field("lot", tr("Lot"), required=True, takes_scans=True, help=tr("type or scan")),
            Field("quantity", tr("Units"), FieldKind.WHOLE, required=True),
            Field("cartons", tr("Cartons"), FieldKind.WHOLE),
            Field("value", tr("Value"), FieldKind.DECIMAL, unit=shipment.currency),
        ]

        def newest() -> int:
            lines = shipments.open_shipment(context.desk, shipment.id).lines
            return next(one.version for one in lines if one.facts.id == facts.id)

        onto = GoingOn(line.version, newest)

        def work(values: Values) -> object:
            """Only what was changed here: the rest may have been changed by somebody else."""
            changed = {name for name, value in values.items() if value != now[name]}
            given: dict[str, Any] = {name: whole(values[name]) for name in changed & {"quantity", "cartons"}}
            if "lot" in changed:
                given["lot_number"] = str(values["lot"])
            if "value" in changed:
                given["value_minor"] = Money.of(str(values["value"] or 0), shipment.currency).minor
            return onto.take(lambda version: shipments.edit_line(context.desk, facts.id, version, **given))

        now: Values = {
            "lot": facts.lot.number if facts.lot else "",
            "quantity": facts.quantity,
            "cartons": line.cartons,
            "value": Money(facts.value_minor, shipment.currency).amount,
        }
        title = tr("Line {n}, {sku}", n=facts.line_no, sku=facts.product.sku)
        return self.ask(
            title,
            fields,
            tr("Save"),
            work,
            tr("The line is saved."),
            slot=Slot("line", facts.id),
            values=now,
            columns=2,
            icon="boxes",
        )

    def complete_product(self, key: str) -> tuple[Dialog, Form]:
        """What the law wants declared with a product and is not on record."""
        context, tr = self._context, self._context.tr
        names = ("warnings", "model", "brand", "gtin", "hs_code", "origin", "age_grade")
        fields = [
            Field("warnings", tr("Warnings"), FieldKind.LONG, span=2),
            Field("model", tr("Model or type")),
            Field("brand", tr("Brand")),
            Field("gtin", "GTIN", takes_scans=True),
            Field("hs_code", tr("HS code")),
            Field("origin", tr("Country of origin"), FieldKind.COUNTRY),
            Field("age_grade", tr("Age grade")),
        ]

        def work(values: Values) -> object:
            found = products.open_product(context.desk, key)
            given = {name: str(values[name]) for name in names if values[name]}
            return products.edit_product(context.desk, key, found.version, **given) if given else key

        return self.ask(
            tr("Complete data"),
            fields,
            tr("Save"),
            work,
            tr("Saved."),
            slot=Slot("product data", key),
            columns=2,
            icon="package",
        )

    def compare_value(self, shipment: ShipmentFile) -> tuple[Dialog, Form]:
        """The value declared to customs beside the value of the lines; the first may be corrected."""
        context, tr = self._context, self._context.tr
        ordered = Money(shipment.value_minor, shipment.currency).amount
        declared = shipment.facts.declared_minor
        fields = [
            Field(
                "ordered", tr("Value of the lines"), FieldKind.DECIMAL, unit=shipment.currency, locked=True
            ),
            Field(
                "declared",
                tr("Value declared to customs"),
                FieldKind.DECIMAL,
                unit=shipment.currency,
                required=True,
            ),
        ]

        desk, key = context.desk, shipment.id
        onto = GoingOn(shipment.version, lambda: shipments.open_shipment(desk, key).version)

        def work(values: Values) -> object:
            minor = Money.of(str(values["declared"]), shipment.currency).minor
            return onto.take(lambda now: shipments.edit_shipment(desk, key, now, declared_minor=minor))

        shown: Values = {"ordered": ordered, "declared": _amount(declared, shipment.currency)}
        return self.ask(
            tr("Compare"),
            fields,
            tr("Save"),
            work,
            tr("The declared value is corrected."),
            slot=Slot("declared value", shipment.id),
            values=shown,
            columns=2,
            icon="scale",
            consequence=tr("Customs ask for the price actually paid."),
        )


def _of_leg(tr: Translator, leg: LegFacts) -> Values:
    """Everybody on a leg, by key and name, and its days."""
    return {
        "answers_id": (leg.answers_id, tr.name(leg.answers)),
        "holder_id": (leg.holder_id, tr.name(leg.holder)),
        "owner_id": (leg.owner_id, tr.name(leg.owner)),
        "declarant_id": (leg.declarant_id, tr.name(leg.declarant)),
        "planned_from": leg.planned_from,
        "planned_to": leg.planned_to,
    }


def editable(shipment: ShipmentFile) -> bool:
    """Whether lines and way may still change."""
    return shipment.status in EDITABLE


def _amount(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Money(minor, currency).amount
