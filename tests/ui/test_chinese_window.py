"""In a Chinese window stands no English word and no stored code: every page, panel, list, tip and dialog."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.countries import countries_like, country_name
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Record, t
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests.strays import Strays
from tests.ui.walk import Stage, Walk, in_stages
from ui.kit import writing
from ui.kit.cells import in_words
from ui.kit.laws import short_law
from ui.kit.table import TableView

PROPERTIES = ("text", "title", "windowTitle", "toolTip", "accessibleName", "accessibleDescription")
SHOWN = 40
"""So many rows of a list are read; a screen shows fewer."""
WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]+")
"""Two letters and more, one of them small: what is all capitals is a code."""
CODES = re.compile(
    r"\S+@\S+|https?://\S+|\S+\.(?:jpg|png|pdf|csv|xlsx|db|example|md|zip)\b"  # places to reach, files
    r"|\b(?:utf|windows)-\d+|\bshift-jis\b|\b[0-9a-f]{8,}\b|\b[a-z]{2,6}\.[\w.]+"  # check sums, rules
    r"|\b[A-Z]{2,}[A-Za-z0-9]*-[\w-]+|\b\w*\d\w*\b"  # numbers of records, models
)
SAME = frozenset(
    {
        "mm", "cm", "kg", "mA", "mAh", "Wh", "lx", "kB", "pH", "Ac", "Re", "AQL", "AnyVal",
        "QualityDesk", "Excel", "JSON", "UTF", "Bluetooth", "PostgreSQL", "SQLite", "English", "iPad",
        "Enter", "Esc", "Tab", "Space", "Ctrl", "Shift", "Alt", "Home", "End", "Up", "Down", "Left", "Right",
        "Backspace", "Del", "Delete", "Return", "PgUp", "PgDown",
    }
)  # fmt: skip
"""Units, names of programs and of keys, and a language by its own name."""
FREE = frozenset(
    {
        "name", "short_name", "trade_name", "legal_representative", "street", "city", "region", "postcode",
        "email", "website", "phone", "login", "brand", "model", "number", "code", "sku", "title", "reason",
        "description", "text", "author", "reference", "standards", "citations", "evidence", "document",
        "address", "incoterm_place", "tracking_number", "container_number", "scheme", "caption",
        "body_number", "channel", "external_id", "timezone", "remarks", "note", "value", "product_text",
    }
)  # fmt: skip
"""Columns in which people write, or names that are the same everywhere."""


TYPED = {"lot：整批一次"}
"""What is to be typed as it stands."""
TELLING_BOTH = ("history", "products", "parties", "places", "people", "defects", "checklists")
"""Dialogs and panels that tell a name in each language, one by one."""


@pytest.fixture(scope="module")
def chinese_template(tmp_path_factory: pytest.TempPathFactory, clock: FixedClock) -> Path:
    """The example company whose people write Chinese."""
    path = tmp_path_factory.mktemp("chinese") / "example.db"
    backend = open_backend(str(path), clock=clock)
    make_example(backend.desk(), language="zh_CN")
    backend.close()
    return path


@pytest.fixture
def walk(qtbot: QtBot, chinese_template: Path, tmp_path: Path) -> Iterator[Walk]:
    path = tmp_path / "example.db"
    shutil.copyfile(chinese_template, path)
    shutil.copytree(f"{chinese_template}.files", f"{path}.files")
    made, strays = Walk(str(path), tmp_path, "zh_CN", 100), Strays()
    yield made
    made.close()
    strays.end()


# -- what is shown


def texts(root: QWidget) -> Iterator[str]:
    """What can be read or heard of a page or dialog; what people type in its fields is theirs."""
    for part in (root, *root.findChildren(QWidget)):
        if part is not root and not part.isVisible():
            continue
        if not isinstance(part, QLineEdit | QTextEdit | QPlainTextEdit):
            yield from (str(part.property(name) or "") for name in PROPERTIES)
        yield str(part.property("placeholderText") or "")
        yield from (words for action in part.actions() for words in (action.text(), action.toolTip()))
        if isinstance(part, QComboBox):
            yield from (part.itemText(place) for place in range(min(part.count(), SHOWN)))
        elif isinstance(part, QTabBar):
            yield from (part.tabText(place) for place in range(part.count()))
        elif isinstance(part, TableView):
            lines = [part.rows.line(place) for place in range(min(part.rows.rowCount(), SHOWN))]
            yield from (in_words(cell) for line in lines for cell in line.cells)
            yield from (column.title for column in part.rows.columns)
        elif isinstance(part, QAbstractItemView) and part.model() is not None:
            yield from _items(part.model())


def _items(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), SHOWN)):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(model.index(row, 0).data(role) or "")


def painted(root: QWidget) -> Iterator[str]:
    """What its drawn parts write."""
    writing.forget_lines()
    root.grab()
    yield from [asked[0] for asked in writing._lines]


# -- what may be in Latin letters


def written(desk: Desk, *, both: bool = False) -> set[str]:
    """What people wrote, and names that have no Chinese; with ``both`` those that have some."""
    found: set[str] = set()
    with desk.store.read() as read:
        for name, record in Record.named.items():
            if name in ("audit_event", "audit_detail", "setting", "search_doc"):
                continue
            table = t(record)
            for column in [one for one in table.c if one.name in FREE]:
                chinese = table.c.get(f"{column.name}_zh")
                if both and chinese is None:
                    continue
                asked = select(column).distinct()
                for (value,) in read.all(asked if chinese is None or both else asked.where(chinese == "")):
                    found.update(value if isinstance(value, list) else str(value or "").splitlines())
    return found


def laws(rules: RulePack) -> Iterator[str]:
    """Citations, in which the law of a country is named in its own words, and where they were read."""
    tr = Translator("zh_CN")
    cited: set[str | Bilingual] = {one.law for one in rules.house_clocks}
    cited |= {one.citation for one in rules.house.values()}
    for market in rules.markets.values():
        cited |= {one.law for one in market.regimes}
        cited |= {one.law for one in market.timed_rules}
        cited |= {one.citation for one in market.schemes}
    for law in cited:
        for said in (tr.law(law), short_law(tr, law)):
            for part in (said, *said.split("；")):
                yield from (part, re.sub("^《[^》]*》 ?", "", part))
    for source in rules.sources.values():
        yield from (source.title, source.address)


def left(text: str, allowed: Iterable[str]) -> list[str]:
    """The Latin words of a text without what is allowed."""
    for known in allowed:
        if known in text:
            text = text.replace(known, " ")
    return [word for word in WORD.findall(CODES.sub(" ", text)) if word not in SAME]


class Reader:
    """Reads what is shown, and knows what may stand there in Latin letters."""

    def __init__(self, desk: Desk) -> None:
        countries = {f", {country_name(code)}" for code in countries_like("", "en")}
        known = written(desk) | set(laws(desk.rules)) | countries | TYPED
        self._allowed = sorted((one for one in known if WORD.search(one)), key=len, reverse=True)
        self._names = written(desk, both=True)
        self.foreign: list[str] = []

    def look(self, name: str, shown: QWidget) -> None:
        said = {text for text in (*texts(shown), *painted(shown)) if "…" not in text and WORD.search(text)}
        if name.rsplit(" · ", 1)[-1] in TELLING_BOTH:
            said -= self._names
        self.foreign += [f"{name}: {text}" for text in sorted(said) if left(text, self._allowed)]


@in_stages
def test_nothing_english_and_no_code_is_shown(walk: Walk, stage: Stage) -> None:
    reader = Reader(walk.window.context.desk)
    for name, shown in walk.screens(stage):
        reader.look(name, shown)
        for action, dialog in walk.dialogs():
            reader.look(f"{name} · {action}", dialog)
    assert reader.foreign == []


def test_the_help_is_chinese_to_the_last_word(walk: Walk) -> None:
    reader = Reader(walk.window.context.desk)
    for name, dialog in walk.own_dialogs():
        if name not in ("keys", "palette"):  # names stand there in both languages, and keys
            reader.look(name, dialog)
    assert reader.foreign == []
