"""What a person may say about the files: how they are read, and which column goes to which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qualitydesk.services.exchange import FieldName, FileLook, ReadOptions, Wishes
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift-jis", "windows-1252")
NONE = "-"


class Options(QWidget):
    """``changed`` after every choice; ``wishes`` gives them."""

    changed = Signal()

    def __init__(self, context: Context, fields: Sequence[FieldName]) -> None:
        super().__init__()
        self._context, self._fields = context, tuple(fields)
        self._columns: tuple[str, ...] = ()
        self._found: Mapping[str, str] = {}
        self._wished: dict[str, str] = {}
        """What was said of fields, here or by a profile: their column, "" for none. What the file does not
        have waits for one that has it.
        """
        tr, theme = context.tr, context.theme
        self.reading = Form(theme, tr, _reading_fields(tr), columns=2)
        self.reading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.reading.changed.connect(lambda _name: self.changed.emit())
        self.mapping: Form | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self._rows.setSpacing(theme.px(12))
        self._rows.addWidget(label(theme, tr("How the file is read"), "card-title"))
        self._rows.addWidget(self.reading)
        self._title = label(theme, tr("Which column is what"), "card-title")
        self._rows.addWidget(self._title)
        self._rows.addStretch(1)
        self._title.hide()

    def show_columns(self, look: FileLook) -> None:
        """Offer the columns of the file that is shown; chosen is what was said, else what was found."""
        if look.columns and look.columns != self._columns:
            self._columns, self._found = look.columns, look.found
            self._make_mapping()

    def _make_mapping(self) -> None:
        context, tr = self._context, self._context.tr
        offered = ((NONE, tr("not in the file")), *((column, column) for column in self._columns))
        fields = [
            Field(one.name, tr.name(one.called), FieldKind.CHOICE, choices=offered, required=one.required)
            for one in self._fields
        ]
        chosen = {**self._found, **self._fitting()}
        values: dict[str, object] = {one.name: chosen.get(one.name) or NONE for one in self._fields}
        made = Form(context.theme, tr, fields, values)
        made.changed.connect(self._say)
        self._title.show()
        if self.mapping is not None:
            self._rows.replaceWidget(self.mapping, made)
            self.mapping.deleteLater()
        else:
            self._rows.insertWidget(self._rows.count() - 1, made)
        self.mapping = made

    def _say(self, name: str) -> None:
        assert self.mapping is not None
        self._wished[name] = _said(self.mapping.values(), name)
        self.changed.emit()

    def _fitting(self) -> dict[str, str]:
        """What was said that the file can do."""
        return {name: one for name, one in self._wished.items() if not one or one in self._columns}

    def wishes(self) -> Wishes:
        """How the files are read, and only those columns that were chosen otherwise than found: "" for a
        field that is found and not to be read.
        """
        values = self.reading.values()
        header = values.get("header_row")
        reading = ReadOptions(
            encoding=_said(values, "encoding"),
            delimiter=_said(values, "delimiter"),
            header_row=header if isinstance(header, int) else 0,
            sheet=str(values.get("sheet") or ""),
            date_order=_said(values, "date_order"),
            decimal=_said(values, "decimal"),
        )
        fitting = self._fitting().items()
        mapping = {name: column for name, column in fitting if self._found.get(name, "") != column}
        return Wishes(reading, mapping)

    def take(self, wishes: Wishes) -> None:
        """Say what a profile says."""
        reading = wishes.reading
        self.reading.load(
            {
                "encoding": reading.encoding or NONE,
                "delimiter": reading.delimiter or NONE,
                "header_row": reading.header_row or None,
                "sheet": reading.sheet,
                "date_order": reading.date_order or NONE,
                "decimal": reading.decimal or NONE,
            }
        )
        self._wished = dict(wishes.mapping)
        if self.mapping is not None:
            self._make_mapping()
        self.changed.emit()


def _said(values: dict[str, object], name: str) -> str:
    value = str(values.get(name) or NONE)
    return "" if value == NONE else value


def _reading_fields(tr: Translator) -> list[Field]:
    found = (NONE, tr("found by itself"))
    delimiters = ((",", tr("comma")), (";", tr("semicolon")), ("\t", tr("tab")), ("|", tr("upright bar")))
    orders = (
        ("ymd", tr("year, month, day")),
        ("dmy", tr("day, month, year")),
        ("mdy", tr("month, day, year")),
    )
    choice = FieldKind.CHOICE
    return [
        Field("encoding", tr("Encoding"), choice, choices=(found, *((one, one) for one in ENCODINGS))),
        Field("delimiter", tr("Columns parted by"), choice, choices=(found, *delimiters)),
        Field("date_order", tr("Dates"), choice, choices=(found, *orders)),
        Field("decimal", tr("Decimal mark"), choice, choices=(found, (".", tr("point")), (",", tr("comma")))),
        Field("header_row", tr("Line of the headings"), FieldKind.WHOLE, placeholder=tr("found by itself")),
        Field("sheet", tr("Sheet of the workbook"), placeholder=tr("the first")),
    ]
