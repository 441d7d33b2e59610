"""The questions about people and papers: name a party, attach a paper, grant an exception, vet, complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.parties.vetting import CHECK_NAMES, NEEDED, VettingOutcome
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.shipments.duties import MANDATED_ROLES, ROLE_NAMES, ProductFacts
from qualitydesk.domain.values import Finding
from qualitydesk.services import certificates, parties, shipments
from qualitydesk.services.attachments import read_from
from qualitydesk.services.shipments import ShipmentFile
from ui.kit.actions import Action, ActionButton
from ui.kit.choices import pairs
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import ElidedLabel
from ui.screens.shipments.asking import Asking, Values


class Questions(Asking):
    """Questions about duties, papers and partners."""

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
                find=lambda words: pairs(parties.party_choices(desk, words, duty)),
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
                choices=[everything, *self._named(goods)],
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
            return shipments.declare_duty(
                context.desk,
                shipment.id,
                duty=str(values["duty"]),
                party=str(values["party"]),
                product=str(values["product"]) or None,
                order=self._order(shipment, goods, values),
                evidence=str(values["evidence"]),
            )

        return self.ask(
            tr("Name operator") if duty not in ROLE_NAMES else tr("Name party"),
            fields,
            tr("Save"),
            work,
            tr("The duty line is saved; the old one is kept."),
            slot=Slot(f"duty {duty}", shipment.id),
            values={"duty": chosen, "product": product},
            columns=2,
            icon="user-round-check",
            consequence=tr("The gate is run again at once."),
        )

    def _order(self, shipment: ShipmentFile, goods: dict[str, Any], values: Values) -> dict[str, Any] | None:
        """The mandate that a representative is named with."""
        if values["duty"] not in MANDATED_ROLES or not values["reference"]:
            return None
        product = goods.get(str(values["product"]))
        makers = [line.facts.product.maker_id for line in shipment.lines if line.facts.product.maker_id]
        giver = (
            (product.maker_id if product else "")
            or next(iter(makers), "")
            or self._context.desk.house.party_id
        )
        return {
            "giver": giver,
            "market": shipment.facts.journey.market,
            "reference": str(values["reference"]),
            "valid_from": self._context.desk.today(),
            "valid_to": values["valid_to"],
            "scope": product.sku if product else "",
        }

    def _seen(self) -> list[Field]:
        """Managers alone bring a paper into force."""
        words = self._context.tr("I have seen the paper and it is in force")
        seen = Field("seen", words, FieldKind.CHECK, span=2)
        return [seen] if self._context.desk.person.role in MANAGING else []

    def _named(self, goods: Mapping[str, ProductFacts]) -> list[tuple[str, str]]:
        tr = self._context.tr
        return [(key, f"{one.sku} {tr.either(one.name, one.name_zh)}") for key, one in goods.items()]

    def _of_paper(self, goods: Mapping[str, ProductFacts], schemes: Mapping[str, str]) -> list[Field]:
        tr = self._context.tr
        return [
            Field(
                "product",
                tr("Product"),
                FieldKind.CHOICE,
                choices=self._named(goods),
            ),
            Field(
                "scheme",
                tr("Paper"),
                FieldKind.CHOICE,
                choices=[(code, f"{code} · {name}") for code, name in schemes.items()],
            ),
            Field("number", tr("Number"), required=True),
            Field("models", tr("Models it lists"), help=tr("Apart by commas; empty: the whole product")),
            self.party("holder", tr("Holder")),
            Field("body_number", tr("Body number")),
            Field("valid_from", tr("In force from"), FieldKind.DAY),
            Field("valid_to", tr("Ends"), FieldKind.DAY, help=tr("Empty where the paper has no end")),
            *self._seen(),
        ]

    def attach_paper(self, shipment: ShipmentFile, product: str = "") -> tuple[Dialog, Form]:
        """Record the certificate of a product for the market of the shipment."""
        context, tr = self._context, self._context.tr
        goods = {line.facts.product.id: line.facts.product for line in shipment.lines}
        schemes = {cell.asked.scheme.code: tr.name(cell.asked.scheme.name) for cell in shipment.facts.cells}
        fields = self._of_paper(goods, schemes)
        chosen: list[Path] = []

        def work(values: Values) -> object:
            papers = [(path.name, read_from(path)) for path in chosen[-1:]]
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
                status="Valid" if values.get("seen") else "Draft",
                papers=papers,
            )

        dialog, form = self.ask(
            tr("Attach paper"),
            fields,
            tr("Save"),
            work,
            tr("The paper is recorded."),
            slot=Slot("paper", product or shipment.id),
            values={"product": product or next(iter(goods), ""), "scheme": next(iter(schemes), "")},
            columns=2,
            width=640,
            icon="paperclip",
            consequence=tr("A paper that nobody has seen stays in review and does not open the gate."),
        )
        dialog.body.addLayout(self._file_row(dialog, chosen))
        return dialog, form

    def _file_row(self, dialog: Dialog, chosen: list[Path]) -> QHBoxLayout:
        """A button that chooses the file of the paper, and the name of the chosen one."""
        context, row = self._context, QHBoxLayout()
        name = ElidedLabel(context.theme, context.tr("No file chosen"), "small", "text-2")

        def choose() -> None:
            files = QFileDialog(dialog, context.tr("Choose the paper"))
            files.setFileMode(QFileDialog.FileMode.ExistingFile)
            files.setNameFilters([context.tr("Papers (*.pdf *.png *.jpg *.jpeg *.webp)")])
            files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            files.fileSelected.connect(take)
            files.open()

        def take(path: str) -> None:
            chosen.append(Path(path))
            name.set_full(file_label(path))

        action = Action("file", context.tr("Choose file…"), choose, "paperclip")
        row.addWidget(ActionButton(action, context.theme, size="small", show_key=False))
        row.addWidget(name, 1)
        return row

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

        return self.ask(
            tr("Exception until…"),
            fields,
            tr("Grant exception"),
            work,
            tr("The exception is recorded under your name."),
            slot=Slot(f"exception {finding.id} {finding.subject}", shipment.id),
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
            Field("country", tr("Country"), FieldKind.COUNTRY),
            Field("email", tr("E-mail")),
            Field("phone", tr("Phone")),
            Field("website", tr("Website")),
        ]

        def work(values: Values) -> object:
            found = parties.open_party(context.desk, key)
            names = ("country", "email", "phone", "website")
            given = {name: str(values[name]) for name in names if values[name]}
            if given:
                parties.edit_party(context.desk, key, found.version, **given)
            if values["street"] or values["city"]:
                place = {"street": values["street"], "city": values["city"]}
                parties.add_address(context.desk, key, country=given.get("country", ""), **place)
            return key

        return self.ask(
            tr("Complete data"),
            fields,
            tr("Save"),
            work,
            tr("Saved."),
            slot=Slot("party data", key),
            columns=2,
            icon="building-2",
        )

    def record_check(self, key: str, roles: Sequence[str]) -> tuple[Dialog, Form]:
        """One check of the vetting file."""
        context, tr = self._context, self._context.tr
        kinds = list(dict.fromkeys(kind for role in roles or NEEDED for kind in NEEDED.get(role, ())))
        fields = [
            Field(
                "kind",
                tr("Kind of check"),
                FieldKind.CHOICE,
                choices=[(kind, tr(CHECK_NAMES[kind])) for kind in kinds],
            ),
            Field(
                "outcome",
                tr("Outcome"),
                FieldKind.CHOICE,
                choices=[(word.value, tr(word.value)) for word in VettingOutcome],
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
        return self.ask(
            tr("Record check"),
            fields,
            tr("Save"),
            work,
            tr("Saved."),
            slot=Slot("vetting check", key),
            values=first,
            columns=2,
            icon="shield-check",
        )
