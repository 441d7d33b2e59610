"""What makes one copy of a paper known: who issues it, its number, revision, codes and time.

Nothing is computed here: the seal makes the codes, the register gives the number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from qualitydesk.domain.values import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class House:
    """The company in whose name the paper is issued."""

    name: Bilingual
    address: Bilingual = field(default_factory=lambda: Bilingual(""))
    contact: str = ""
    logo: bytes = b""
    """A picture as it was kept; empty prints the program's own mark."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is printed on every page or beside the QR code; ``issued_at`` is in the company's own zone."""

    number: str
    record: str
    revision: int
    issued_at: datetime
    issued_by: Bilingual = NOTHING
    check_code: str = ""
    record_hash: str = ""
    chain_seq: int = 0
    chain_head: str = ""
    qr: str = ""
    draft: bool = False
