"""Use cases of products: list, open with all that hangs on them, record, change, offer in fields."""

from __future__ import annotations

from qualitydesk.services.products.around import (
    LotLine,
    ProductAround,
    StockLine,
    around_product,
)
from qualitydesk.services.products.editing import (
    create_product,
    edit_product,
    product_doubts,
    put_back_categories,
    set_active,
    set_category,
)
from qualitydesk.services.products.file import ProductFile, open_product, product_choices
from qualitydesk.services.products.listing import (
    PRODUCTS,
    Known,
    ProductRow,
    category_names,
    known_values,
    view_counts,
)

__all__ = [
    "PRODUCTS",
    "Known",
    "LotLine",
    "ProductAround",
    "ProductFile",
    "ProductRow",
    "StockLine",
    "around_product",
    "category_names",
    "create_product",
    "edit_product",
    "known_values",
    "open_product",
    "product_choices",
    "product_doubts",
    "put_back_categories",
    "set_active",
    "set_category",
    "view_counts",
]
