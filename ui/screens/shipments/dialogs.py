"""The questions of the shipment screen: name a party, attach a paper, grant an exception, plan a leg.

Each opens a form, runs one use case in a job and tells the workspace to load again; errors stand at fields.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.vetting import NEEDED
from qualitydesk.domain.shipments.duties import MANDATED_ROLES, ROLE_NAMES
from qualitydesk.domain.shipments.states import EDITABLE
from qualitydesk.domain.values import Finding
from qualitydesk.services import certificates, parties, products, shipments
from qualitydesk.services.parties import Choice
from qualitydesk.services.shipments import ShipmentFile
from ui.context import Context
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.form import Field, FieldKind, Form
from ui.screens.shipments.words import TRANSPORT_ICONS

Values = dict[str, object]


class Questions:
    """The dialogs of one workspace; ``saved`` runs after each use case that went through."""

    def __init__(self, context: Context, owner: QWidget, saved: Callable[[str], None]) -> None:
        self._context, self._owner, self._saved = context, owner, saved

    def _ask(
        self,
        title: str,
        fields: list[Field],
        do: str,
        work: Callable[[Values], object],
        said: str,
        **more: Any,
    ) -> tuple[Dialog, Form]:
        context = self._context

        def then(values: Values, form: Form, dialog: Dialog) -> None:
            def done(_answer: object) -> None:
                dialog.accept()
                self._saved(said)

            context.jobs.write(
                form, lambda: work(values), done, lambda error: failures.at_form(context, form, error)
            )

        return ask_form(context, self._owner, title, fields, do, then, **more)

    # -- fields

    def _party(self, name: str, text: str, role: str = "", *, required: bool = False) -> Field:
        desk = self._context.desk
        return Field(
            name,
            text,
            FieldKind.LOOKUP,
            required=required,
            find=lambda words: _pairs(parties.party_choices(desk, words, role)),
        )

    def _place(self, name: str, text: str) -> Field:
        desk = self._context.desk
        return Field(
            name, text, FieldKind.LOOKUP, find=lambda words: _pairs(products.place_choices(desk, words))
        )

    def _transport(self) -> Field:
        tr = self._context.tr
        choices = [(word, tr(word)) for word in TRANSPORT_ICONS]
        return Field("transport", tr("Transport"), FieldKind.CHOICE, choices=choices)

    # -- questions

    def name_party(self, shipment: ShipmentFile, duty: str, product: str = "") -> tuple[Dialog, Form]:
        """Who takes a duty, on what paper; a representative with its mandate."""
        context, tr, desk = self._context, self._context.tr, self._context.desk
        goods = {line.facts.product.id: line.facts.product for line in shipment.lines}
        everything = ("", tr("All lines"))
        fields = [
            Field(
                "party",
                tr("Party"),
                FieldKind.LOOKUP,
                required=True,
                span=2,
                find=lambda words: _pairs(parties.party_choices(desk, words, duty)),
            ),
            Field(
                "duty",
                tr("Duty"),
                FieldKind.CHOICE,
                choices=[(role, tr(name)) for role, name in ROLE_NAMES.items()],
            ),
            Field(
                "product",
                tr("For"),
                FieldKind.CHOICE,
                choices=[everything, *((p.id, f"{p.sku} {p.name}") for p in goods.values())],
            ),
            Field(
                "evidence",
                tr("Paper that shows it"),
                span=2,
                help=tr("For example a contract or an agreement and its date"),
            ),
            Field("reference", tr("Mandate"), help=tr("Only for representatives and agents")),
            Field("valid_to", tr("Mandate ends"), FieldKind.DAY),
        ]
        chosen = "importer" if duty not in ROLE_NAMES else duty

        def work(values: Values) -> object:
            mandate = self._mandate(shipment, goods, values)
            return shipments.declare_duty(
                context.desk,
                shipment.id,
                duty=str(values["duty"]),
                party=str(values["party"]),
                product=str(values["product"]) or None,
                mandate=mandate,
                evidence=str(values["evidence"]),
            )

        return self._ask(
            tr("Name operator") if duty not in ROLE_NAMES else tr("Name party"),
            fields,
            tr("Save"),
            work,
            tr("The duty line is saved; the old one is kept."),
            values={"duty": chosen, "product": product},
            columns=2,
            icon="user-round-check",
            consequence=tr("The gate is run again at once."),
        )

    def _mandate(self, shipment: ShipmentFile, goods: dict[str, Any], values: Values) -> str | None:
        if values["duty"] not in MANDATED_ROLES or not values["reference"]:
            return None
        product = goods.get(str(values["product"]))
        makers = [line.facts.product.maker_id for line in shipment.lines if line.facts.product.maker_id]
        giver = (
            (product.maker_id if product else "")
            or next(iter(makers), "")
            or self._context.desk.house.party_id
        )
        return shipments.record_mandate(
            self._context.desk,
            giver=giver,
            holder=str(values["party"]),
            duty=str(values["duty"]),
            market=shipment.facts.journey.market,
            reference=str(values["reference"]),
            valid_from=self._context.desk.today(),
            valid_to=values["valid_to"],
            scope=product.sku if product else "",
        )

    def attach_paper(self, shipment: ShipmentFile, product: str = "") -> tuple[Dialog, Form]:
        """Record the certificate of a product for the market of the shipment."""
        context, tr = self._context, self._context.tr
        goods = {line.facts.product.id: line.facts.product for line in shipment.lines}
        schemes = {cell.asked.scheme.code: cell.asked.scheme.name for cell in shipment.facts.cells}
        fields = [
            Field(
                "product",
                tr("Product"),
                FieldKind.CHOICE,
                choices=[(p.id, f"{p.sku} {p.name}") for p in goods.values()],
            ),
            Field(
                "scheme",
                tr("Paper"),
                FieldKind.CHOICE,
                choices=[(code, f"{code} · {name}") for code, name in schemes.items()],
            ),
            Field("number", tr("Number"), required=True),
            Field("models", tr("Models it lists"), help=tr("Apart by commas; empty: the whole product")),
            self._party("holder", tr("Holder")),
            Field("body_number", tr("Body number")),
            Field("valid_from", tr("In force from"), FieldKind.DAY),
            Field("valid_to", tr("Ends"), FieldKind.DAY, help=tr("Empty where the paper has no end")),
            Field("seen", tr("I have seen the paper and it is in force"), FieldKind.CHECK, span=2),
        ]

        def work(values: Values) -> object:
            return certificates.create_certificate(
                context.desk,
                number=str(values["number"]),
                scheme=str(values["scheme"]),
                market=shipment.facts.journey.market,
                products=[str(values["product"])],
                models=[part for part in str(values["models"]).replace("，", ",").split(",") if part.strip()],
                holder_id=str(values["holder"]) or None,
                body_number=str(values["body_number"]),
                valid_from=values["valid_from"],
                valid_to=values["valid_to"],
                status="Valid" if values["seen"] else "Draft",
            )

        return self._ask(
            tr("Attach paper"),
            fields,
            tr("Save"),
            work,
            tr("The paper is recorded."),
            values={"product": product or next(iter(goods), ""), "scheme": next(iter(schemes), "")},
            columns=2,
            width=640,
            icon="paperclip",
            consequence=tr("A paper that nobody has seen stays in review and does not open the gate."),
        )

    def grant(self, shipment: ShipmentFile, finding: Finding) -> tuple[Dialog, Form]:
        """An exception: until when and why, by the name of who is signed in."""
        context, tr = self._context, self._context.tr
        fields = [
            Field("until", tr("Until"), FieldKind.DAY, required=True),
            Field("reason", tr("Reason"), FieldKind.LONG, required=True),
        ]

        def work(values: Values) -> object:
            until = values["until"]
            assert isinstance(until, date)
            reason = str(values["reason"])
            return shipments.grant_exception(context.desk, shipment.id, finding, until=until, reason=reason)

        return self._ask(
            tr("Exception until…"),
            fields,
            tr("Grant exception"),
            work,
            tr("The exception is recorded under your name."),
            icon="flag",
            consequence=tr(
                "It lifts “{title}”, ends by itself and is printed on papers.", title=tr(finding.title)
            ),
        )

    def complete_party(self, key: str) -> tuple[Dialog, Form]:
        """What the law wants to know of a party and is not on record."""
        context, tr = self._context, self._context.tr
        fields = [
            Field("street", tr("Street")),
            Field("city", tr("City")),
            Field("country", tr("Country"), help=tr("Two letters")),
            Field("email", tr("E-mail")),
            Field("phone", tr("Phone")),
            Field("website", tr("Website")),
        ]

        def work(values: Values) -> object:
            found = parties.open_party(context.desk, key)
            given = {name: str(values[name]) for name in ("email", "phone", "website") if values[name]}
            if values["country"]:
                given["country"] = str(values["country"]).upper()[:2]
            if given:
                parties.edit_party(context.desk, key, found.version, **given)
            if values["street"] and values["city"]:
                place = {"street": values["street"], "city": values["city"]}
                parties.add_address(context.desk, key, country=given.get("country", ""), **place)
            return key

        return self._ask(
            tr("Complete data"), fields, tr("Save"), work, tr("Saved."), columns=2, icon="building-2"
        )

    def record_check(self, key: str, roles: Sequence[str]) -> tuple[Dialog, Form]:
        """One check of the vetting file."""
        context, tr = self._context, self._context.tr
        kinds = list(dict.fromkeys(kind for role in roles or NEEDED for kind in NEEDED.get(role, ())))
        fields = [
            Field("kind", tr("Check"), FieldKind.CHOICE, choices=[(kind, tr(kind)) for kind in kinds]),
            Field(
                "outcome",
                tr("Outcome"),
                FieldKind.CHOICE,
                choices=[(word, tr(word)) for word in ("Passed", "Failed", "Open")],
            ),
            Field("evidence", tr("What was looked at"), span=2),
            Field("valid_to", tr("Counts until"), FieldKind.DAY),
        ]

        def work(values: Values) -> object:
            until = values["valid_to"]
            return parties.record_check(
                context.desk,
                key,
                str(values["kind"]),
                str(values["outcome"]),
                evidence=str(values["evidence"]),
                valid_to=until if isinstance(until, date) else None,
            )

        first = {"kind": kinds[0] if kinds else "Identity", "outcome": "Passed"}
        return self._ask(
            tr("Record check"),
            fields,
            tr("Save"),
            work,
            tr("Saved."),
            values=first,
            columns=2,
            icon="shield-check",
        )

    def add_leg(self, shipment: ShipmentFile) -> tuple[Dialog, Form]:
        """Plan the next stretch of the way."""
        context, tr = self._context, self._context.tr
        fields = [
            self._transport(),
            Field("planned_from", tr("From day"), FieldKind.DAY),
            self._place("from_place_id", tr("From place")),
            self._place("to_place_id", tr("To place")),
            self._party("answers_id", tr("Who answers")),
            self._party("holder_id", tr("Who holds"), "carrier"),
            self._party("owner_id", tr("Who owns")),
            self._party("declarant_id", tr("Declarant"), "declarant"),
        ]

        def work(values: Values) -> object:
            given = {name: value or None for name, value in values.items() if name != "transport"}
            return shipments.add_leg(context.desk, shipment.id, transport=str(values["transport"]), **given)

        return self._ask(
            tr("Add hand-over"),
            fields,
            tr("Save"),
            work,
            tr("The leg is planned."),
            values={"transport": "Road"},
            columns=2,
            width=640,
            icon="truck",
        )

    def add_line(self, shipment: ShipmentFile) -> tuple[Dialog, Form]:
        """A line with its lot; an unknown lot number is recorded as a new lot."""
        context, tr, desk = self._context, self._context.tr, self._context.desk
        fields = [
            Field(
                "product",
                tr("Product"),
                FieldKind.LOOKUP,
                required=True,
                span=2,
                find=lambda words: _pairs(products.product_choices(desk, words)),
            ),
            Field("lot", tr("Lot"), required=True, takes_scans=True, help=tr("type or scan")),
            Field("quantity", tr("Units"), FieldKind.WHOLE, required=True),
            Field("cartons", tr("Cartons"), FieldKind.WHOLE),
            Field("value", tr("Value"), FieldKind.DECIMAL, unit=shipment.currency),
        ]

        def work(values: Values) -> object:
            product, number = str(values["product"]), str(values["lot"])
            lot = shipments.lot_of(context.desk, product, number) or shipments.create_lot(
                context.desk, number=number, product=product, quantity=_whole(values["quantity"])
            )
            value = Money.of(str(values["value"] or 0), shipment.currency)
            return shipments.add_line(
                context.desk,
                shipment.id,
                product=product,
                quantity=_whole(values["quantity"]),
                value_minor=value.minor,
                lot_id=lot,
                cartons=_whole(values["cartons"]),
            )

        return self._ask(
            tr("Add line"), fields, tr("Save"), work, tr("The line is saved."), columns=2, icon="boxes"
        )

    def new_shipment(self, opened: Callable[[str], None]) -> tuple[Dialog, Form]:
        """The header of a new shipment; ``opened`` gets its key."""
        context, tr = self._context, self._context.tr
        markets = [
            (code, f"{code} · {tr.name(one.name)}") for code, one in context.desk.rules.markets.items()
        ]
        fields = [
            Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
            Field("mode", tr("Trade"), FieldKind.CHOICE, choices=[("B2C", "B2C"), ("B2B", "B2B")]),
            self._place("from_place_id", tr("From place")),
            self._place("to_place_id", tr("To place")),
            self._transport(),
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
            values=start,
            columns=2,
            width=640,
            icon="ship",
            consequence=tr("It gets the next number and starts as a draft."),
        )


def editable(shipment: ShipmentFile) -> bool:
    """Whether lines and way may still change."""
    return shipment.status in EDITABLE


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _pairs(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(one.id, f"{one.label} · {one.note}" if one.note else one.label) for one in choices]
