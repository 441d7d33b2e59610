"""The papers in force of those that the markets ask for, by product and maker."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.markets import Market
from qualitydesk.records import Product
from qualitydesk.services.certificates.coverage import judge
from qualitydesk.services.compliance.look import Look, PartOf

VALID = (Coverage.VALID, Coverage.EXPIRING)


def papers_in_force(look: Look, on: date) -> PartOf:
    """Papers in force of those asked for, for every product in the markets it was shipped to."""
    cells = [row for rows in judged(look, on).values() for row in rows]
    return PartOf(sum(row.state in VALID for row in cells), len(cells))


def judged(look: Look, on: date) -> dict[str, list[Any]]:
    """The asked papers of each product, by its maker's key, in the markets it goes to."""
    wanted = {key for keys in look.places.values() for key in keys}
    products = {row.id: row for row in look.read.among(Product, "id", wanted)}
    found: dict[str, list[Any]] = defaultdict(list)
    for code, keys in look.places.items():
        market: Market | None = look.desk.rules.market(code)
        if market is None:
            continue
        rows = [products[key] for key in keys if key in products]
        for key, cells in judge(look.desk, look.read, rows, [market], on).items():
            asked = [cell for cell in cells[code] if cell.state is not Coverage.NOT_REQUIRED]
            found[products[key].maker_id or ""] += asked
    return found
