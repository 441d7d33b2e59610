"""Whatever stands in the cells of a sheet: every row is taken or rejected with its line, nothing fails,
nothing doubles.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitydesk.exchange.importers import IMPORTS
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import import_files, import_kinds

NASTY = [
    "", " ", "0", "-1", "1", "2", "1e400", "99999999999999999999", "NaN", "1,5", "1.5", "=1+1", "'=1",
    "#N/A", "2026-01-31", "31.02.2026", "45000", "0001-01-01", "9999-12-31T23:59:59+14:00", "yes", "maybe",
    "DE", "Atlantis", "EUR", "ZZZ", "toys", "P-1", "L-1", "O-1", "X" * 200, "水壶", "a; b; a", "seller",
    "EORI:1", "EORI:", "Draft", "Released", "Approved", "Pass", "Release", "New", "Defective", "Normal", "II",
    "2.5", "B2C", "\u202eevil", "\ud7ff", "a\nb", "'", "IN-2026-0001", "SH-2026-999999999999",
    "credit 3x 5.00", "#2 card -1", "4006381333931",
]  # fmt: skip

VALID = {
    "parties": {"code": "C-9"},
    "products": {"sku": "P-9"},
    "lots": {"number": "L-9", "sku": "P-1"},
    "orders": {"number": "O-9", "sku": "P-1", "currency": "EUR"},
    "shipments": {"number": "SH-9", "sku": "P-1", "lot": "L-1", "quantity": "5", "destination_country": "DE"},
    "certificates": {"number": "C-9", "scheme": "CE-LVD", "market": "EU"},
    "inspections": {"number": "IN-9", "lot": "L-1"},
    "claims": {"number": "CL-9", "order": "O-1"},
    "feedback": {"number": "F-9", "text": "It leaks"},
    "recalls": {"number": "R-9", "brand": "Acme"},
}


@pytest.fixture
def stocked(local_manager: Desk, tmp_path: Path) -> Desk:
    """A desk with a product, a lot and an order that rows may name."""
    for kind, text in (
        ("products", "sku,name\nP-1,Kettle\n"),
        ("lots", "number,sku,quantity\nL-1,P-1,500\n"),
        ("orders", "number,sku,country\nO-1,P-1,DE\n"),
    ):
        path = tmp_path / f"{kind}-stock.csv"
        path.write_text(text)
        assert import_files(local_manager, kind, [path]).created == 1
    return local_manager


@pytest.mark.parametrize("kind", import_kinds())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_sheet_is_taken_or_rejected_row_by_row(
    stocked: Desk, tmp_path: Path, kind: str, data: st.DataObject
) -> None:
    fields = [field.name for field in IMPORTS[kind].fields]
    cells = st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
    )
    changes = data.draw(
        st.lists(st.dictionaries(st.sampled_from(fields), cells, max_size=6), min_size=1, max_size=6)
    )
    rows = [[(VALID[kind] | change).get(name, "") for name in fields] for change in changes]
    path = tmp_path / "fuzz.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([fields, *rows])
    report = import_files(stocked, kind, [path])
    assert report.rejected <= report.read <= len(rows)
    assert report.created + report.updated + report.unchanged <= report.read - report.rejected
    assert {error.line for error in report.errors} == set() or report.rejected > 0
    again = import_files(stocked, kind, [path])
    assert (again.created, again.updated) == (0, 0)
