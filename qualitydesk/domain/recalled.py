"""Whether a published recall names goods of ours, and by what: article number, or brand with model or SKU.

Authorities write as they please: spaces, dashes, capitals and zeros in front make no difference. A name that
only resembles, or a model without its brand, names nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualitydesk.domain.identifiers import gtin_forms
from qualitydesk.domain.values import Message, msg


class NamedBy(StrEnum):
    """What a recall and goods of ours have in common: a record of ours, or what was published."""

    LOT = "lot"
    PRODUCT = "product"
    GTIN = "gtin"
    MODEL = "model"
    SKU = "sku"


NAMED_BY: Mapping[NamedBy | None, Message] = {
    NamedBy.GTIN: msg("same article number"),
    NamedBy.MODEL: msg("same brand and model"),
    NamedBy.SKU: msg("same brand, our SKU as model"),
}
"""What a publication and the goods have in common, said to people."""


OWN = "own"
"""The source of a recall of ours; others name the authority that published them."""


def source_name(source: str) -> Message:
    """Who published a recall."""
    return msg("Our own") if source == OWN else msg("{text}", text=source)


@dataclass(frozen=True, slots=True)
class Published:
    """What a recall says of the goods, as published."""

    gtin: str
    brand: str
    model: str


@dataclass(frozen=True, slots=True)
class Own:
    """What tells a product of ours apart; ``models`` are all under which it is sold."""

    gtin: str
    brand: str
    sku: str
    models: tuple[str, ...]


def likeness(text: str) -> str:
    """Letters and figures alone, whatever their case and width: equal for names written differently."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def named_by(published: Published, own: Own) -> NamedBy | None:
    """By what the recall names the product; None if it does not."""
    if own.gtin and published.gtin in gtin_forms(own.gtin):
        return NamedBy.GTIN
    brand, model = likeness(published.brand), likeness(published.model)
    if not brand or not model or brand != likeness(own.brand):
        return None
    if model in map(likeness, own.models):
        return NamedBy.MODEL
    return NamedBy.SKU if model == likeness(own.sku) else None


def names_lot(batch: str, lot: str) -> bool:
    """Whether a published list of batches has this lot number as a whole, not within a longer one."""
    wanted = re.escape(lot.strip())
    return bool(wanted and re.search(rf"(?<![\w-]){wanted}(?![\w-])", batch, re.IGNORECASE))
