"""The place under the cursor: where it is, who runs it, what lies there, where it is used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.services.places import PLACE_NAMES
from ui.kit.links import link
from ui.kit.panel import KeyValues
from ui.registers.panel import FilePanel
from ui.registers.rows import PartRow, Tool, doubts, nothing
from ui.words import units

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.places import PlaceFile
    from ui.context import Context


class PlacePanel(FilePanel):
    """Shows one opened place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Place"), "place")
        self.opened: PlaceFile | None = None

    def show_place(self, file: PlaceFile) -> None:
        """Show a place."""
        self.opened = file
        tr, row = self.context.tr, file.fields
        self.set_title(
            tr.either(row["name"], row["name_zh"]), f"{row['code']} · {tr(PLACE_NAMES[row['kind']])}"
        )
        self.fill(
            self.context.jobs,
            (
                partial(self._facts, file),
                partial(self._goods, file),
                partial(self.add_uses, file.uses),
                partial(self.add_files, file.id),
            ),
        )

    def _facts(self, file: PlaceFile) -> None:
        column = self.add_section()
        column.addWidget(KeyValues(self.theme, self._pairs(file), label_width=112))
        doubts(self.context, column, file.doubts)

    def _pairs(self, file: PlaceFile) -> list[tuple[str, str | QWidget]]:
        tr, row = self.context.tr, file.fields
        given = (
            (tr("Also called"), row["name"] if tr.chinese else row["name_zh"]),
            (tr("Country"), tr.country(row["country"])),
            (tr("City"), row["city"]),
            ("UN/LOCODE", row["unlocode"]),
            (tr("Time zone"), row["timezone"]),
            (tr("Address"), row["address"]),
        )
        pairs: list[tuple[str, str | QWidget]] = [(name, value) for name, value in given if value]
        if row["operator_id"]:
            go = partial(self.context.navigate, "party", row["operator_id"])
            pairs.append((tr("Run by"), link(self.context.theme, tr.name(file.operator), go)))
        return pairs

    def _goods(self, file: PlaceFile) -> None:
        tr = self.context.tr
        total = units(tr, sum(line.units for line in file.goods))
        column = self.add_section(tr("Goods that lie here"), total if file.goods else "")
        if not file.goods:
            nothing(self.context, column, tr("No lot lies here."))
        for line in file.goods:
            lots = tr.plural("1 lot", "{n} lots", line.lots)
            under = " · ".join((line.sku, lots, units(tr, line.units)))
            go = Tool(
                "external-link", tr("Open it"), partial(self.context.navigate, "product", line.product_id)
            )
            column.addWidget(PartRow(self.context, tr.name(line.product), under, tools=(go,)))
