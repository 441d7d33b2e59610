"""The product under the cursor: numbers and their doubts, papers per market, stock, lots, its uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.attributes import attribute_name
from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.services import products
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.links import link
from ui.kit.panel import FactStrip, KeyValues
from ui.lists.asked import asked
from ui.registers.panel import FilePanel
from ui.registers.rows import PartRow, doubts, nothing
from ui.words import spelt, units

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.certificates import CoverageRow
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.products import LotLine, ProductAround, ProductFile
    from ui.context import Context

IN_ORDER = (Coverage.VALID, Coverage.EXPIRING, Coverage.EXCEPTION)


@dataclass(frozen=True, slots=True)
class Opened:
    """A product and what hangs on it."""

    file: ProductFile
    around: ProductAround


def read(desk: Desk, key: str) -> Opened:
    """Both, in a job."""
    file = products.open_product(desk, key)
    return Opened(file, products.around_product(desk, file))


class ProductPanel(FilePanel):
    """Shows one opened product."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Product"), "product")
        self.opened: Opened | None = None

    def show_product(self, opened: Opened) -> None:
        """Show a product."""
        self.opened = opened
        file, around, tr = opened.file, opened.around, self.context.tr
        row = file.fields
        about = (row["sku"], row["brand"], row["model"])
        self.set_title(tr.either(row["name"], row["name_zh"]), " · ".join(dict.fromkeys(filter(None, about))))
        self.fill(
            self.context.jobs,
            (
                partial(self._facts, file, around),
                partial(self._identity, file),
                partial(self._words, file),
                partial(self._papers, around.papers, file.id),
                partial(self._stock, around),
                partial(self.add_uses, around.uses),
                partial(self.add_files, file.id),
            ),
        )

    # -- sections

    def _facts(self, file: ProductFile, around: ProductAround) -> None:
        tr = self.context.tr
        good = sum(paper.state in IN_ORDER for paper in around.papers)
        sold = Status("On sale", tr("On sale"), "circle-check", "ok")
        state = sold if file.fields["active"] else Status("Not sold", tr("Not sold"), "ban", "text-3")
        papers = tr("{good} of {asked} valid", good=good, asked=len(around.papers))
        column = self.add_section()
        stock = units(tr, sum(line.units for line in around.stock))
        facts = ((tr("State"), state), (tr("Papers"), papers), (tr("Stock"), stock))
        column.addWidget(FactStrip(self.theme, facts))

    def _identity(self, file: ProductFile) -> None:
        tr, row = self.context.tr, file.fields
        column = self.add_section(tr("Identity"))
        column.addWidget(KeyValues(self.theme, self._numbers(file), label_width=112))
        doubts(self.context, column, file.doubts)
        if row["description"]:
            column.addWidget(label(self.theme, row["description"], "body", "text-2", wrap=True))

    def _numbers(self, file: ProductFile) -> list[tuple[str, str | QWidget]]:
        tr, row = self.context.tr, file.fields
        other = row["name"] if tr.chinese else row["name_zh"]
        given: list[tuple[str, str]] = [
            (tr("Also called"), other),
            ("GTIN", row["gtin"] or tr("none")),
            (tr("HS code"), row["hs_code"] or tr("none")),
            (tr("Category"), tr.name(file.category)),
            (tr("Further models"), ", ".join(file.models)),
            (tr("Origin"), tr.country(row["origin"])),
            (tr("Age grade"), row["age_grade"]),
        ]
        pairs: list[tuple[str, str | QWidget]] = [(name, value) for name, value in given if value]
        if row["maker_id"]:
            maker = link(
                self.context.theme,
                tr.name(file.maker),
                lambda: self.context.navigate("party", row["maker_id"]),
            )
            pairs.insert(-1, (tr("Maker"), maker))
        return pairs

    def _words(self, file: ProductFile) -> None:
        tr, row = self.context.tr, file.fields
        if row["warnings"]:
            column = self.add_section(tr("Warnings"))
            column.addWidget(label(self.theme, row["warnings"], "body", "text-2", wrap=True))
        if row["attributes"]:
            pairs = [(tr(attribute_name(name)), str(value)) for name, value in row["attributes"].items()]
            self.add_section(tr("Properties")).addWidget(KeyValues(self.theme, pairs, label_width=112))

    def _papers(self, papers: tuple[CoverageRow, ...], product: str) -> None:
        tr = self.context.tr
        matrix = link(
            self.context.theme,
            tr("Certificates"),
            lambda: self.context.navigate("certificates", asked({"product": (product,)})),
        )
        column = self.add_section(tr("Papers per market"), matrix)
        if not papers:
            nothing(self.context, column, tr("No market asks for a paper."))
        column.setSpacing(self.theme.px(6))
        for paper in papers:
            column.addWidget(self._paper(paper))

    def _paper(self, paper: CoverageRow) -> PartRow:
        tr = self.context.tr
        state = Status(paper.state.value, tr(paper.state.value))
        ends = tr("until {day}", day=paper.expires) if paper.expires else ""
        said = " · ".join(part for part in (paper.certificate, ends) if part) or tr(paper.reason)
        return PartRow(self.context, f"{paper.market} · {spelt(paper.scheme)}", said, status=state)

    def _stock(self, around: ProductAround) -> None:
        tr = self.context.tr
        column = self.add_section(tr("Lots and stock"), tr.plural("1 lot", "{n} lots", around.lot_count))
        if not around.lots:
            nothing(self.context, column, tr("No lot of this product is on record."))
            return
        pairs = [(tr.name(line.place) or tr("Place unknown"), units(tr, line.units)) for line in around.stock]
        column.addWidget(KeyValues(self.theme, pairs, label_width=200))
        for lot in around.lots:
            column.addWidget(self._lot(lot))

    def _lot(self, lot: LotLine) -> PartRow:
        tr = self.context.tr
        made = tr("made {day}", day=lot.made_on) if lot.made_on else ""
        parts = (units(tr, lot.quantity), tr.name(lot.place), made)
        under = " · ".join(part for part in parts if part)
        return PartRow(self.context, lot.number, under, status=Status(lot.status, tr(lot.status)))
